export interface RequestEntry {
  readonly at: number
  readonly node: string
  readonly method: string
  readonly path: string
  readonly auth: string
  readonly status: number
  /** Method and path template. */
  readonly key: string
}

const kept = 2000

/** What has been asked, so that a test can say "politely". */
export class RequestLog {
  #entries: RequestEntry[] = []
  #total = 0
  #byNode: Record<string, number> = {}
  #byCall: Record<string, number> = {}

  add(entry: RequestEntry): void {
    this.#total += 1
    this.#byNode[entry.node] = (this.#byNode[entry.node] ?? 0) + 1
    this.#byCall[entry.key] = (this.#byCall[entry.key] ?? 0) + 1
    this.#entries.push(entry)
    if (this.#entries.length > kept * 1.5) this.#entries = this.#entries.slice(-kept)
  }

  reset(): void {
    this.#entries = []
    this.#total = 0
    this.#byNode = {}
    this.#byCall = {}
  }

  report(): object {
    const log = this.#entries.slice(-kept).map(({ key: _key, ...entry }) => entry)
    return { total: this.#total, byNode: this.#byNode, byCall: this.#byCall, log }
  }
}

/** How far a task is, as its own log tells it. `fraction` is null where the log counts but names no end. */
export type Progress = { fraction: number | null; copied: number | null; guest: string | null }

// INFO:  11% (35.0 MiB of 300.0 MiB) in 18s, read: 2.0 MiB/s, write: 2.0 MiB/s     [vzdump]
// transferred 220.0 MiB of 220.0 MiB (100.00%)                                     [clone, import, move]
// mirror-scsi0: transferred 3.9 MiB of 4.0 MiB (98.44%) in 0s                      [move of a running guest]
// progress 42% (read 450971566 bytes, duration 4 sec)                              [restore]
const percents = [
  /^INFO:\s+(\d+(?:\.\d+)?)% \(/,
  /transferred .* of .* \((\d+(?:\.\d+)?)%\)/,
  /^progress (\d+(?:\.\d+)?)%/,
  // wget's dots: "  50K ........ ........ ....   42%  768M 3s"
  /^\s*\d+[KMG]?[ .]+\s(\d+)%\s/,
]
// migration active, transferred 1.2 GiB of 4.0 GiB VM-state, 110.1 MiB/s
const memory = /migration active, transferred ([\d.]+) (\w+) of ([\d.]+) (\w+) VM-state/
// 2026-11-22 16:13:52 81694720 bytes (82 MB, 78 MiB) copied, 3 s, 27.2 MB/s
const copying = /(?:^|\s)(\d+) bytes \(.*\) copied, /
// Formatting '…/vm-202-disk-0.qcow2', fmt=qcow2 … size=4194304 …
const formatting = /Formatting '.*\bsize=(\d+)/
const startsGuest = /^INFO: Starting Backup of (?:VM|CT) (\d+)/

/** Reads a log from its end: the newest figure counts. null when it tells none. */
export function parseProgress(lines: readonly string[]): Progress | null {
  const at = lines.findLastIndex((line) => figureIn(line) !== null || copying.test(line))
  if (at < 0) return null
  const line = lines[at] ?? ''
  const before = lines.slice(0, at + 1)
  const guest = startsGuest.exec(before.findLast((one) => startsGuest.test(one)) ?? '')?.[1] ?? null
  const fraction = figureIn(line)
  if (fraction !== null) return { fraction, copied: null, guest }
  const copied = Number(copying.exec(line)?.[1])
  const size = Number(formatting.exec(before.findLast((one) => formatting.test(one)) ?? '')?.[1])
  // The stream carries more than the disk's own bytes, so it may pass its end by a little.
  return { fraction: size > 0 ? Math.min(1, copied / size) : null, copied, guest }
}

function figureIn(line: string): number | null {
  for (const form of percents) {
    const percent = form.exec(line)?.[1]
    if (percent !== undefined) return Math.min(1, Number(percent) / 100)
  }
  const state = memory.exec(line)
  if (!state) return null
  const [, done = '', doneUnit = '', all = '', allUnit = ''] = state
  const total = Number(all) * unit(allUnit)
  return total > 0 ? Math.min(1, (Number(done) * unit(doneUnit)) / total) : null
}

const unit = (name: string): number => 1024 ** Math.max(0, ['B', 'KiB', 'MiB', 'GiB', 'TiB'].indexOf(name))

/** Lines that say that something is wrong. */
export function lineTone(line: string): 'error' | 'warning' | null {
  if (/^TASK ERROR\b|(?:^|\s)(?:ERROR|Err(?::\d+)?|error):?\s/.test(line)) return 'error'
  if (/^TASK WARNINGS\b|^WARN(?:ING)?:|(?:^|\s)WARN(?:ING)?:\s/.test(line)) return 'warning'
  return null
}

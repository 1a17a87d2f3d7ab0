/** One measured figure, as it is printed: a line of JSON. `better` says in which direction it improves. */
export type Figure = { figure: string; value: number; unit: string; bound: number | null; better: 'higher' | 'lower' }
/** A benchmark measures one or more figures; both sides of a ratio in the same run, in alternation. */
export type Benchmark = { figures: readonly string[]; run(): Promise<Figure[]> }

export const atLeast = (figure: string, value: number, bound: number, unit = 'ratio'): Figure => ({
  figure,
  value: round(value),
  unit,
  bound,
  better: 'higher',
})
export const atMost = (figure: string, value: number, bound: number | null, unit = 'ratio'): Figure => ({
  figure,
  value: round(value),
  unit,
  bound,
  better: 'lower',
})

const round = (value: number) => Math.round(value * 1000) / 1000

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const at = (index: number) => sorted[index] ?? Number.NaN
  return sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2
}

/** Times two functions in alternation and answers the median of each in milliseconds. */
export function alternate(one: () => unknown, two: () => unknown, rounds: number): { one: number; two: number } {
  const times: { one: number[]; two: number[] } = { one: [], two: [] }
  for (let index = 0; index < rounds; index += 1) {
    times.one.push(timed(one))
    times.two.push(timed(two))
  }
  return { one: median(times.one), two: median(times.two) }
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

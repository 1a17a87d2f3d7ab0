type Point = { at: number; used: number }
const daySec = 86_400

/**
 * Days until a storage is full if it goes on as it did: least squares over what was seen. null without at least three
 * days and six points of history, without growth, or when the points scatter too much to say anything.
 */
export function daysUntilFull(points: readonly Point[], max: number): number | null {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last || points.length < 6 || last.at - first.at < 3 * daySec) return null
  const count = points.length
  const meanAt = points.reduce((sum, point) => sum + point.at, 0) / count
  const meanUsed = points.reduce((sum, point) => sum + point.used, 0) / count
  const together = points.reduce((sum, point) => sum + (point.at - meanAt) * (point.used - meanUsed), 0)
  const spreadAt = points.reduce((sum, point) => sum + (point.at - meanAt) ** 2, 0)
  const spreadUsed = points.reduce((sum, point) => sum + (point.used - meanUsed) ** 2, 0)
  if (spreadAt === 0 || spreadUsed === 0 || together <= 0) return null
  // Below this the line explains less than half of what was seen: the daily up and down of backups, not growth.
  if (together ** 2 / (spreadAt * spreadUsed) < 0.5) return null
  const perDay = (together / spreadAt) * daySec
  return Math.max(0, (max - last.used) / perDay)
}

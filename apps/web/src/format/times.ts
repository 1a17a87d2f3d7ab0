import type { Locale } from '@steward/messages'

const words = {
  en: { day: 'd', hour: 'h', minute: 'min', second: 's', between: ' ' },
  'zh-CN': { day: '天', hour: '小时', minute: '分钟', second: '秒', between: ' ' },
} as const

type Unit = 'day' | 'hour' | 'minute' | 'second'
const lengths: readonly [Unit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
]

/** The largest unit and, where it helps, the next: "34 min", "6 d 3 h", "4 min 12 s" (`precise`). */
export function formatDuration(seconds: number, locale: Locale, precise = false): string {
  const whole = Math.max(0, Math.floor(seconds))
  const first = lengths.findIndex(([, length]) => whole >= length)
  const [unit, length] = lengths[first === -1 ? 3 : first] ?? ['second', 1]
  const count = Math.floor(whole / length)
  const main = `${count}\u00a0${words[locale][unit]}`
  const next = lengths[first + 1]
  // "47 d" and "34 min" say enough; hours and few days want the next unit.
  const wantsNext = precise || (unit === 'day' && count < 10) || (unit === 'hour' && count < 10)
  if (first === -1 || !next || !wantsNext) return main
  const rest = Math.floor((whole % length) / next[1])
  return rest === 0 ? main : `${main} ${rest}\u00a0${words[locale][next[0]]}`
}

/** How long ago: whole units only, because it ticks. */
export function formatAge(seconds: number, locale: Locale): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [unit, length] = lengths.find(([, size]) => whole >= size) ?? ['second', 1]
  return `${Math.floor(whole / length)}\u00a0${words[locale][unit]}`
}

const two = (value: number) => String(value).padStart(2, '0')

/** 14:32, or with seconds where it is evidence: 14:32:06. */
export function formatClock(unixSeconds: number, withSeconds = false): string {
  const date = new Date(unixSeconds * 1000)
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`
  return withSeconds ? `${minutes}:${two(date.getSeconds())}` : minutes
}

/** The day in words: "22 Nov", with the year when it is not this one; "11 月 22 日". */
export function formatDay(unixSeconds: number, locale: Locale, now: number = Date.now() / 1000): string {
  const date = new Date(unixSeconds * 1000)
  const sameYear = date.getFullYear() === new Date(now * 1000).getFullYear()
  if (locale === 'zh-CN') {
    const day = `${date.getMonth() + 1} 月 ${date.getDate()} 日`
    return sameYear ? day : `${date.getFullYear()} 年 ${day}`
  }
  const month = date.toLocaleString('en-GB', { month: 'short' }).slice(0, 3)
  return sameYear ? `${date.getDate()} ${month}` : `${date.getDate()} ${month} ${date.getFullYear()}`
}

/** Today only the clock, otherwise day and clock. */
export function formatMoment(unixSeconds: number, locale: Locale, now: number = Date.now() / 1000): string {
  const sameDay = new Date(unixSeconds * 1000).toDateString() === new Date(now * 1000).toDateString()
  return sameDay ? formatClock(unixSeconds) : `${formatDay(unixSeconds, locale, now)} ${formatClock(unixSeconds)}`
}

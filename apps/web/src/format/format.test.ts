import { expect, test } from 'vitest'
import { formatCount, formatPercent, formatSize, rateFigure, significant } from './numbers.ts'
import { formatAge, formatClock, formatDay, formatDuration, formatMoment } from './times.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test('sizes have three significant figures in units of 1024', () => {
  expect(plain(formatSize(0))).toBe('0 B')
  expect(plain(formatSize(762 * 1024 ** 3))).toBe('762 GiB')
  expect(plain(formatSize(1.81 * 1024 ** 4))).toBe('1.81 TiB')
  expect(plain(formatSize(1010 * 1024 ** 3))).toBe('0.99 TiB')
  expect(plain(formatSize(16 * 1024 ** 3))).toBe('16 GiB')
  expect(rateFigure(1536)).toEqual({ value: '1.5', unit: 'KiB/s' })
  expect(significant(94.44)).toBe('94.4')
  expect(significant(10.9)).toBe('10.9')
})

test('per cent never rounds something to nothing or not full to full', () => {
  expect(plain(formatPercent(0))).toBe('0 %')
  expect(plain(formatPercent(0.002))).toBe('<1 %')
  expect(plain(formatPercent(0.996))).toBe('99 %')
  expect(plain(formatPercent(1))).toBe('100 %')
})

test('thousands are set with a comma', () => {
  expect(formatCount(5003)).toBe('5,003')
})

test('durations and ages are said in both languages', () => {
  expect(plain(formatDuration(34 * 60 + 20, 'en'))).toBe('34 min')
  expect(plain(formatDuration(6 * 86_400 + 3 * 3600, 'en'))).toBe('6 d 3 h')
  expect(plain(formatDuration(6 * 86_400 + 3 * 3600, 'zh-CN'))).toBe('6 天 3 小时')
  expect(plain(formatDuration(47 * 86_400 + 3600, 'en'))).toBe('47 d')
  expect(plain(formatDuration(252, 'en', true))).toBe('4 min 12 s')
  expect(plain(formatDuration(0, 'en'))).toBe('0 s')
  expect(plain(formatAge(-3, 'en'))).toBe('0 s')
  expect(plain(formatAge(125, 'zh-CN'))).toBe('2 分钟')
})

test('a moment of today has no day', () => {
  const noon = new Date(2026, 10, 22, 14, 32, 6).getTime() / 1000
  expect(formatClock(noon)).toBe('14:32')
  expect(formatClock(noon, true)).toBe('14:32:06')
  expect(formatMoment(noon, 'en', noon + 60)).toBe('14:32')
  expect(formatMoment(noon, 'en', noon + 3 * 86_400)).toBe('22 Nov 14:32')
  expect(formatDay(noon, 'zh-CN', noon)).toBe('11 月 22 日')
  expect(formatDay(noon, 'en', noon + 400 * 86_400)).toBe('22 Nov 2026')
})

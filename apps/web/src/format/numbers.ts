/** A figure and its unit, apart, because the unit is set smaller. */
export type Figure = { value: string; unit: string }

const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

/** Three significant figures without trailing noise: 762, 94.4, 6.9, 0. */
export function significant(value: number): string {
  if (value === 0) return '0'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  const rounded = value.toFixed(Math.min(digits, 2))
  return rounded.includes('.') ? rounded.replace(/\.?0+$/, '') : rounded
}

/** Bytes in units of 1024. */
export function sizeFigure(bytes: number): Figure {
  let value = bytes
  let step = 0
  // 999.5 is shown as 1000, so the next unit begins there and not at 1024.
  while (Math.abs(value) >= 999.5 && step < sizes.length - 1) {
    value /= 1024
    step += 1
  }
  return { value: significant(value), unit: sizes[step] ?? 'B' }
}

export const formatSize = (bytes: number): string => join(sizeFigure(bytes))

export function rateFigure(bytesPerSecond: number): Figure {
  const { value, unit } = sizeFigure(bytesPerSecond)
  return { value, unit: `${unit}/s` }
}

/** A fraction 0..1 as whole per cent; what is more than nothing never reads as 0, what is not full never as 100. */
export function percentFigure(fraction: number): Figure {
  const percent = fraction * 100
  const value = percent > 0 && percent < 1 ? '<1' : percent > 99 && percent < 100 ? '99' : String(Math.round(percent))
  return { value, unit: '%' }
}

export const formatPercent = (fraction: number): string => join(percentFigure(fraction))

/** Thousands as 5,003 in both languages. */
export const formatCount = (count: number): string => count.toLocaleString('en-US')

export const join = ({ value, unit }: Figure): string => `${value}\u00a0${unit}`

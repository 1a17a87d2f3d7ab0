import type { WorldDescription } from '../world/description.ts'

/** Whatever JSON came in, seen as named fields. */
export type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

export const textOf = (fields: Fields, name: string): string | undefined => {
  const value = fields[name]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}

export const numberOf = (fields: Fields, name: string): number | undefined => {
  const value = fields[name]
  return typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : undefined
}

export const listOf = (fields: Fields, name: string): readonly unknown[] => {
  const value = fields[name]
  return Array.isArray(value) ? value : []
}

/** A description comes from our own tests: that it has nodes is taken as proof that it is one. */
export const isDescription = (value: unknown): value is WorldDescription =>
  isFields(value) && Array.isArray(value.nodes)

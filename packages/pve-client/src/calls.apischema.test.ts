import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { calls } from './calls.ts'
import { pathParams } from './form.ts'
import { describeWithShared, sharedDir } from './testing/shared.ts'

const Parameter = z.looseObject({
  type: z.string().optional(),
  optional: z.unknown().optional(),
  enum: z.array(z.string()).nullish(),
})
const Info = z.looseObject({
  parameters: z.looseObject({ properties: z.record(z.string(), Parameter).optional() }).optional(),
})
const Node = z.looseObject({
  path: z.string(),
  info: z.record(z.string(), Info).optional(),
  get children() {
    return z.array(Node).optional()
  },
})
type Node = z.infer<typeof Node>

const flatten = (nodes: readonly Node[]): Node[] => nodes.flatMap((node) => [node, ...flatten(node.children ?? [])])

const jsonTypes: Record<string, readonly string[]> = {
  string: ['string'],
  secret: ['string'],
  list: ['string'],
  urlencoded: ['string'],
  integer: ['integer'],
  number: ['number', 'integer'],
  boolean: ['boolean'],
  array: ['array'],
}

describeWithShared("PVE's own description of its API", () => {
  const tree = flatten(z.array(Node).parse(JSON.parse(readFileSync(join(sharedDir, 'pve-apischema.json'), 'utf8'))))
  const described = new Map(tree.map((node) => [node.path, node]))

  it.each(Object.entries(calls))('%s exists with its parameters', (_, { method, path, params }) => {
    const info = described.get(path)?.info?.[method]
    expect(info, `${method} ${path}`).toBeDefined()
    const properties = info?.parameters?.properties ?? {}
    for (const name of pathParams(path)) expect(Object.keys(properties)).toContain(name)
    for (const [name, kind] of Object.entries(params)) {
      const property = properties[name]
      expect(property, name).toBeDefined()
      const choices: unknown = typeof kind === 'string' ? null : 'maybe' in kind ? kind.maybe : kind
      if (choices !== null) expect(property?.enum ?? [], name).toEqual(expect.arrayContaining(choices as string[]))
      if (typeof kind === 'string') expect(jsonTypes[kind.replace('?', '')], name).toContain(property?.type)
    }
    // What PVE demands, the table must demand.
    const demanded = Object.entries(properties).flatMap(([name, { optional }]) =>
      Number(optional) === 1 || pathParams(path).includes(name) ? [] : [name],
    )
    const required = Object.entries(params).flatMap(([name, kind]) => {
      const isOptional = typeof kind === 'string' ? kind.endsWith('?') : 'maybe' in kind
      return isOptional ? [] : [name]
    })
    expect(required).toEqual(expect.arrayContaining(demanded))
  })
})

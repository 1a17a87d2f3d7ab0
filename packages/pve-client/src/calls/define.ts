import type * as z from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/**
 * How a parameter is written: `list` is joined by commas, `array` repeats its key, `secret` is a string that is masked
 * in errors, `urlencoded` is encoded once more before the form. A question mark makes it optional.
 */
type BaseKind = 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'array' | 'secret' | 'urlencoded'
export type ParamKind = BaseKind | `${BaseKind}?` | readonly string[] | { readonly maybe: readonly string[] }
export type Params = Readonly<Record<string, ParamKind>>

/** One call of PVE's API, as data. */
export type CallDefinition<P extends string = string, Q extends Params = Params, R extends z.ZodType = z.ZodType> = {
  readonly method: Method
  /** Below /api2/json, with the path's parameters in braces. */
  readonly path: P
  readonly params: Q
  readonly reply: R
  /** Blocks a worker on the node for long, or grows with what is stored: ask rarely, one at a time per node. */
  readonly slow?: boolean
  /** First pve-manager version that has it, when 7.4 has not. */
  readonly since?: string
}

/** Types an entry of the call table. Parameters default to none. */
export function define<
  const P extends string,
  const Q extends Params = Record<never, never>,
  R extends z.ZodType = z.ZodType,
>(definition: Omit<CallDefinition<P, Q, R>, 'params'> & { readonly params?: Q }): CallDefinition<P, Q, R> {
  // Without `params` the type parameter is the empty table, which the checker cannot see.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ...definition, params: definition.params ?? ({} as Q) }
}

type PathNames<P extends string> = P extends `${string}{${infer Name}}${infer Rest}` ? Name | PathNames<Rest> : never

type KindValue<K> = K extends readonly (infer Choice)[]
  ? Choice
  : K extends { readonly maybe: readonly (infer Choice)[] }
    ? Choice
    : K extends 'integer' | 'integer?' | 'number' | 'number?'
      ? number
      : K extends 'boolean' | 'boolean?'
        ? boolean
        : K extends 'list' | 'list?' | 'array' | 'array?'
          ? readonly string[]
          : string

type OptionalNames<Q> = {
  [N in keyof Q]: Q[N] extends `${string}?` | { readonly maybe: readonly string[] } ? N : never
}[keyof Q]

type Simplify<T> = { [K in keyof T]: T[K] }

/** The arguments of a call: path parameters and query or body parameters by PVE's names. */
export type ArgsOf<D> =
  D extends CallDefinition<infer P, infer Q, z.ZodType>
    ? Simplify<
        { [N in PathNames<P>]: string | number } & { [N in Exclude<keyof Q, OptionalNames<Q>>]: KindValue<Q[N]> } & {
          [N in OptionalNames<Q>]?: KindValue<Q[N]> | undefined
        }
      >
    : never

import { readdirSync, readFileSync } from 'node:fs'
import type { Fields } from '../control/input.ts'
import { fieldsOf, isDescription, listOf, numberOf, textOf } from '../control/input.ts'
import type { WorldDescription } from '../world/description.ts'

const folder = new URL('stories/', import.meta.url)

/** Something that happened to the world without a recorded question: an event of the control port, or an unrecorded call. */
export interface Happening {
  /** Just before this recording … */
  readonly before?: string | undefined
  /** … or at this time of the day. */
  readonly at?: string | undefined
  readonly event?: Fields | undefined
  /** Facts for the control port's `POST /world`. */
  readonly patch?: Fields | undefined
  readonly call?:
    | {
        readonly method: string
        readonly path: string
        readonly form: Fields
        readonly as: string
        readonly node: string | undefined
      }
    | undefined
}

/** One world and the recordings that were made of it. The files in `stories/` say it as data. */
/** How an unrecorded task was started, where its id does not say enough. */
export interface StartedTask {
  /** Part of the recorded id. */
  readonly task: string
  readonly method: string
  readonly path: string
  readonly form: Fields
}

export interface Story {
  readonly name: string
  readonly names: RegExp
  readonly from: string
  readonly to: string
  /** Through which node was asked, by name of the recording; the first that fits. */
  readonly via: readonly (readonly [names: RegExp, node: string])[]
  readonly world: WorldDescription
  readonly happenings: readonly Happening[]
  readonly calls: readonly StartedTask[]
  /** By kind of guest: the configuration where no recording shows it; `{vmid}` stands for the number. */
  readonly usualConfig: Fields
  /** By number: what is different in a configuration that no recording shows; null for an option that is missing. */
  readonly configs: Fields
  /** Guests that do not do what they are told, by number. */
  readonly behaviours: Fields
  /** Recordings in another order than their stamps and names give: the first goes right before the second. */
  readonly order: readonly (readonly [name: string, before: string])[]
  /** Not replayed, with the reason. */
  readonly leftOut: Fields
  /** The password that was sent where it was not the right one. */
  readonly passwords: Fields
  /** Credentials that differ from what the name of the caller says. */
  readonly without: Fields
}

export function readStories(): Story[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'floors.json')
  return files
    .toSorted()
    .map((name) =>
      storyOf(name.replace('.json', ''), fieldsOf(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))),
    )
}

function storyOf(name: string, given: Fields): Story {
  const { world } = given
  if (!isDescription(world)) throw new Error(`${name}: no world`)
  return {
    name,
    world,
    names: new RegExp(textOf(given, 'names') ?? ''),
    from: textOf(given, 'from') ?? '',
    to: textOf(given, 'to') ?? '',
    via: listOf(given, 'via').map((one) => {
      const [names, node] = Array.isArray(one) ? one.map(String) : []
      return [new RegExp(names ?? ''), node ?? ''] as const
    }),
    happenings: listOf(given, 'happenings').map((one) => happeningOf(fieldsOf(one))),
    usualConfig: fieldsOf(given.usualConfig),
    configs: fieldsOf(given.configs),
    calls: listOf(given, 'calls')
      .map(fieldsOf)
      .map((one) => ({
        task: textOf(one, 'task') ?? '',
        method: textOf(one, 'method') ?? 'POST',
        path: textOf(one, 'path') ?? '',
        form: fieldsOf(one.form),
      })),
    behaviours: fieldsOf(given.behaviours),
    order: listOf(given, 'order').map((one) => {
      const [first, second] = Array.isArray(one) ? one.map(String) : []
      return [first ?? '', second ?? ''] as const
    }),
    leftOut: fieldsOf(given.leftOut),
    passwords: fieldsOf(given.passwords),
    without: fieldsOf(given.without),
  }
}

function happeningOf(given: Fields): Happening {
  const call = fieldsOf(given.call)
  return {
    before: textOf(given, 'before'),
    at: textOf(given, 'at'),
    event: given.event === undefined ? undefined : fieldsOf(given.event),
    patch: given.patch === undefined ? undefined : fieldsOf(given.patch),
    call:
      given.call === undefined
        ? undefined
        : {
            method: textOf(call, 'method') ?? 'POST',
            path: textOf(call, 'path') ?? '',
            form: fieldsOf(call.form),
            as: textOf(call, 'as') ?? 'root@pam!full',
            node: textOf(call, 'node'),
          },
  }
}

export const floors = (): Readonly<Record<string, number>> => {
  const given = fieldsOf(JSON.parse(readFileSync(new URL('floors.json', folder), 'utf8')))
  return Object.fromEntries(Object.keys(given).map((name) => [name, numberOf(given, name) ?? 0]))
}

import { afterAll, describe, expect, it } from 'vitest'
import { isInTable, readRecordings, recordingsPresent, recordingsRequired, type Recording } from './recordings.ts'
import { replay, type Outcome } from './replay.ts'
import { floors, readStories, type Story } from './story.ts'

/**
 * Replays what a real PVE 9.2 was asked, in the order in which it was asked, and compares the answers.
 *
 * The denominator is every recording whose method and path are in the table of calls; one that belongs to no story or
 * cannot be asked counts as differing. The rules of comparison are in `compare.ts`.
 *
 * What is taken from the recordings besides the questions: which guests, storages, users and tasks there were and in what
 * state (`facts.ts`), what the outcome of an action says about its guest, such as that it was locked or ignored its power
 * button (`implied.ts`), which questions were asked without being recorded (`unrecorded.ts`), and, by hand in `stories/`, what
 * was done outside the API: power, network, daemons, `pvecm`, storages that hang. This is not circular: it says
 * *what was so*, in the words in which scenarios are written, and never how an answer looks. A handler that left out a field,
 * gave a number as a text or worded an error differently would still be found out, and so would a rule that is not PVE's:
 * no refusal, text, log line or end of a task of an action is ever taken over.
 */
const print = (line: string): void => void process.stdout.write(`${line}\n`)
const verbose = process.env.CONFORMANCE_VERBOSE === '1'

const stories = readStories()
const all = recordingsPresent || recordingsRequired ? readRecordings().filter(isInTable) : []
const timeOfDay = (recording: Recording): string => new Date(recording.at).toISOString().slice(11, 19)
const belongsTo = (recording: Recording): Story | undefined =>
  stories.find(
    (story) =>
      story.names.test(recording.name) && timeOfDay(recording) >= story.from && timeOfDay(recording) <= story.to,
  )
const byStory = Map.groupBy(all, belongsTo)

const total = {
  inTable: all.length,
  compared: 0,
  agreeing: 0,
  unreached: byStory.get(undefined)?.length ?? 0,
  leftOut: 0,
}

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`

function report(story: string, inTable: number, outcomes: readonly Outcome[], more: string): number {
  const compared = outcomes.filter((one) => one.reached).length
  const agreeing = outcomes.filter((one) => one.difference === undefined).length
  total.compared += compared
  total.agreeing += agreeing
  total.unreached += inTable - compared
  print(
    `${story}: ${inTable} in table, ${compared} compared, ${agreeing} agreeing, ${compared - agreeing} differing, ${inTable - compared} unreached: ${percent(agreeing, inTable)}${more}`,
  )
  if (verbose)
    for (const one of outcomes)
      if (one.difference !== undefined) print(`  ${one.name} | ${one.call} | ${one.difference}`)
  return agreeing / Math.max(1, inTable)
}

describe.skipIf(!recordingsPresent && !recordingsRequired)(
  'the simulator answers as PVE did (skipped without the recordings)',
  () => {
    it.each(stories)('in the story $name', async (story) => {
      const given = byStory.get(story) ?? []
      const chosen = given.filter((recording) => !(recording.name in story.leftOut))
      total.leftOut += given.length - chosen.length
      total.inTable -= given.length - chosen.length
      const { outcomes, factsSet } = await replay(story, reordered(chosen, story.order))
      const share = report(story.name, chosen.length, outcomes, ` (${factsSet} facts set on the way)`)
      expect(share).toBeGreaterThanOrEqual(floors()[story.name] ?? 0)
    })

    it('as a whole', () => {
      const lost = byStory.get(undefined) ?? []
      if (verbose) for (const one of lost) print(`  ${one.name} | belongs to no story`)
      expect(total.agreeing / total.inTable).toBeGreaterThanOrEqual(floors().total ?? 0)
    })

    afterAll(() => {
      const { inTable, compared, agreeing, unreached, leftOut } = total
      print(
        `conformance: ${inTable} in table, ${compared} compared, ${agreeing} agreeing, ${compared - agreeing} differing, ${unreached} unreached, ${leftOut} left out: ${percent(agreeing, inTable)}`,
      )
    })
  },
)

function reordered(recordings: readonly Recording[], order: Story['order']): Recording[] {
  const result = [...recordings]
  for (const [name, before] of order) {
    const from = result.findIndex((one) => one.name === name)
    const [moved] = from < 0 ? [] : result.splice(from, 1)
    const to = result.findIndex((one) => one.name === before)
    if (moved) result.splice(to < 0 ? from : to, 0, { ...moved, at: result[to]?.at ?? moved.at })
  }
  return result
}

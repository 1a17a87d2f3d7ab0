import { rules } from '@steward/diagnostics'
import { en } from '@steward/diagnostics/messages/en'
import { findRunbook, fixes, offersByGuide, offersFor, offerTitle } from '@steward/runbooks'
import { describe, expect, test } from 'vitest'

const guides = new Set(
  Object.keys(en.guides).flatMap((key) => (key.endsWith('.title') ? [key.slice(0, -'.title'.length)] : [])),
)
const subject = { kind: 'guest', id: '105/lock' } as const
/** A rule that leads to this guide, where one does; the answer to "why is it stuck?" has none. */
const rulesOf = (guide: string) => rules.filter((rule) => rule.fix === guide).map((rule) => rule.id)

describe('every fix exists:', () => {
  test.each(Object.keys(offersByGuide))('%s is a guide, and its runs are runs that take what is offered', (guide) => {
    expect(guides).toContain(guide)
    const given = [undefined, ...rulesOf(guide)].map((rule) => ({
      guide,
      subject,
      params: { count: 1, snapshots: 'before-update' },
      ...(rule !== undefined && { rule }),
    }))
    const offers = given.flatMap(offersFor)
    expect(offers.length).toBeGreaterThan(0)
    for (const { runbook, input } of offers) {
      expect(input).toMatchObject({ vmid: 105 })
      expect(findRunbook(runbook)?.input.safeParse(input), `${runbook} ${JSON.stringify(input)}`).toMatchObject({
        success: true,
      })
    }
  })

  test.each(Object.keys(fixes))('%s is a rule whose guide offers its fix', (rule) => {
    const found = rules.find((one) => one.id === rule)
    expect(found).toBeDefined()
    expect(offersFor({ guide: found?.fix ?? '', subject, rule })).toContainEqual({
      runbook: 'guest-fix',
      input: { vmid: 105, rule },
    })
  })
})

test('a rule that no change of a configuration mends, and what is no guest, get no run', () => {
  expect(offersFor({ guide: 'adjust-disk-options', subject, rule: 'disk-on-ide' })).toEqual([])
  expect(offersFor({ guide: 'install-guest-agent', subject: { kind: 'node', id: '105' } })).toEqual([])
  expect(offersFor({ guide: 'restore-quorum', subject })).toEqual([])
  expect(offersFor({ guide: 'ask-why-stuck', subject, rule: 'lock-owner-unseen' })).toEqual([])
  const several = { count: 2, snapshots: 'one, two' }
  expect(offersFor({ guide: 'remove-unfinished-snapshot', subject, params: several })).toEqual([])
})

test('an offer is said by name before it is planned', () => {
  const offers = Object.keys(offersByGuide).flatMap((guide) =>
    [undefined, ...rulesOf(guide)].flatMap((rule) =>
      offersFor({ guide, subject, params: { count: 1, snapshots: 'x1' }, ...(rule !== undefined && { rule }) }),
    ),
  )
  const unsaid = offers.filter((offer) => offerTitle(offer, 'web').key === 'offer.any')
  expect(unsaid).toEqual([])
})

import { expect, test } from 'vitest'
import { paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { master, service } from '../testing/ha.ts'
import { haMasterMissing } from './ha-master-missing.ts'

const quorumRow = (quorate: number | undefined) => ({ id: 'quorum', type: 'quorum', quorate })

test('there is one, or nothing to look after', () => {
  expect(subjectsOf(haMasterMissing, { ha: read([quorumRow(1), master(), service(510)]) })).toEqual([])
  expect(subjectsOf(haMasterMissing, { ha: read([quorumRow(1)]) })).toEqual([])
})

test('none, or one that fell silent', () => {
  expect(paramsOf(haMasterMissing, { ha: read([quorumRow(1), service(510)]) })).toEqual({ guests: 1, master: '–' })
  const silent = master('alder', 'old timestamp - dead?')
  expect(paramsOf(haMasterMissing, { ha: read([quorumRow(1), silent, service(510)]) })).toEqual({
    guests: 1,
    master: 'alder',
  })
})

test('without quorum, or when it is not known, nothing is said', () => {
  expect(subjectsOf(haMasterMissing, { ha: read([quorumRow(0), service(510)]) })).toEqual([])
  expect(subjectsOf(haMasterMissing, { ha: read([quorumRow(undefined), service(510)]) })).toEqual([])
  expect(subjectsOf(haMasterMissing, { ha: read([service(510)]) })).toEqual([])
})

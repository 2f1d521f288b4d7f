import { afterEach, expect, test } from 'vitest'
import { commands } from '../../../src/shared/contract/contract.ts'
import { box, bringTo, type Counter, chooseFirst, openCounter, PATIENT } from './sale.ts'

let counter: Counter

afterEach(() => counter.shop.close())

async function search(text: string) {
  const reply = await counter.page.call('counter.search', { text })
  if (!reply.ok) throw new Error(`the search was refused: ${reply.failure.code}`)
  return commands['counter.search'].output.parse(reply.value)
}

test('a sale that is under way is found by a part of the name, the last four, the diagnosis and the document; its drug by name and by a box', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  const { document, patient, diagnosis } = await bringTo(counter, 'verified')
  const texts = [
    PATIENT.slice(1),
    patient.lastFour,
    patient.lastFour.slice(1),
    diagnosis.slice(0, 2),
    document,
    document.slice(-6),
  ]
  for (const text of texts) {
    const { cases } = await search(text)
    expect(cases, text).toMatchObject([{ document, patientName: PATIENT, state: 'verified' }])
  }
  for (const text of ['氨氯地平', box(1), '8100101']) {
    const { drugs } = await search(text)
    expect(drugs, text).toMatchObject([{ name: '苯磺酸氨氯地平片' }])
    expect(drugs[0]?.inStock).toBeGreaterThan(0)
  }
  expect(await search('没有的东西')).toEqual({ cases: [], drugs: [] })
})

test('nobody searches who is not signed in', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  await chooseFirst(counter)
  const stranger = counter.shop.page('another')
  const reply = await stranger.call('counter.search', { text: PATIENT })
  expect(reply).toMatchObject({ ok: false, failure: { code: 'NOT_SIGNED_IN' } })
})

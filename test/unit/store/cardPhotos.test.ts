import { describe, expect, it } from 'vitest'
import { photoLookUps } from '../../../src/main/station/store/cardPhotos.ts'
import { addCashier, newDataFolder, openRaw, openTestStore } from './support.ts'

const BLOCK = Uint8Array.from({ length: 1024 }, (_, index) => (index * 7) & 0xff)
const OTHER = Uint8Array.from(BLOCK, (byte) => byte ^ 1)

function open(folder = newDataFolder()) {
  const store = openTestStore(folder)
  addCashier(store)
  const { id } = store.visits.open({ accountId: 'C01', phase: 'awaitingPassword' })
  return { store, folder, id }
}

describe('the photo of an identity card', () => {
  it('is kept sealed under whose it is, and opened for the visit that it was shown in alone', () => {
    const { store, folder, id } = open()
    store.cardPhotos.keep({ holder: id, visitId: id, block: OTHER })
    store.cardPhotos.keep({ holder: id, visitId: id, block: BLOCK })
    store.cardPhotos.keep({ holder: 'P1', visitId: id, block: OTHER })
    expect(Buffer.from(store.cardPhotos.block(id, id) ?? []).equals(BLOCK)).toBe(true)
    expect(Buffer.from(store.cardPhotos.block('P1', id) ?? []).equals(OTHER)).toBe(true)
    expect([store.cardPhotos.block('P1', 'another visit'), store.cardPhotos.block('nobody', id)]).toEqual([null, null])
    expect([store.cardPhotos.readAt(id), store.cardPhotos.readAt('nobody')]).toEqual([expect.any(Number), null])
    // moved to another person it opens for nobody
    openRaw(folder).exec(
      "UPDATE card_photos SET block = (SELECT block FROM card_photos WHERE holder <> 'P1') WHERE holder = 'P1'",
    )
    expect(() => store.cardPhotos.block('P1', id)).toThrow('cannot be opened')
  })

  it('is forgotten by name, and with everybody else’s when the visit ends', () => {
    const { store, folder, id } = open()
    for (const holder of [id, 'P1', 'P2']) store.cardPhotos.keep({ holder, visitId: id, block: BLOCK })
    const left = () => openRaw(folder).prepare('SELECT holder FROM card_photos ORDER BY holder').pluck().all()
    store.cardPhotos.forget('P1')
    expect(left()).toHaveLength(2)
    store.visits.park(id)
    const { id: next } = store.visits.open({ accountId: 'C01', phase: 'awaitingPassword' })
    store.cardPhotos.keep({ holder: next, visitId: next, block: BLOCK })
    store.visits.close(id)
    expect(left()).toEqual([next])
    expect(() => store.visits.close(id)).toThrow('not open')
  })

  it.each(Object.entries(photoLookUps))('is found by an index: %s', (_, sql) => {
    const { folder } = open()
    const values = [...sql.matchAll(/\?/g)].map(() => 'x')
    const plan = JSON.stringify(
      openRaw(folder)
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...values),
    )
    expect(plan).toContain('SEARCH card_photos USING INDEX')
  })
})

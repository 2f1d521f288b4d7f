import { describe, expect, it } from 'vitest'
import { amlodipine, amlodipineLot, codeOf, openTestCase, openVisit, stockShelf } from './books.ts'
import { newDataFolder, openRaw, openTestStore } from './support.ts'

const item = { line: 1, drugId: amlodipine.id, lotId: amlodipineLot.id, code: codeOf(1), pieces: null, byHand: null }

describe('the history of a case', () => {
  it('tells what happened in its order, by whom and into which state', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    const visitId = openVisit(store)
    const [{ id }, other] = [openTestCase(store, visitId, 'RX1'), openTestCase(store, visitId, 'RX2')]
    const rows = [
      { accountId: 'C01', event: { type: 'opened' }, state: 'authorized' },
      { accountId: 'C01', event: { type: 'begin', action: { kind: 'report', upload: '3505' } }, state: 'presettled' },
      {
        accountId: null,
        event: { type: 'end', action: { kind: 'report', upload: '3505' }, outcome: 'refused', partly: true },
        state: 'presettled',
      },
      {
        accountId: null,
        event: { type: 'end', action: { kind: 'verify' }, outcome: 'done', verdict: false },
        state: 'notGenuine',
      },
      { accountId: 'C01', event: { type: 'itemAdded', itemId: 'I1' }, state: 'approved' },
      { accountId: 'C01', event: { type: 'basketChanged', complete: true }, state: 'picked' },
      { accountId: 'C01', event: { type: 'tokenRenewed', tokenUntil: 7 }, state: 'picked' },
      { accountId: null, event: { type: 'lost', reason: 'withdrawn' }, state: 'cancelling' },
      { accountId: 'C01', event: { type: 'abandon' }, state: 'abandoned' },
    ] as const
    for (const row of rows) {
      store.cases.addHistory(id, row)
      store.cases.addHistory(other.id, { accountId: null, event: { type: 'handOver' }, state: 'handedOver' })
    }
    store.close()
    const history = openTestStore(folder).cases.history(id)
    expect(history).toEqual(rows.map((row) => ({ ...row, at: expect.any(Number) })))
    expect(history.map((row) => row.at)).toEqual(history.map((row) => row.at).toSorted((a, b) => a - b))
  })

  it('takes no event of an unknown kind and none of an unknown case', () => {
    const store = openTestStore()
    const { id } = openTestCase(store, openVisit(store))
    const row = { accountId: null, event: { type: 'vanished' as 'opened' }, state: 'authorized' as const }
    expect(() => store.cases.addHistory(id, row)).toThrow()
    expect(() => store.cases.addHistory('nothing', { ...row, event: { type: 'opened' } })).toThrow('FOREIGN KEY')
    expect(store.cases.history(id)).toEqual([])
  })
})

describe('the basket of a case', () => {
  it('holds its items by line in the order in which they came, until they are taken out', () => {
    const store = openTestStore()
    stockShelf(store, 3)
    const visitId = openVisit(store)
    const [{ id: caseId }, other] = [openTestCase(store, visitId, 'RX1'), openTestCase(store, visitId, 'RX2')]
    const loose = store.cases.addItem({ ...item, caseId, line: 2, code: null, pieces: 5 })
    const second = store.cases.addItem({ ...item, caseId, code: codeOf(2), byHand: '条码破损' })
    const first = store.cases.addItem({ ...item, caseId })
    store.cases.addItem({ ...item, caseId: other.id, code: codeOf(3) })
    expect(first).toEqual({ ...item, caseId, id: expect.any(String), addedAt: expect.any(Number) })
    expect(store.cases.items(caseId)).toEqual([second, first, loose])
    store.cases.removeItem(second.id)
    expect(store.cases.items(caseId)).toEqual([first, loose])
    expect(() => store.cases.removeItem(second.id)).toThrow('there is no item')
  })

  it('holds no box twice, no box that is not in the ledger, and goods without codes as often as one likes', () => {
    const store = openTestStore()
    stockShelf(store, 1)
    const { id: caseId } = openTestCase(store, openVisit(store))
    store.cases.addItem({ ...item, caseId })
    expect(() => store.cases.addItem({ ...item, caseId, line: 2 })).toThrow('UNIQUE')
    expect(() => store.cases.addItem({ ...item, caseId, code: codeOf(2) })).toThrow('FOREIGN KEY')
    expect(() => store.cases.addItem({ ...item, caseId, code: null, lotId: 'another' })).toThrow('FOREIGN KEY')
    for (const line of [2, 2]) store.cases.addItem({ ...item, caseId, line, code: null })
    expect(store.cases.items(caseId).length).toBe(3)
  })
})

describe('the file of a prescription', () => {
  it('comes back byte by byte, a new one in the place of the former', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    const { id } = openTestCase(store, openVisit(store))
    expect(store.cases.file(id)).toBeNull()
    store.cases.putFile(id, { bytes: Uint8Array.of(1), signature: 'old', certificateSerial: 'old' })
    const file = {
      bytes: Uint8Array.from({ length: 1_000 }, (_, index) => index % 256),
      signature: 'MEUC',
      certificateSerial: '9901',
    }
    store.cases.putFile(id, file)
    store.close()
    expect(openTestStore(folder).cases.file(id)).toEqual(file)
  })

  it('is not shown when it is that of another case', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    const visitId = openVisit(store)
    const ids = ['RX1', 'RX2'].map((hiRxno) => openTestCase(store, visitId, hiRxno).id)
    for (const id of ids) store.cases.putFile(id, { bytes: Uint8Array.of(1), signature: '', certificateSerial: '' })
    const [first = '', second = ''] = ids
    openRaw(folder)
      .prepare('UPDATE case_files SET bytes = (SELECT bytes FROM case_files WHERE case_id = ?) WHERE case_id = ?')
      .run(first, second)
    expect(() => store.cases.file(second)).toThrow('cannot be opened')
  })
})

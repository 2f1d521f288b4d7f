import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contentLookUps } from '../../../src/main/station/store/caseContents.ts'
import { casesSince } from '../../../src/main/station/store/caseList.ts'
import { caseLookUps } from '../../../src/main/station/store/cases.ts'
import type { Store } from '../../../src/main/station/store/store.ts'
import { failure } from '../../../src/shared/contract/failures.ts'
import { caseStates, type DispenseCase } from '../../../src/shared/domain/dispenseCase.ts'
import { chosen, openTestCase, openVisit, prescription, settlement } from './books.ts'
import { inventedIdNumber, newDataFolder, openRaw, openTestStore } from './support.ts'

const pharmacist = {
  name: '陈国栋',
  idType: '01',
  idNumber: inventedIdNumber('19800229', '013'),
  code: 'YS0001',
  licence: '990100001',
  voucherToken: 'pharmacist-token-in-clear',
}
const handedOver: DispenseCase = { ...chosen, state: 'handedOver', reported: ['3505', '7207'] }

/** A day in Asia/Shanghai, at a time of that day. */
const at = (text: string) => Date.parse(`${text}+08:00`)

describe('a case', () => {
  it('is opened with what the list of 7201 told, and nothing else yet', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder, { clock: () => at('2026-11-22T10:00:00') })
    const visitId = openVisit(store)
    const opened = openTestCase(store, visitId)
    expect(opened).toEqual({
      id: expect.any(String),
      visitId,
      hiRxno: 'RX2026112200001',
      document: 'LS20261122-0001',
      machine: chosen,
      token: 'prescription-token-in-clear',
      hospital: '示范市第一医院',
      department: '心内科',
      diagnosis: '原发性高血压',
      prescription: null,
      verdict: null,
      pharmacist: null,
      review: null,
      useAccount: true,
      presettlement: null,
      settleMsgid: null,
      revokeMsgid: null,
      settlement: null,
      payment: null,
      returnedCodes: null,
      givenUpBecause: null,
      failure: null,
      failedAt: null,
      openedBy: 'C01',
      openedAt: at('2026-11-22T10:00:00'),
      closedAt: null,
    })
    store.close()
    expect(openTestStore(folder).cases.find(opened.id)).toEqual(opened)
  })

  it('is the only unclosed one of its prescription, for every connection', () => {
    const folder = newDataFolder()
    const [one, two] = [openTestStore(folder), openTestStore(folder)]
    const visitId = openVisit(one)
    const first = openTestCase(one, visitId)
    for (const store of [one, two]) expect(() => openTestCase(store, visitId)).toThrow('UNIQUE')
    expect(two.cases.unclosedOf(first.hiRxno)?.id).toBe(first.id)
    one.cases.update(first.id, { machine: { ...chosen, state: 'abandoned' } })
    expect(two.cases.unclosedOf(first.hiRxno)).toBeNull()
    expect(openTestCase(two, visitId).id).not.toBe(first.id)
  })

  it('has a document number of its own, counted per day of the shop', () => {
    const folder = newDataFolder()
    let now = at('2026-11-22T23:59:59')
    const [one, two] = [openTestStore(folder, { clock: () => now }), openTestStore(folder, { clock: () => now })]
    const visitId = openVisit(one)
    const documents = [openTestCase(one, visitId, 'RX1'), openTestCase(two, visitId, 'RX2')].map(({ document }) => document)
    expect(() => openTestCase(one, visitId, 'RX1')).toThrow('UNIQUE')
    now += 1_000
    const nextDay = openTestCase(two, visitId, 'RX3').document
    now -= 1_000
    expect([...documents, nextDay, openTestCase(one, visitId, 'RX4').document]).toEqual([
      'LS20261122-0001',
      'LS20261122-0002',
      'LS20261123-0001',
      'LS20261122-0003',
    ])
  })

  it('keeps what it is given piece by piece, and the rest as it was', () => {
    const store = openTestStore()
    const opened = openTestCase(store, openVisit(store))
    const reason = failure('CENTER_REFUSED', { center: { code: '1001', message: '处方不存在' } })
    const failed = store.cases.update(opened.id, { failure: reason, failedAt: 5, useAccount: false })
    expect(failed).toEqual({ ...opened, failure: reason, failedAt: 5, useAccount: false })
    const verified = store.cases.update(opened.id, { prescription, failure: null, failedAt: null })
    expect(verified).toEqual({ ...opened, useAccount: false, prescription })
    expect(store.cases.find(opened.id)).toEqual(verified)
    expect(store.cases.find('nothing')).toBeNull()
    expect(() => store.cases.update('nothing', {})).toThrow('there is no case')
  })

  it('does not take what it could not read again', () => {
    const store = openTestStore()
    const opened = openTestCase(store, openVisit(store))
    const withMore = { ...settlement, surplus: true }
    expect(() => store.cases.update(opened.id, { settlement: withMore })).toThrow('surplus')
    const half = { ...settlement, amounts: { ...settlement.amounts, cash: Number.NaN as never } }
    expect(() => store.cases.update(opened.id, { settlement: half })).toThrow('cash')
    expect(store.cases.find(opened.id)).toEqual(opened)
  })

  it('is not shown when a column does not hold what it must, or a cell was moved in from another case', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    const visitId = openVisit(store)
    const [first, second] = [openTestCase(store, visitId, 'RX1'), openTestCase(store, visitId, 'RX2')]
    const raw = openRaw(folder)
    raw.prepare('UPDATE cases SET token = (SELECT token FROM cases WHERE id = ?) WHERE id = ?').run(first.id, second.id)
    expect(() => store.cases.find(second.id)).toThrow(`cases.token of row ${second.id} cannot be opened`)
    raw.prepare(`UPDATE cases SET machine = json_set(machine, '$.state', 'stolen') WHERE id = ?`).run(first.id)
    expect(() => store.cases.find(first.id)).toThrow('state')
  })
})

describe('a case is closed', () => {
  const closing = ['notGenuine', 'rejected', 'outboundCancelled', 'abandoned', 'withdrawn', 'lapsed', 'usedElsewhere', 'returned']
  it.each(caseStates.map((state) => [state, closing.includes(state)] as const))('in state %s: %s', (state, isClosed) => {
    const store = openTestStore()
    const { id } = openTestCase(store, openVisit(store))
    const { closedAt } = store.cases.update(id, { machine: { ...chosen, state } })
    expect(closedAt !== null).toBe(isClosed)
  })

  it('when the goods are handed over and every upload is made, and is open again while they come back', () => {
    const store = openTestStore()
    const { id } = openTestCase(store, openVisit(store))
    const isOpen = (pieces: Parameters<Store['cases']['update']>[1]) => store.cases.update(id, pieces).closedAt === null
    expect(isOpen({ machine: { ...handedOver, reported: ['3505'] } })).toBe(true)
    expect(isOpen({ machine: handedOver })).toBe(false)
    expect(isOpen({ returnedCodes: [] })).toBe(true)
    expect(isOpen({ returnedCodes: null })).toBe(false)
    expect(isOpen({ machine: { ...handedOver, underWay: { kind: 'revoke' } } })).toBe(true)
    expect(isOpen({ machine: { ...handedOver, unanswered: { kind: 'revoke' } } })).toBe(true)
    expect(isOpen({ machine: { ...handedOver, state: 'revoked', reported: ['3505'] } })).toBe(true)
    expect(isOpen({ machine: { ...handedOver, state: 'returned', reported: [] } })).toBe(false)
  })

  it('once: what is written of it later does not change when that was', () => {
    const store = openTestStore()
    const { id } = openTestCase(store, openVisit(store))
    const { closedAt } = store.cases.update(id, { machine: handedOver })
    expect(store.cases.update(id, { failure: null }).closedAt).toBe(closedAt)
  })

  it('with its tokens forgotten', () => {
    const store = openTestStore()
    const { id } = openTestCase(store, openVisit(store))
    store.cases.update(id, { pharmacist })
    expect(store.cases.update(id, { machine: handedOver })).toMatchObject({
      token: '',
      pharmacist: { ...pharmacist, voucherToken: '' },
    })
  })

  it('and not opened again for a return while another of its prescription is unclosed', () => {
    const store = openTestStore()
    const visitId = openVisit(store)
    const { id } = openTestCase(store, visitId)
    store.cases.update(id, { machine: handedOver })
    openTestCase(store, visitId)
    expect(() => store.cases.update(id, { returnedCodes: [] })).toThrow('UNIQUE')
  })
})

describe('cases', () => {
  it('are found as long as they are unclosed, the oldest first', () => {
    // several in the same millisecond: their documents tell the order
    const store = openTestStore(newDataFolder(), { clock: () => at('2026-11-22T10:00:00') })
    const visitId = openVisit(store)
    const ids = ['RX1', 'RX2', 'RX3'].map((hiRxno) => openTestCase(store, visitId, hiRxno).id)
    expect(store.cases.unclosed().map(({ id }) => id)).toEqual(ids)
    store.cases.update(ids[1] ?? '', { machine: handedOver })
    expect(store.cases.unclosed().map(({ id }) => id)).toEqual([ids[0], ids[2]])
  })

  it('are listed by day, with those of other days that are not done, and what the counter shows of each, the newest first', () => {
    let now = at('2026-11-21T18:00:00')
    const store = openTestStore(newDataFolder(), { clock: () => now++ })
    const visitId = openVisit(store)
    const left = openTestCase(store, visitId, 'RX1')
    store.cases.update(openTestCase(store, visitId, 'RX0').id, { machine: handedOver })
    now = at('2026-11-22T09:00:00')
    const [presettled, settled, begun] = ['RX2', 'RX3', 'RX4'].map((hiRxno) => openTestCase(store, visitId, hiRxno))
    if (!presettled || !settled || !begun) throw new Error('three cases')
    const { settlementId: _id, settledAt: _at, ...presettlement } = settlement
    store.cases.update(presettled.id, { machine: { ...chosen, state: 'presettled' }, presettlement })
    const dearer = {
      ...presettlement,
      amounts: { ...presettlement.amounts, person: 9_999 as typeof presettlement.amounts.person },
    }
    store.cases.update(settled.id, { machine: handedOver, presettlement: dearer, settlement })
    const shown = { patientName: '王秀兰', lastFour: inventedIdNumber().slice(-4), diagnosis: '原发性高血压' }
    const summary = ({ id, document, openedAt }: typeof begun, state: string, person: number | null) => ({
      ...shown,
      id,
      document,
      openedAt,
      state,
      person,
      uploadsLeft: 2,
    })
    expect(store.cases.since(at('2026-11-22T00:00:00'))).toEqual([
      summary(begun, 'authorized', null),
      { ...summary(settled, 'handedOver', 1_410), uploadsLeft: 0 },
      summary(presettled, 'presettled', 1_410),
      summary(left, 'authorized', null),
    ])
  })

  it('are listed up to 200', () => {
    const store = openTestStore()
    const visitId = openVisit(store)
    store.transaction(() => {
      for (let number = 1; number <= 201; number++) openTestCase(store, visitId, `RX${number}`)
    })
    const listed = store.cases.since(0)
    expect([listed.length, listed[0]?.document.slice(-4), listed[199]?.document.slice(-4)]).toEqual([200, '0201', '0002'])
  })

  it.each([
    [caseLookUps.find, 'cases USING INDEX sqlite_autoindex_cases_1'],
    [caseLookUps.unclosedOf, 'cases USING INDEX cases_one_unclosed'],
    [contentLookUps.history, 'case_history USING INDEX case_history_case'],
    [contentLookUps.items, 'case_items USING INDEX sqlite_autoindex_case_items_2'],
    [contentLookUps.file, 'case_files USING INDEX sqlite_autoindex_case_files_1'],
  ])('and what belongs to them are looked up through an index: %#', (lookUp, index) => {
    const folder = newDataFolder()
    openTestStore(folder)
    const plan = JSON.stringify(openRaw(folder).prepare(`EXPLAIN QUERY PLAN ${lookUp}`).all('x'))
    expect(plan).toContain(`SEARCH ${index} (`)
    expect(plan).not.toContain('SCAN')
  })

  it('of a day are found without looking at the closed ones of other days', () => {
    const folder = newDataFolder()
    openTestStore(folder)
    const plan = JSON.stringify(openRaw(folder).prepare(`EXPLAIN QUERY PLAN ${casesSince}`).all('x'))
    expect(plan).toMatch(/SEARCH cases USING (COVERING )?INDEX cases_opened \(/)
    expect(plan).toMatch(/cases USING (COVERING )?INDEX cases_unclosed/)
    expect(plan).not.toMatch(/SCAN (cases|visits)(?! USING)/)
  })

  it('that are unclosed are found without looking at the closed ones', () => {
    const folder = newDataFolder()
    openTestStore(folder)
    const plan = JSON.stringify(openRaw(folder).prepare(`EXPLAIN QUERY PLAN ${caseLookUps.unclosed}`).all())
    expect(plan).toContain('SCAN cases USING INDEX cases_unclosed')
    expect(plan).not.toContain('TEMP B-TREE')
  })
})

it('nothing that tells of a patient or proves anything lies in clear on the disk', () => {
  const folder = newDataFolder()
  const store = openTestStore(folder)
  const { id } = openTestCase(store, openVisit(store))
  store.cases.update(id, {
    prescription,
    pharmacist,
    verdict: { center: 'notGenuine', words: '王秀兰的处方签名不符', own: 'altered', signer: '签名人甲', serial: null },
    review: { isApproved: false, opinion: '剂量过大', at: 1, serial: null, checked: [] },
    failure: failure('CENTER_REFUSED', { center: { code: '1001', message: '赵某某处方不存在' } }),
    settlement,
  })
  const pdf = Buffer.from('%PDF-1.7 the whole prescription')
  store.cases.putFile(id, { bytes: pdf, signature: 'MEUC', certificateSerial: '9901' })
  const onDisk = () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
  const secrets = [
    '王秀兰',
    '高血压',
    '青霉素',
    '周医生',
    '签名人甲',
    '剂量过大',
    '赵某某',
    '陈国栋',
    prescription.owner.idNumber,
    pharmacist.idNumber,
    pharmacist.licence,
    'token-in-clear',
    '%PDF',
    pdf.toString('base64').slice(0, 20),
  ]
  const whileOpen = onDisk()
  store.close()
  for (const bytes of [whileOpen, onDisk()]) {
    expect(bytes.includes(settlement.settlementId)).toBe(true)
    expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([])
  }
})

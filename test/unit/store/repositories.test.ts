import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AuthorizedPrescription } from '../../../src/main/station/gateways/gateways.ts'
import type { Store } from '../../../src/main/station/store/store.ts'
import { openVisitLookUps, personLookUps } from '../../../src/main/station/store/visits.ts'
import { failure } from '../../../src/shared/contract/failures.ts'
import { visitColours } from '../../../src/shared/domain/visitColours.ts'
import { openTestCase } from './books.ts'
import { addCashier, inventedIdNumber, newDataFolder, noSecret, openRaw, openTestStore } from './support.ts'

const idNumber = inventedIdNumber()

const prescription: AuthorizedPrescription = {
  hiRxno: 'RX2026112100001',
  token: 'prescription-token-in-clear',
  tokenUntil: 1_800_000_900_000,
  institution: '示范市第一医院',
  department: '心内科',
  diagnosis: '原发性高血压',
  prescribedAt: 1_799_990_000_000,
  validUntil: 1_800_200_000_000,
}

function identifiedVisit(store: Store): string {
  const { id } = store.visits.open({ accountId: addCashier(store), phase: 'decoding' })
  store.visits.update(id, {
    phase: 'identifying',
    name: '买买提·艾力',
    idType: '01',
    idNumber,
    voucherToken: 'voucher-token-in-clear',
  })
  store.visits.update(id, { phase: 'authorizing', personNumber: 'person-number-in-clear', gender: 'male', age: 59 })
  return id
}

describe('accounts', () => {
  it('are listed without their secrets and found with them', () => {
    const store = openTestStore()
    addCashier(store)
    expect(store.accounts.list()).toMatchObject([{ id: 'C01', name: '林晓燕', roles: ['cashier'] }])
    const account = store.accounts.find('C01')
    expect(account).toMatchObject({ id: 'C01', failedAttempts: 0, lockedUntil: null })
    expect(account?.secret.parameters).toEqual(noSecret.parameters)
    expect(store.accounts.find('C02')).toBeNull()
  })

  it('count wrong secrets, lock when told to, and forget both after the right one', () => {
    const store = openTestStore()
    const id = addCashier(store)
    const lockAtTwo = (failures: number) => (failures >= 2 ? 42 : null)
    store.accounts.recordFailure(id, lockAtTwo)
    expect(store.accounts.find(id)).toMatchObject({ failedAttempts: 1, lockedUntil: null })
    store.accounts.recordFailure(id, lockAtTwo)
    expect(store.accounts.find(id)).toMatchObject({ failedAttempts: 2, lockedUntil: 42 })
    store.accounts.recordSuccess(id)
    expect(store.accounts.find(id)).toMatchObject({ failedAttempts: 0, lockedUntil: null })
  })

  it('are not handed out when a row does not hold what it must', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    addCashier(store)
    const raw = openRaw(folder)
    raw.exec(`UPDATE accounts SET roles = '["owner"]'`)
    expect(() => store.accounts.list()).toThrow()
    raw.exec(`UPDATE accounts SET roles = '张三['`)
    expect(() => store.accounts.list()).toThrow(/not JSON/)
    expect(() => store.accounts.list()).not.toThrow(/张三/)
  })
})

describe('sessions', () => {
  it('are brought back by their token until they end', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    const { session, token } = store.sessions.create(addCashier(store), 'main')
    store.close()
    const reopened = openTestStore(folder)
    expect(reopened.sessions.findByToken(token)).toEqual(session)
    expect(reopened.sessions.findByToken(`${token}x`)).toBeNull()
    reopened.sessions.end(session.id)
    expect(reopened.sessions.findByToken(token)).toBeNull()
  })
})

describe('visits', () => {
  const open = (store: Store) => store.visits.open({ accountId: 'C01', phase: 'identifying' })

  it('stand at the counter one at a time, and others wait with a colour of their own', () => {
    const store = openTestStore()
    const id = identifiedVisit(store)
    expect(store.visits.current()?.id).toBe(id)
    expect(() => open(store)).toThrow('UNIQUE')
    const parked = store.visits.park(id)
    expect(store.visits.current()).toBeNull()
    const second = open(store)
    expect(second.colour).not.toBe(parked.colour)
    expect(store.visits.parked()).toEqual([parked])
    expect(() => store.visits.takeUp(id)).toThrow('UNIQUE')
    expect(() => store.visits.takeUp(second.id)).toThrow('not parked')
    store.visits.close(second.id)
    expect(store.visits.takeUp(id)).toEqual({ ...parked, parkedAt: null })
    expect(() => store.visits.park(second.id)).toThrow('not open')
  })

  it('are as many as there are colours, and a colour is free again when its visit ends', () => {
    const store = openTestStore()
    addCashier(store)
    const opened = visitColours.map(() => store.visits.park(open(store).id))
    expect(opened.map(({ colour }) => colour)).toEqual(visitColours)
    expect(store.visits.nextColour()).toBeNull()
    expect(() => open(store)).toThrow('no colour')
    store.visits.close(opened[2]?.id ?? '')
    expect(open(store).colour).toBe(visitColours[2])
  })

  it.each([
    ['current', 'visits_one_at_counter'],
    ['parked', 'visits_one_colour'],
  ] as const)('are looked up among the open ones alone: %s', (by, index) => {
    const folder = newDataFolder()
    openTestStore(folder)
    const plan = JSON.stringify(openRaw(folder).prepare(`EXPLAIN QUERY PLAN ${openVisitLookUps[by]}`).all())
    expect(plan).toContain(`USING INDEX ${index}"`)
  })

  it('keep the places of insurance and the case that is worked on, over a restart', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    const id = identifiedVisit(store)
    const places = [{ area: '990101', insuranceType: '310', active: true }]
    const { id: frontCase } = openTestCase(store, id)
    const changed = store.visits.update(id, { places, frontCase })
    store.close()
    expect(openTestStore(folder).visits.find(id)).toEqual(changed)
    expect(changed).toMatchObject({ places, frontCase })
  })

  it('keep what they learned piece by piece, over a restart', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    const id = identifiedVisit(store)
    const reason = failure('CENTER_REFUSED', { center: { code: '500001', message: '凭证未激活' } })
    const stopped = store.visits.update(id, { phase: 'stopped', failure: reason, retryFrom: '7201' })
    expect(stopped).toMatchObject({
      phase: 'stopped',
      name: '买买提·艾力',
      idNumber,
      voucherToken: 'voucher-token-in-clear',
      personNumber: 'person-number-in-clear',
      failure: reason,
      retryFrom: '7201',
      closedAt: null,
    })
    store.close()
    expect(openTestStore(folder).visits.find(id)).toEqual(stopped)
  })

  it('are not changed once they are closed, and forget the voucher token', () => {
    const store = openTestStore()
    const id = identifiedVisit(store)
    expect(store.visits.close(id)).toMatchObject({ voucherToken: null, idNumber })
    expect(() => store.visits.update(id, { phase: 'listed' })).toThrow('not open')
    expect(() => store.visits.close(id)).toThrow('not open')
    expect(store.visits.find(id)?.phase).toBe('authorizing')
    expect(store.visits.find('nothing')).toBeNull()
  })

  it('are found by whole name, whole number and last four, and by no part', () => {
    const store = openTestStore()
    const id = identifiedVisit(store)
    expect(store.visits.findByPerson('name', '买买提 • 艾力').map((visit) => visit.id)).toEqual([id])
    expect(store.visits.findByPerson('idNumber', idNumber).map((visit) => visit.id)).toEqual([id])
    expect(store.visits.findByPerson('lastFour', idNumber.slice(-4)).map((visit) => visit.id)).toEqual([id])
    expect(store.visits.findByPerson('name', '买买提')).toEqual([])
    expect(store.visits.findByPerson('idNumber', idNumber.slice(0, -1))).toEqual([])
  })

  it.each([
    ['name', 'visits_name'],
    ['idNumber', 'visits_id_number'],
    ['lastFour', 'visits_last_four'],
  ] as const)('are looked up by %s through its index, without sorting', (by, index) => {
    const folder = newDataFolder()
    openTestStore(folder)
    const plan = JSON.stringify(openRaw(folder).prepare(`EXPLAIN QUERY PLAN ${personLookUps[by]}`).all(Buffer.alloc(32)))
    expect(plan).toContain(`SEARCH visits USING INDEX ${index} (`)
    expect(plan).not.toMatch(/SCAN|TEMP B-TREE/)
  })

  it('hold the list of 7201 in its order, each new list in the place of the former', () => {
    const store = openTestStore()
    const id = identifiedVisit(store)
    const second = { ...prescription, hiRxno: 'RX2026112100000', diagnosis: '' }
    store.waitingPrescriptions.replace(id, [prescription, second])
    expect(store.waitingPrescriptions.list(id)).toEqual([prescription, second])
    store.waitingPrescriptions.replace(id, [second])
    expect(store.waitingPrescriptions.list(id)).toEqual([second])
  })

  it('leave no personal data in clear on the disk', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    const id = identifiedVisit(store)
    store.waitingPrescriptions.replace(id, [prescription])
    const { token } = store.sessions.create('C01', 'main')
    const onDisk = () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
    const secrets = [
      '买买提',
      idNumber,
      idNumber.slice(-8),
      'person-number',
      'voucher-token',
      'prescription-token',
      '高血压',
      token,
    ]
    const whileOpen = onDisk()
    store.close()
    for (const bytes of [whileOpen, onDisk()]) {
      expect(bytes.includes('示范市第一医院')).toBe(true)
      expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([])
    }
  })

  it('are not shown when a cell was moved in from another row', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    const first = identifiedVisit(store)
    store.visits.close(first)
    const { id } = store.visits.open({ accountId: 'C01', phase: 'decoding' })
    openRaw(folder).prepare('UPDATE visits SET name = (SELECT name FROM visits WHERE id = ?) WHERE id = ?').run(first, id)
    expect(() => store.visits.find(id)).toThrow(`visits.name of row ${id} cannot be opened`)
  })
})

describe('settings', () => {
  it('keep JSON values by name', () => {
    const store = openTestStore()
    expect(store.settings.get('shop')).toBeNull()
    store.settings.set('shop', { name: '示范药房' })
    store.settings.set('shop', { name: '示范大药房' })
    expect(store.settings.get('shop')).toEqual({ name: '示范大药房' })
    store.settings.set('shop', null)
    expect(store.settings.get('shop')).toBeNull()
  })

  it('keep sealed texts that only their own name opens', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    store.settings.setSealed('appSecret', 'secret')
    expect(store.settings.getSealed('appSecret')).toEqual({ ok: true, value: 'secret' })
    expect(store.settings.getSealed('other')).toEqual({ ok: false, failure: 'missing' })
    openRaw(folder).exec(`INSERT INTO settings (key, sealed) SELECT 'other', sealed FROM settings WHERE key = 'appSecret'`)
    expect(store.settings.getSealed('other')).toEqual({ ok: false, failure: 'notGenuine' })
  })

  it('count upward without giving a number twice to two connections', () => {
    const folder = newDataFolder()
    const [one, two] = [openTestStore(folder), openTestStore(folder)]
    const numbers = [one, two, one, one, two].map((store) => store.settings.nextNumber('msgid'))
    expect(numbers).toEqual([1, 2, 3, 4, 5])
    expect(one.settings.nextNumber('other')).toBe(1)
  })

  it('keep the sign-in numbers of one day', () => {
    const { settings } = openTestStore()
    settings.setSignNo('2026-11-21', 'C01', 'S1')
    settings.setSignNo('2026-11-21', 'P01', 'S2')
    expect([settings.signNo('2026-11-21', 'C01'), settings.signNo('2026-11-21', 'P01')]).toEqual(['S1', 'S2'])
    settings.forgetSignNo('2026-11-21', 'C01')
    expect([settings.signNo('2026-11-21', 'C01'), settings.signNo('2026-11-21', 'P01')]).toEqual([null, 'S2'])
    expect(settings.signNo('2026-11-22', 'P01')).toBeNull()
    settings.setSignNo('2026-11-22', 'C01', 'S3')
    expect(settings.signNo('2026-11-21', 'P01')).toBeNull()
  })
})

describe('a transaction', () => {
  it('writes all or nothing, nested ones too', () => {
    const store = openTestStore()
    addCashier(store)
    const failing = () =>
      store.transaction(() => {
        store.visits.open({ accountId: 'C01', phase: 'decoding' })
        store.audit.append({ accountId: 'C01', window: null, action: 'visit.opened', subject: null, detail: {} })
        store.transaction(() => store.settings.set('shop', {}))
        throw new Error('power cut')
      })
    expect(failing).toThrow('power cut')
    expect(store.visits.current()).toBeNull()
    expect(store.settings.get('shop')).toBeNull()
    expect(store.audit.verify()).toEqual({ ok: true, value: { entries: 0 } })
    expect(store.inTransaction()).toBe(false)
  })

  it('cannot be left open by a promise', () => {
    const store = openTestStore()
    expect(() => store.transaction(async () => store.settings.set('shop', {}))).toThrow('promise')
    expect(store.settings.get('shop')).toBeNull()
  })
})

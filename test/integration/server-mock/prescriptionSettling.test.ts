import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CenterClock, createCenterClock } from '../../../server-mock/clock.ts'
import type { CenterContext } from '../../../server-mock/context.ts'
import {
  refuseSettlement,
  settlementDone,
  settlementNeverWas,
  settlementUndone,
} from '../../../server-mock/prescription/settling.ts'
import { withdraw } from '../../../server-mock/prescription/withdrawal.ts'
import { provinces } from '../../../server-mock/provinces/index.ts'
import { usualSwitches } from '../../../server-mock/provinces/switches.ts'
import { createRandom } from '../../../server-mock/random.ts'
import { fillScenario } from '../../../server-mock/scenarios/fill.ts'
import { openStore } from '../../../server-mock/store/store.ts'
import { AMLODIPINE, deskScenario, VALSARTAN } from './prescriptionDesk.ts'

const SHOP = 'P99010100001'
const OTHER = 'P99010100002'
const PACK = 10_000

let clock: CenterClock
let context: CenterContext
let hiRxno = ''
let person = ''

beforeEach(() => {
  clock = createCenterClock(() => 1_800_000_000_000)
  const random = createRandom('settling')
  const store = openStore(':memory:')
  store.fill('test', fillScenario(deskScenario, random, clock.now()))
  const switches = () => usualSwitches
  context = { store, clock, province: provinces.national, switches, random }
  person = store.registry.peopleNamed('王秀兰')[0]?.identityNumber ?? ''
  hiRxno = store.prescriptions.openOf(person, clock.now())[0]?.hiRxno ?? ''
})
afterEach(() => context.store.close())

/** For a second; with the download, unless `downloadedAt` says otherwise. */
function authorizedAt(institution: string, downloadedAt: number | null = clock.now()): void {
  const token = `${institution}${context.store.nextSerial('test')}`
  context.store.authorizations.give({ token, hiRxno, institution, batch: 1, until: clock.now() + 1_000, downloadedAt })
}

function reviewedAt(institution: string, status: '1' | '2'): void {
  const { verifications, reviews, registry } = context.store
  const serial = `${context.store.nextSerial('test')}`
  const pharmacist = registry.pharmacists()[0]?.code ?? ''
  verifications.add({ serial, hiRxno, institution, at: clock.now() })
  reviews.add({ bizSn: serial, hiRxno, institution, pharmacist, status, opinion: '', at: clock.now(), verification: serial })
}

const lines = [
  { drug: AMLODIPINE, quantity: PACK },
  { drug: VALSARTAN, quantity: PACK },
  { drug: AMLODIPINE, quantity: PACK },
]
const refusal = (change: Partial<Parameters<typeof refuseSettlement>[1]> = {}) =>
  refuseSettlement(context, { hiRxno, person, institution: SHOP, lines, ...change })
const says = (code: string, word: string) => ({ code, message: expect.stringContaining(word) })

describe('before a settlement the prescription center', () => {
  it('has nothing against what its institution approved, or a part of it', () => {
    authorizedAt(SHOP)
    reviewedAt(SHOP, '1')
    expect(refusal()).toBeNull()
    expect(refusal({ lines: lines.slice(1) })).toBeNull()
  })

  it('names what stands against it', () => {
    expect(refusal({ hiRxno: '1' })).toEqual(says('1021', 'rxno'))
    authorizedAt(SHOP)
    expect(refusal()).toEqual(says('1026', '审核'))
    reviewedAt(OTHER, '1')
    expect(refusal()).toEqual(says('1026', '审核'))
    reviewedAt(SHOP, '2')
    expect(refusal()).toEqual(says('1026', '审核'))
    reviewedAt(SHOP, '1')
    expect(refusal({ person: '990101190001010015' })).toEqual(says('1025', '所属人'))
    expect(refusal({ lines: [{ drug: 'X', quantity: PACK }] })).toEqual(says('1027', 'med_list_codg: 第 1 行'))
    expect(refusal({ lines: [...lines, { drug: VALSARTAN, quantity: 1 }] })).toEqual(says('1027', 'cnt: 第 4 行'))
    expect(refusal({ lines: [{ drug: VALSARTAN, quantity: 0 }] })).toEqual(says('1027', '零'))
  })

  it('lets an authorization that ran out since carry its review, until any other one comes', () => {
    authorizedAt(SHOP)
    reviewedAt(SHOP, '1')
    clock.advance(1_000)
    expect(refusal()).toBeNull()
    authorizedAt(OTHER, null)
    expect(refusal()).toEqual(says('1034', '其他机构'))
    clock.advance(1_000)
    expect(refusal()).toEqual(says('1026', '审核'))
    expect(refusal({ institution: OTHER })).toEqual(says('1026', '审核'))
  })

  it('knows no approval of before a new scan, nor of before its download', () => {
    authorizedAt(SHOP)
    reviewedAt(SHOP, '1')
    clock.advance(1_000)
    authorizedAt(SHOP, null)
    expect(refusal()).toEqual(says('1026', '审核'))
    authorizedAt(SHOP)
    expect(refusal()).toEqual(says('1026', '审核'))
    reviewedAt(SHOP, '1')
    expect(refusal()).toBeNull()
  })

  it('forgets an approval once another institution has rejected the prescription', () => {
    authorizedAt(SHOP)
    reviewedAt(SHOP, '1')
    authorizedAt(OTHER)
    reviewedAt(OTHER, '2')
    context.store.authorizations.end(hiRxno)
    expect(refusal()).toEqual(says('1026', '审核'))
  })

  it('lets the same institution settle again after a revocation only while its authorization would have lasted', () => {
    authorizedAt(SHOP)
    reviewedAt(SHOP, '1')
    settlementDone(context, { hiRxno, settlement: 'S1', institution: SHOP })
    settlementUndone(context, { hiRxno })
    expect(context.store.authorizations.current(hiRxno)).toBeUndefined()
    expect(refusal()).toBeNull()
    clock.advance(1_000)
    expect(refusal()).toEqual(says('1026', '审核'))
    authorizedAt(SHOP)
    reviewedAt(SHOP, '1')
    expect(refusal()).toBeNull()
  })

  it('takes a settlement that never was for none, so that what ran out meanwhile still carries its review', () => {
    authorizedAt(SHOP)
    reviewedAt(SHOP, '1')
    settlementDone(context, { hiRxno, settlement: 'S1', institution: SHOP })
    clock.advance(1_000)
    settlementNeverWas(context, { hiRxno })
    expect(refusal()).toBeNull()
  })

  it('knows used, expired and withdrawn, and that a revoked settlement leaves it unused', () => {
    authorizedAt(SHOP)
    reviewedAt(SHOP, '1')
    settlementDone(context, { hiRxno, settlement: 'S1', institution: SHOP })
    expect(refusal()).toEqual(says('1022', 'rxno'))
    settlementNeverWas(context, { hiRxno })
    expect(refusal()).toBeNull()
    const until = context.store.prescriptions.find(hiRxno)?.validUntil ?? 0
    clock.set(until - 1)
    expect(refusal()).toBeNull()
    clock.set(until)
    expect(refusal()).toEqual(says('1023', 'rxno'))
    clock.set(until - 1)
    withdraw(context, hiRxno, '医师撤回')
    expect(refusal()).toEqual(says('1024', 'rxno'))
  })
})

describe('a settlement that is taken back', () => {
  const open = () => context.store.prescriptions.openOf(person, clock.now()).map((each) => each.hiRxno)
  const told = () => context.store.notices.of(person, 0, 100).map(({ kind, states }) => [kind, JSON.parse(states)])

  it('leaves the prescription for another sale while it is valid, and its owner is told each time how it stands', () => {
    settlementDone(context, { hiRxno, settlement: 'S1', institution: SHOP })
    expect(open()).not.toContain(hiRxno)
    settlementUndone(context, { hiRxno })
    expect(open()).toContain(hiRxno)
    settlementDone(context, { hiRxno, settlement: 'S2', institution: SHOP })
    settlementNeverWas(context, { hiRxno })
    expect(open()).toContain(hiRxno)
    expect(told()).toMatchObject([
      ['settled', { rxUsedStasCodg: '2' }],
      ['unsettled', { rxStasCodg: '1', rxUsedStasCodg: '1' }],
      ['settled', { rxUsedStasCodg: '2' }],
      ['unsettled', { rxUsedStasCodg: '1' }],
    ])
  })

  it('leaves it unused but expired when its validity has ended: nobody gets it any more (N 8.8.2.4 b)', () => {
    settlementDone(context, { hiRxno, settlement: 'S1', institution: SHOP })
    clock.set(context.store.prescriptions.find(hiRxno)?.validUntil ?? 0)
    settlementUndone(context, { hiRxno })
    expect(open()).not.toContain(hiRxno)
    expect(refusal()).toMatchObject(says('1023', '有效截止时间'))
    expect(told().at(-1)).toMatchObject(['unsettled', { rxStasCodg: '2', rxUsedStasCodg: '1' }])
  })
})

describe('the hospital', () => {
  it('cannot withdraw what has run out (N 8.1.2.4 b)', () => {
    const until = context.store.prescriptions.find(hiRxno)?.validUntil ?? 0
    clock.set(until)
    expect(withdraw(context, hiRxno, '医师撤回')).toBe('expired')
    expect(context.store.prescriptions.find(hiRxno)?.withdrawnAt).toBeNull()
    clock.set(until - 1)
    expect(withdraw(context, hiRxno, '医师撤回')).toBe('done')
    clock.set(until)
    expect(withdraw(context, hiRxno, '又一次')).toBe('done')
  })

  it('withdraws until the prescription is used, and again without effect', () => {
    expect(withdraw(context, '1', '医师撤回')).toBe('unknown')
    settlementDone(context, { hiRxno, settlement: 'S1', institution: SHOP })
    expect(withdraw(context, hiRxno, '医师撤回')).toBe('used')
    settlementUndone(context, { hiRxno })
    expect(withdraw(context, hiRxno, '医师撤回')).toBe('done')
    const first = context.store.prescriptions.find(hiRxno)
    expect(first).toMatchObject({ withdrawnAt: clock.now(), withdrawnReason: '医师撤回' })
    clock.advance(1_000)
    expect(withdraw(context, hiRxno, '又一次')).toBe('done')
    expect(context.store.prescriptions.find(hiRxno)).toEqual(first)
  })
})

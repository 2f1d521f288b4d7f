import { expect, it } from 'vitest'
import type { Gateways } from '../../../src/main/station/gateways/gateways.ts'
import { createJournal } from '../../../src/main/station/journal/createJournal.ts'
import type { CaseRecord } from '../../../src/main/station/store/cases.ts'
import type { Store } from '../../../src/main/station/store/store.ts'
import { createCenterHealth } from '../../../src/main/station/workflows/centerHealth.ts'
import { createFront } from '../../../src/main/station/workflows/dispense/front.ts'
import { createVisitWorkflow } from '../../../src/main/station/workflows/visit/visit.ts'
import { failure } from '../../../src/shared/contract/failures.ts'
import type { CaseState } from '../../../src/shared/domain/dispenseCase.ts'
import { err } from '../../../src/shared/domain/result.ts'
import { openTestCase, openVisit } from '../store/books.ts'
import { inventedIdNumber, openTestStore } from '../store/support.ts'

function put(store: Store, { id, machine }: CaseRecord, state: CaseState, returnedCodes: readonly string[] | null = null): void {
  store.cases.update(id, { machine: { ...machine, state }, returnedCodes })
}

/** A visit at the counter with a case of its own, and a sale whose goods come back. */
function counterWithReturn() {
  const store = openTestStore()
  const visitId = openVisit(store)
  const own = openTestCase(store, visitId, 'RX1')
  const back = openTestCase(store, visitId, 'RX2')
  store.visits.update(visitId, { frontCase: own.id })
  const front = createFront(store)
  front.setReturning(back.id)
  return { store, own, back, front }
}

it.each(['settled', 'handedOver'] as const)('a return of a %s sale is before everything else, and is not left', (state) => {
  const { store, own, back, front } = counterWithReturn()
  put(store, own, 'presettled')
  put(store, back, state, [])
  expect(front.find()?.id).toBe(back.id)
  expect(front.live()?.id).toBe(back.id)
  expect(front.leaveReturn()).toEqual(err(failure('CASE_OPEN')))
})

it.each(['revoked', 'returned'] as const)(
  'a return that is %s never hides a case of the visit that waits for somebody',
  (state) => {
    const { store, own, back, front } = counterWithReturn()
    put(store, own, 'presettled')
    put(store, back, state, [])
    expect(front.find()?.id).toBe(own.id)
    expect(front.live()?.id).toBe(own.id)
    expect(front.leave()).toEqual(err(failure('CASE_OPEN')))
    put(store, own, 'handedOver')
    expect(front.find()?.id).toBe(back.id)
    expect(front.live()).toBeNull()
    expect(front.leave()).toEqual({ ok: true, value: true })
    expect(front.find()?.id).toBe(own.id)
  },
)

it.each([true, false])(
  'the visit at the counter is put aside for the next one while its case waits for somebody: %s',
  async (isLive) => {
    const store = openTestStore()
    const before = openVisit(store)
    const clock = () => 0
    const nobody = {
      ensure: async () => err(failure('CENTER_UNREACHABLE')),
      forget: () => {},
      keepSignedIn: () => {},
      rest: () => {},
    }
    const came = { token: 'T', name: '李建国', idType: '01', idNumber: inventedIdNumber('19500416'), insuranceArea: '990101' }
    const visit = createVisitWorkflow({
      store,
      journal: createJournal(store, { clock, newId: () => 'none' }),
      health: createCenterHealth(clock, () => {}),
      businessSignIn: { ...nobody, state: () => 'none' },
      clock,
      pause: async () => false,
      changed: () => {},
      // nothing gets so far as to use them
      gateways: (): Gateways => JSON.parse('{}'),
      vouchers: {
        isUsed: () => false,
        abandonLost: () => null,
        checkPassword: async () => null,
        decode: async (_gateways, _scanned, decoded) => {
          store.transaction(() => decoded(came))
          return null
        },
      },
      cases: { isLive: ({ id }) => id === before && isLive, voucherCame: () => {}, isBusy: () => false, askPassword: () => {} },
      passwords: { ask: () => {} },
      tell: () => {},
      forgetNotice: () => {},
    })
    await visit.begin('1'.repeat(28), { id: 'C01', name: '林晓燕', roles: ['cashier'] })
    await visit.idle()
    expect(store.visits.current()?.name).toBe('李建国')
    expect(store.visits.parked().map(({ id }) => id)).toEqual(isLive ? [before] : [])
    expect(store.visits.find(before)?.closedAt === null).toBe(isLive)
  },
)

import fc, { type Arbitrary } from 'fast-check'
import { expect, it } from 'vitest'
import type { CasePieces } from '../../../src/main/station/store/cases.ts'
import { failureCodes } from '../../../src/shared/contract/failures.ts'
import { type CaseAction, caseStates, type DispenseCase, isClosed } from '../../../src/shared/domain/dispenseCase.ts'
import type { Fen, Price, Quantity } from '../../../src/shared/domain/money.ts'
import type { Prescription } from '../../../src/shared/domain/prescription.ts'
import { reviewPoints } from '../../../src/shared/domain/reviewPoints.ts'
import type { Presettlement, SettlementAmounts } from '../../../src/shared/domain/settlement.ts'
import { openTestCase, openVisit } from './books.ts'
import { newDataFolder, openTestStore } from './support.ts'

const text = fc.string({ unit: 'binary', maxLength: 12 })
const textOrNull = fc.option(text)
const time = fc.integer({ min: 0, max: 4_000_000_000_000 })
const fen = fc.maxSafeInteger().map((value) => value as Fen)
const price = fc.maxSafeNat().map((value) => value as Price)
const quantity = fc.maxSafeNat().map((value) => value as Quantity)
const upload = fc.constantFrom('3505' as const, '7207' as const)
const uploads = fc.uniqueArray(upload)

const action: Arbitrary<CaseAction> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      ...(['download', 'verify', 'review', 'presettle', 'settle', 'revoke', 'reverse'] as const satisfies CaseAction['kind'][]),
    ),
  }),
  fc.record({ kind: fc.constantFrom('report' as const, 'undo' as const), upload }),
)

const machine: Arbitrary<DispenseCase> = fc.record({
  state: fc.constantFrom(...caseStates.filter((state) => !isClosed({ state }) && state !== 'handedOver')),
  tokenUntil: time,
  validUntil: time,
  uploads: fc.record({ before: uploads, after: uploads, undo: uploads }),
  reported: uploads,
  partly: uploads,
  underWay: fc.option(action),
  unanswered: fc.option(action),
  cancelledInto: fc.option(fc.constantFrom('outboundCancelled' as const, 'withdrawn' as const, 'lapsed' as const)),
})

const prescription: Arbitrary<Prescription> = fc.record({
  hiRxno: text,
  state: fc.constantFrom('valid' as const, 'expired' as const, 'withdrawn' as const),
  used: fc.boolean(),
  prescribedAt: time,
  validUntil: time,
  owner: fc.record({
    name: text,
    idType: text,
    idNumber: text,
    gender: fc.constantFrom('male' as const, 'female' as const, 'unknown' as const),
    ageTenths: fc.nat(2_000),
    allergies: textOrNull,
  }),
  hospital: fc.record({ code: text, name: text, department: text }),
  doctor: text,
  hospitalPharmacist: fc.record({ name: text, at: time }),
  visitNumber: text,
  medicalType: text,
  insuranceType: text,
  scheme: fc.option(fc.constantFrom('dualChannel' as const, 'outpatientPooling' as const, 'other' as const)),
  longTerm: fc.boolean(),
  chronicDisease: fc.option(fc.record({ code: text, name: text })),
  diagnoses: fc.array(fc.record({ code: text, name: text, isMain: fc.boolean() }), { maxLength: 3 }),
  lines: fc.array(
    fc.record({
      drugCode: text,
      genericName: text,
      productName: text,
      dosageForm: text,
      specification: text,
      manufacturer: textOrNull,
      kind: fc.option(fc.constantFrom('western' as const, 'chinesePatent' as const, 'herbal' as const)),
      quantity,
      unit: textOrNull,
      dose: fc.option(fc.record({ quantity, unit: textOrNull })),
      frequency: textOrNull,
      route: text,
      days: quantity,
      coveredByHospital: fc.option(fc.boolean()),
      overTheCounter: fc.boolean(),
      taken: fc.boolean(),
      footnote: textOrNull,
    }),
    { maxLength: 3 },
  ),
})

const amounts: Arbitrary<SettlementAmounts> = fc.record({
  total: fen,
  ownPaid: fen,
  overLimit: fen,
  selfPaidFirst: fen,
  inScope: fen,
  deductible: fc.option(fen),
  pooledFund: fen,
  civilServantFund: fen,
  enterpriseFund: fen,
  seriousIllnessFund: fen,
  largeSumFund: fen,
  medicalAidFund: fen,
  otherFund: fen,
  fund: fen,
  person: fen,
  account: fen,
  familyAccount: fc.option(fen),
  cash: fen,
  balance: fen,
})

const presettlement: Arbitrary<Presettlement> = fc.record({
  visitId: text,
  amounts,
  funds: fc.array(fc.record({ type: text, name: textOrNull, amount: fen }), { maxLength: 3 }),
  lines: fc.array(
    fc.record({
      number: text,
      price,
      quantity,
      amount: fen,
      ownPaid: fen,
      overLimit: fen,
      selfPaidFirst: fen,
      inScope: fen,
      level: fc.constantFrom('A' as const, 'B' as const, 'C' as const),
      priceLimit: fc.option(price),
    }),
    { maxLength: 3 },
  ),
})

const pieces: Arbitrary<Partial<CasePieces>> = fc.record(
  {
    machine,
    token: text,
    prescription: fc.option(prescription),
    verdict: fc.option(
      fc.record({
        center: fc.constantFrom('genuine' as const, 'notGenuine' as const),
        words: text,
        own: fc.constantFrom('genuine' as const, 'altered' as const, 'unsigned' as const, 'unreadable' as const),
        signer: textOrNull,
        serial: textOrNull,
      }),
    ),
    pharmacist: fc.option(
      fc.record(
        { name: text, idType: text, idNumber: text, code: text, licence: text, voucherToken: text, at: time },
        { requiredKeys: ['name', 'idType', 'idNumber', 'code', 'licence', 'voucherToken'] },
      ),
    ),
    review: fc.option(
      fc.record({
        isApproved: fc.boolean(),
        opinion: text,
        at: time,
        serial: textOrNull,
        checked: fc.subarray([...reviewPoints]),
      }),
    ),
    useAccount: fc.boolean(),
    presettlement: fc.option(presettlement),
    settleMsgid: textOrNull,
    revokeMsgid: textOrNull,
    settlement: fc.option(
      fc.tuple(presettlement, text, time).map(([common, settlementId, settledAt]) => ({ ...common, settlementId, settledAt })),
    ),
    payment: fc.option(fc.record({ cashGiven: fen, change: fen, at: time, by: text })),
    givenUpBecause: textOrNull,
    returnedCodes: fc.option(fc.array(text, { maxLength: 3 })),
    failure: fc.option(
      fc.record(
        { code: fc.constantFrom(...failureCodes), center: fc.record({ code: text, message: text }), field: text, retryAt: time },
        { requiredKeys: ['code'] },
      ),
    ),
    failedAt: fc.option(time),
  },
  { requiredKeys: [] },
)

it('what is written of a case is read back exactly, over any changes and a restart', () => {
  const folder = newDataFolder()
  const store = openTestStore(folder)
  const { id } = openTestCase(store, openVisit(store))
  let known = store.cases.find(id)
  fc.assert(
    fc.property(pieces, (changed) => {
      if (known === null) throw new Error('the case is there')
      known = { ...known, ...changed }
      expect(store.cases.update(id, changed)).toEqual(known)
      expect(store.cases.find(id)).toEqual(known)
    }),
    { numRuns: 200, endOnFailure: true },
  )
  store.close()
  expect(openTestStore(folder).cases.find(id)).toEqual(known)
})

import { z } from 'zod'
import { CaseVerdict } from '../../../shared/contract/case.ts'
import { Failure } from '../../../shared/contract/failures.ts'
import { CredentialKind } from '../../../shared/contract/purchaser.ts'
import { type CaseAction, type CaseEvent, caseStates, type DispenseCase } from '../../../shared/domain/dispenseCase.ts'
import type { Fen, Price, Quantity } from '../../../shared/domain/money.ts'
import type { Prescription } from '../../../shared/domain/prescription.ts'
import { reviewPoints } from '../../../shared/domain/reviewPoints.ts'
import type { Presettlement, Settlement } from '../../../shared/domain/settlement.ts'
import type { CaseHistoryRow, CasePieces, CaseReview, ReviewingPharmacist } from './cases.ts'
import { Bytes, jsonColumn } from './columns.ts'

const FenShape = z.custom<Fen>(Number.isSafeInteger)
const PriceShape = z.custom<Price>(Number.isSafeInteger)
const QuantityShape = z.custom<Quantity>(Number.isSafeInteger)

const UploadShape = z.enum(['3505', '7207'])
const Uploads = z.array(UploadShape).readonly()

const ActionShape: z.ZodType<CaseAction> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['download', 'verify', 'review', 'presettle', 'settle', 'revoke', 'reverse']) }),
  z.strictObject({ kind: z.enum(['report', 'undo']), upload: UploadShape }),
])

const LossShape = z.enum(['withdrawn', 'lapsed', 'usedElsewhere'])

/** The stored shape of a case's machine. */
export const MachineShape: z.ZodType<DispenseCase> = z.strictObject({
  state: z.enum(caseStates),
  tokenUntil: z.int(),
  validUntil: z.int(),
  uploads: z.strictObject({ before: Uploads, after: Uploads, undo: Uploads }),
  reported: Uploads,
  partly: Uploads,
  underWay: ActionShape.nullable(),
  unanswered: ActionShape.nullable(),
  cancelledInto: z.enum(['outboundCancelled', ...LossShape.options]).nullable(),
})

const MachineEventShape: z.ZodType<CaseEvent> = z.union([
  z.strictObject({ type: z.literal('begin'), action: ActionShape }),
  z.strictObject({
    type: z.literal('end'),
    action: ActionShape,
    outcome: z.enum(['done', 'refused', 'unknown']),
    verdict: z.boolean().exactOptional(),
    validUntil: z.int().exactOptional(),
    partly: z.boolean().exactOptional(),
  }),
  z.strictObject({ type: z.literal('basketChanged'), complete: z.boolean() }),
  z.strictObject({ type: z.literal('tokenRenewed'), tokenUntil: z.int() }),
  z.strictObject({ type: z.literal('lost'), reason: LossShape }),
  z.strictObject({ type: z.enum(['abandon', 'handOver']) }),
])

/** The stored shape of what happened to a case. */
export const EventShape: z.ZodType<CaseHistoryRow['event']> = z.union([
  MachineEventShape,
  z.strictObject({ type: z.literal('opened') }),
  z.strictObject({ type: z.enum(['itemAdded', 'itemRemoved']), itemId: z.string() }),
  z.strictObject({ type: z.literal('purchaserNamed'), purchaserId: z.string(), patientBy: CredentialKind }),
  z.strictObject({ type: z.literal('purchaserWithdrawn'), purchaserId: z.string() }),
])

const PrescriptionShape: z.ZodType<Prescription> = z.strictObject({
  hiRxno: z.string(),
  state: z.enum(['valid', 'expired', 'withdrawn']),
  used: z.boolean(),
  prescribedAt: z.int(),
  validUntil: z.int(),
  owner: z.strictObject({
    name: z.string(),
    idType: z.string(),
    idNumber: z.string(),
    gender: z.enum(['male', 'female', 'unknown']),
    ageTenths: z.int(),
    allergies: z.string().nullable(),
  }),
  hospital: z.strictObject({ code: z.string(), name: z.string(), department: z.string() }),
  doctor: z.string(),
  hospitalPharmacist: z.strictObject({ name: z.string(), at: z.int() }),
  visitNumber: z.string(),
  medicalType: z.string(),
  insuranceType: z.string(),
  scheme: z.enum(['dualChannel', 'outpatientPooling', 'other']).nullable(),
  longTerm: z.boolean(),
  chronicDisease: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
  diagnoses: z.array(z.strictObject({ code: z.string(), name: z.string(), isMain: z.boolean() })).readonly(),
  lines: z
    .array(
      z.strictObject({
        drugCode: z.string(),
        genericName: z.string(),
        productName: z.string(),
        dosageForm: z.string(),
        specification: z.string(),
        manufacturer: z.string().nullable(),
        kind: z.enum(['western', 'chinesePatent', 'herbal']).nullable(),
        quantity: QuantityShape,
        unit: z.string().nullable(),
        dose: z.strictObject({ quantity: QuantityShape, unit: z.string().nullable() }).nullable(),
        frequency: z.string().nullable(),
        route: z.string(),
        days: QuantityShape,
        coveredByHospital: z.boolean().nullable(),
        overTheCounter: z.boolean(),
        taken: z.boolean(),
        footnote: z.string().nullable(),
      }),
    )
    .readonly(),
})

const VerdictShape: z.ZodType<NonNullable<CasePieces['verdict']>> = CaseVerdict.unwrap().extend({
  serial: z.string().nullable(),
})

const PharmacistShape: z.ZodType<ReviewingPharmacist> = z.strictObject({
  name: z.string(),
  idType: z.string(),
  idNumber: z.string(),
  code: z.string(),
  licence: z.string(),
  voucherToken: z.string(),
  at: z.int().exactOptional(),
})

const ReviewShape: z.ZodType<CaseReview> = z.strictObject({
  isApproved: z.boolean(),
  opinion: z.string(),
  at: z.int(),
  serial: z.string().nullable(),
  // a review of an earlier version says nothing of it
  checked: z.array(z.enum(reviewPoints)).readonly().default([]),
})

const presettlementFields = {
  visitId: z.string(),
  amounts: z.strictObject({
    total: FenShape,
    ownPaid: FenShape,
    overLimit: FenShape,
    selfPaidFirst: FenShape,
    inScope: FenShape,
    deductible: FenShape.nullable(),
    pooledFund: FenShape,
    civilServantFund: FenShape,
    enterpriseFund: FenShape,
    seriousIllnessFund: FenShape,
    largeSumFund: FenShape,
    medicalAidFund: FenShape,
    otherFund: FenShape,
    fund: FenShape,
    person: FenShape,
    account: FenShape,
    familyAccount: FenShape.nullable(),
    cash: FenShape,
    balance: FenShape,
  }),
  funds: z.array(z.strictObject({ type: z.string(), name: z.string().nullable(), amount: FenShape })).readonly(),
  lines: z
    .array(
      z.strictObject({
        number: z.string(),
        price: PriceShape,
        quantity: QuantityShape,
        amount: FenShape,
        ownPaid: FenShape,
        overLimit: FenShape,
        selfPaidFirst: FenShape,
        inScope: FenShape,
        level: z.enum(['A', 'B', 'C']),
        priceLimit: PriceShape.nullable(),
      }),
    )
    .readonly(),
}

/** What a settlement would come to, as a column keeps it. */
export const PresettlementShape: z.ZodType<Presettlement> = z.strictObject(presettlementFields)

/** A settlement, as a column keeps it. */
export const SettlementShape: z.ZodType<Settlement> = z.strictObject({
  ...presettlementFields,
  settlementId: z.string(),
  settledAt: z.int(),
})

const PaymentShape: z.ZodType<NonNullable<CasePieces['payment']>> = z.strictObject({
  cashGiven: FenShape,
  change: FenShape,
  at: z.int(),
  by: z.string(),
})

const CodesShape = z.array(z.string()).readonly()

/** A row of cases as it lies on disk. */
export const CaseRow = z.strictObject({
  id: z.string(),
  visitId: z.string(),
  hiRxno: z.string(),
  document: z.string(),
  machine: jsonColumn(MachineShape),
  token: Bytes,
  hospital: z.string(),
  department: z.string(),
  diagnosis: Bytes,
  prescription: Bytes.nullable(),
  verdict: Bytes.nullable(),
  pharmacist: Bytes.nullable(),
  review: Bytes.nullable(),
  useAccount: z.literal([0, 1]).transform((flag) => flag === 1),
  presettlement: jsonColumn(PresettlementShape).nullable(),
  settleMsgid: z.string().nullable(),
  revokeMsgid: z.string().nullable(),
  settlement: jsonColumn(SettlementShape).nullable(),
  payment: jsonColumn(PaymentShape).nullable(),
  returnedCodes: jsonColumn(CodesShape).nullable(),
  givenUpBecause: Bytes.nullable(),
  failure: Bytes.nullable(),
  failedAt: z.int().nullable(),
  openedBy: z.string(),
  openedAt: z.int(),
  closedAt: z.int().nullable(),
})

/** What the sealed cells of a case hold when they are opened; the token and the diagnosis are plain texts. */
export const sealedShapes = {
  prescription: jsonColumn(PrescriptionShape).nullable(),
  verdict: jsonColumn(VerdictShape).nullable(),
  pharmacist: jsonColumn(PharmacistShape).nullable(),
  review: jsonColumn(ReviewShape).nullable(),
  failure: jsonColumn(Failure).nullable(),
}

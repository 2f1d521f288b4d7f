import { z } from 'zod'
import { casePapers } from '../domain/casePapers.ts'
import { caseStates } from '../domain/dispenseCase.ts'
import { Failure } from './failures.ts'
import { CredentialKind, PurchaserView } from './purchaser.ts'

const EpochMs = z.number().int()
/** Money in whole fen. */
const Fen = z.number().int()

/** The lot of a drug that is to go out first, because it expires first. `expiresOn`: yyyy-MM-dd; null where it does not tell; `shelf`: empty when nobody said. */
export const FirstLot = z.strictObject({ lot: z.string(), expiresOn: z.string().nullable(), shelf: z.string() }).readonly()
export type FirstLot = z.infer<typeof FirstLot>

/** One box, or what was taken out of one, in the basket of a line. */
export const BasketItem = z
  .strictObject({
    id: z.string(),
    /** null for goods that carry no trace code */
    code: z.string().nullable(),
    lot: z.string(),
    /** yyyy-MM-dd; null where the lot does not tell */
    expiresOn: z.string().nullable(),
    /** null: the whole box; else so many pieces of it */
    pieces: z.number().int().positive().nullable(),
    /** why it was entered by hand; null when it was scanned */
    byHand: z.string().nullable(),
    /** `takeFirst` of its line expires before it and is still on the shelf */
    isLater: z.boolean(),
  })
  .readonly()
export type BasketItem = z.infer<typeof BasketItem>

/** One drug of the prescription, and what the shelf gives for it. */
export const CaseLine = z
  .strictObject({
    number: z.string(),
    genericName: z.string(),
    specification: z.string(),
    manufacturer: z.string().nullable(),
    /** how it is taken, in one sentence */
    directions: z.string(),
    /** how much is prescribed, as people read it: 2 盒 */
    prescribed: z.string(),
    /** how many boxes that is, and how many are in the basket; for goods without trace codes one, when their lot is chosen */
    boxesWanted: z.number().int().nonnegative(),
    boxesTaken: z.number().int().nonnegative(),
    isTraced: z.boolean(),
    /** of a line that asks for less than whole boxes: how many pieces (片, 粒) are wanted and taken; null where boxes are counted */
    pieces: z
      .strictObject({ unit: z.string(), perPack: z.number().int().positive(), wanted: z.number().int(), taken: z.number().int() })
      .readonly()
      .nullable(),
    /** null while the shelf has no such drug */
    amount: Fen.nullable(),
    /** what to take from the shelf (next); null while the basket cannot change, and where nothing is there that may go out */
    takeFirst: FirstLot.nullable(),
    items: z.array(BasketItem).readonly(),
  })
  .readonly()
export type CaseLine = z.infer<typeof CaseLine>

/** What the patient pays, and who pays the rest. `isFinal`: settled, not only reckoned. */
export const CaseMoney = z
  .strictObject({
    isFinal: z.boolean(),
    total: Fen,
    fund: Fen,
    person: Fen,
    account: Fen,
    familyAccount: Fen,
    cash: Fen,
    balance: Fen,
    /** parts of the fund that are not zero, by the name of their field in the domain */
    parts: z.array(z.strictObject({ name: z.string(), amount: Fen }).readonly()).readonly(),
  })
  .readonly()
export type CaseMoney = z.infer<typeof CaseMoney>

export const PaperKind = z.enum(casePapers)
export type PaperKind = z.infer<typeof PaperKind>

/** What the center says of the file, and what our own check of the signature in it says. */
export const CaseVerdict = z
  .strictObject({
    center: z.enum(['genuine', 'notGenuine']),
    /** the center's words when it does not vouch for the file */
    words: z.string(),
    own: z.enum(['genuine', 'altered', 'unsigned', 'unreadable']),
    signer: z.string().nullable(),
  })
  .readonly()
export type CaseVerdict = z.infer<typeof CaseVerdict>

/** A dispense case as the counter shows it. Never more of a number than its last four characters. */
export const CaseView = z
  .strictObject({
    id: z.string(),
    /** whose it is: of a return perhaps somebody else than the patient of the visit */
    patient: z.strictObject({ name: z.string(), lastFour: z.string().max(4) }).readonly(),
    /** who collects in the patient's place; null: the patient in person */
    purchaser: PurchaserView.nullable(),
    hiRxno: z.string(),
    /** own retail document number */
    document: z.string(),
    state: z.enum(caseStates),
    openedAt: EpochMs,
    tokenUntil: EpochMs,
    validUntil: EpochMs,
    /** what is at the center now */
    underWay: z.enum(['download', 'verify', 'review', 'presettle', 'settle', 'revoke', 'reverse', 'report', 'undo']).nullable(),
    /** what was sent and never answered: `case.retry` clears it up */
    unanswered: z.enum(['download', 'verify', 'review', 'presettle', 'settle', 'revoke', 'reverse', 'report', 'undo']).nullable(),
    /** what stopped the last step; `case.retry` tries it again where that makes sense */
    failure: Failure.nullable(),
    canRetry: z.boolean(),
    hospital: z.string(),
    department: z.string(),
    doctor: z.string().nullable(),
    diagnosis: z.string(),
    longTerm: z.boolean(),
    allergies: z.string().nullable(),
    hasFile: z.boolean(),
    verdict: CaseVerdict.nullable(),
    /** the pharmacist whose own voucher was scanned for this review */
    pharmacist: z.string().nullable(),
    review: z.strictObject({ isApproved: z.boolean(), opinion: z.string(), at: EpochMs }).readonly().nullable(),
    lines: z.array(CaseLine).readonly(),
    money: CaseMoney.nullable(),
    /** whether the personal account may pay */
    useAccount: z.boolean(),
    payment: z.strictObject({ cashGiven: Fen, change: Fen }).readonly().nullable(),
    /** the settlement's number at the center */
    settlementId: z.string().nullable(),
    settledAt: EpochMs.nullable(),
    /** uploads of the goods that still have to be made, after the settlement too */
    uploadsLeft: z.number().int().nonnegative(),
    /** the boxes that came back, while a return is being made; null when none is */
    returned: z
      .strictObject({ wanted: z.number().int(), scanned: z.number().int(), codes: z.array(z.string()).readonly() })
      .readonly()
      .nullable(),
    /** the papers that can be had of it now */
    papers: z.array(PaperKind).readonly(),
  })
  .readonly()
export type CaseView = z.infer<typeof CaseView>

/** A case in the list of a day. */
export const CaseSummary = z
  .strictObject({
    id: z.string(),
    document: z.string(),
    state: z.enum(caseStates),
    openedAt: EpochMs,
    patientName: z.string(),
    lastFour: z.string().max(4),
    diagnosis: z.string(),
    person: Fen.nullable(),
    /** uploads of the goods that still have to be made */
    uploadsLeft: z.number().int().nonnegative(),
  })
  .readonly()
export type CaseSummary = z.infer<typeof CaseSummary>

/** One thing that happened to a case. */
export const CaseHappening = z
  .strictObject({
    at: EpochMs,
    by: z.string().nullable(),
    what: z.string(),
    state: z.enum(caseStates),
    /** who was named to collect in the patient's place, or is not to any more: when they were registered, and how the patient was known when they were named */
    purchaser: z
      .strictObject({
        ...PurchaserView.unwrap().omit({ photo: true }).shape,
        registeredAt: EpochMs,
        patientBy: CredentialKind.nullable(),
      })
      .readonly()
      .nullable(),
  })
  .readonly()
export type CaseHappening = z.infer<typeof CaseHappening>

/** A drug of the shop's own catalogue, as it is found by name or code. */
export const DrugFound = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    specification: z.string(),
    manufacturer: z.string(),
    /** boxes on the shelf that carry a code */
    inStock: z.number().int().nonnegative(),
    /** the next lot to expire, yyyy-MM-dd */
    expiresOn: z.string().nullable(),
  })
  .readonly()
export type DrugFound = z.infer<typeof DrugFound>

/** What a search found; 20 of each at most. */
export const Found = z.strictObject({ cases: z.array(CaseSummary).readonly(), drugs: z.array(DrugFound).readonly() }).readonly()
export type Found = z.infer<typeof Found>

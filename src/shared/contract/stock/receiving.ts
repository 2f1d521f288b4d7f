import { z } from 'zod'
import { differences } from '../../domain/receiving.ts'

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** ten-thousandths of the priced unit */
const Amount = z.number().int().nonnegative()

/** A production lot as it stands on a box. */
export const LotOnBox = z.strictObject({
  number: z.string().trim().min(1).max(30),
  madeOn: Day,
  expiresOn: Day,
})
export type LotOnBox = z.infer<typeof LotOnBox>

/** `open`: boxes are scanned; `checking`: it waits for whoever accepts it; `accepting`: the boxes are going to the shelf. */
export const deliveryStates = Object.freeze(['open', 'checking', 'accepting', 'done', 'cancelled'] as const)

/** A delivery in the list. */
export const DeliveryRow = z
  .strictObject({
    id: z.string(),
    supplier: z.string(),
    note: z.string(),
    state: z.enum(deliveryStates),
    /** epoch ms */
    openedAt: z.number().int(),
    person: z.string(),
  })
  .readonly()
export type DeliveryRow = z.infer<typeof DeliveryRow>

const DeliveryLine = z
  .strictObject({
    line: z.number().int().positive(),
    /** null: the catalogue has no such drug; `named` is what the note calls it */
    drug: z
      .strictObject({
        id: z.string(),
        name: z.string(),
        specification: z.string(),
        manufacturer: z.string(),
        unit: z.string(),
        isTraced: z.boolean(),
      })
      .readonly()
      .nullable(),
    named: z.string(),
    lot: z.string(),
    madeOn: z.string(),
    expiresOn: z.string(),
    isExpired: z.boolean(),
    expected: Amount,
    /** what came, refused boxes included */
    received: Amount,
    refused: Amount,
    difference: z.enum(differences),
  })
  .readonly()
export type DeliveryLine = z.infer<typeof DeliveryLine>

/** A delivery with its differences to the note. */
export const DeliveryView = z
  .strictObject({
    id: z.string(),
    supplier: z.string(),
    note: z.string(),
    invoice: z.string(),
    state: z.enum(deliveryStates),
    person: z.string(),
    /** whoever accepts it must be somebody else than those who received it */
    needsSecond: z.boolean(),
    /** boxes, and what has come of them */
    boxes: z.strictObject({ expected: Amount, scanned: Amount, refused: Amount }).readonly(),
    lines: z.array(DeliveryLine).readonly(),
  })
  .readonly()
export type DeliveryView = z.infer<typeof DeliveryView>

export const deliveryFaults = Object.freeze([
  'encoding',
  'quote',
  'merged',
  'formula',
  'titles',
  'titleMissing',
  'empty',
  'day',
  'number',
  'code',
  'codeTwice',
  'twoNotes',
  'tooLong',
  'xml',
] as const)

/** What is wrong at one place of a file; line from 1, as the person's own program counts. */
export const ImportFault = z
  .strictObject({
    line: z.number().int(),
    /** title or letter of the column; empty for the whole line */
    column: z.string(),
    fault: z.enum(deliveryFaults),
    text: z.string(),
  })
  .readonly()
export type ImportFault = z.infer<typeof ImportFault>

/** What became of a file: the delivery that it was read into, or what is wrong with it. */
export const DeliveryImport = z
  .strictObject({ deliveryId: z.string().nullable(), faults: z.array(ImportFault).readonly(), faultCount: z.number().int() })
  .readonly()
export type DeliveryImport = z.infer<typeof DeliveryImport>

/** What has to be asked of a box that was scanned. */
export const BoxQuestion = z
  .strictObject({
    code: z.string(),
    /** null: no drug is known for this code */
    drug: z.strictObject({ id: z.string(), name: z.string(), specification: z.string() }).readonly().nullable(),
    /** the lots that this delivery has of the drug */
    lots: z.array(LotOnBox.readonly()).readonly(),
    /** what the code itself says; empty where it does not */
    lot: z.strictObject({ number: z.string(), madeOn: z.string(), expiresOn: z.string() }).readonly(),
  })
  .readonly()
export type BoxQuestion = z.infer<typeof BoxQuestion>

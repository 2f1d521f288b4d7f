import { z } from 'zod'
import { hasGs1CheckDigit } from '../../domain/gs1.ts'
import { specialClasses } from '../../domain/specialClasses.ts'
import { Failure } from '../failures.ts'

/** Characters that the wire has room for. */
const text = (most: number, least = 0) => z.string().trim().min(least).max(most)
const Millionths = z.number().int().min(0).max(1_000_000_000_000)
const Day = z.string()

/** The first 7 digits of a drug's trace codes. */
export const Prefix = z.string().regex(/^\d{7}$/)

/** A drug as the shop keeps it. */
export const DrugFields = z.strictObject({
  /** own code */
  id: text(30, 1),
  nationalCode: text(50, 1),
  name: text(200, 1),
  productName: text(200),
  dosageForm: text(50),
  specification: text(100, 1),
  manufacturer: text(200, 1),
  approvalNumber: text(100),
  /** of a whole box */
  unit: text(20, 1),
  /** of what is in it */
  pieceUnit: text(20, 1),
  piecesPerPack: z.number().int().min(1).max(10_000),
  /** millionths of a yuan, for a box */
  price: Millionths,
  prescriptionDrug: z.enum(['no', 'yes', 'both']),
  isTraced: z.boolean(),
  level: z.enum(['A', 'B', 'C']).nullable(),
  /** EAN of a box */
  barcode: z
    .string()
    .regex(/^\d{8}$|^\d{12,14}$/)
    .refine(hasGs1CheckDigit)
    .nullable(),
  shelf: text(20),
  special: z.array(z.enum(specialClasses)).max(specialClasses.length).readonly(),
})
export type DrugFields = z.infer<typeof DrugFields>

export const mappingStates = Object.freeze(['none', 'done', 'outdated', 'refused', 'unknown', 'withdrawn'] as const)
const MappingState = z.enum(mappingStates)

/** One line of the list. */
const CatalogueRow = DrugFields.pick({
  id: true,
  nationalCode: true,
  name: true,
  specification: true,
  manufacturer: true,
  unit: true,
  price: true,
  prescriptionDrug: true,
  level: true,
  shelf: true,
  special: true,
})
  .extend({
    /** up to which the fund pays today, millionths of a yuan */
    limit: Millionths.nullable(),
    mapping: MappingState,
  })
  .readonly()
export type CatalogueRow = z.infer<typeof CatalogueRow>

export const CataloguePage = z
  .strictObject({
    rows: z.array(CatalogueRow).readonly(),
    offset: z.number().int(),
    /** of all pages */
    total: z.number().int(),
  })
  .readonly()
export type CataloguePage = z.infer<typeof CataloguePage>

/** One drug with all that is known of it. Days are yyyy-MM-dd, the last one included. */
export const DrugView = z
  .strictObject({
    drug: DrugFields.readonly(),
    prefixes: z.array(Prefix).readonly(),
    /** the books have it already: what they count it in stays as it is */
    isCounted: z.boolean(),
    /** newest first; `since` is epoch ms */
    prices: z.array(z.strictObject({ since: z.number().int(), price: Millionths }).readonly()).readonly(),
    limits: z
      .array(z.strictObject({ price: Millionths, since: Day, until: Day.nullable(), source: z.string() }).readonly())
      .readonly(),
    /** ten-thousandths that the person pays first */
    shares: z
      .array(z.strictObject({ share: z.number().int(), since: Day, until: Day.nullable(), source: z.string() }).readonly())
      .readonly(),
    mapping: z.strictObject({ state: MappingState, failure: Failure.nullable(), at: z.number().int().nullable() }).readonly(),
  })
  .readonly()
export type DrugView = z.infer<typeof DrugView>

/** What is wrong with a line of a file. */
export const importFaults = Object.freeze([
  // what cannot be read at all
  'encoding',
  'quote',
  'merged',
  'formula',
  // the line of the titles
  'noTitles',
  'titleUnknown',
  'titleTwice',
  'titleMissing',
  // a line
  'lineTwice',
  'cellsTooMany',
  'empty',
  'tooLong',
  'number',
  'range',
  'word',
  'barcode',
  'prefix',
  'prefixTwice',
  'prefixTaken',
  'counted',
] as const)
export type ImportFaultKind = (typeof importFaults)[number]

export const ImportFault = z
  .strictObject({
    /** as the person's own program counts, from 1 */
    line: z.number().int(),
    /** title of the column, or its letter where it has none; null: the whole line */
    column: z.string().nullable(),
    fault: z.enum(importFaults),
    /** what stands there, as much of it as one needs to know it by */
    text: z.string(),
    /** the drug, or the line, that it is at odds with */
    other: z.string().nullable(),
  })
  .readonly()
export type ImportFault = z.infer<typeof ImportFault>

/** What a file would do to the catalogue. Nothing was written yet. */
export const ImportPreview = z
  .strictObject({
    id: z.string(),
    lines: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    /** the first of them */
    faults: z.array(ImportFault).readonly(),
    /** of all of them; while there is one, nothing can be imported */
    faultCount: z.number().int(),
  })
  .readonly()
export type ImportPreview = z.infer<typeof ImportPreview>

export const catalogueTasks = Object.freeze(['import', 'update', 'mapping'] as const)
const TaskKind = z.enum(catalogueTasks)
export type CatalogueTask = z.infer<typeof TaskKind>

/** What is being done with the whole catalogue, and what was done last. */
export const CatalogueStatus = z
  .strictObject({
    task: z
      .strictObject({
        kind: TaskKind,
        done: z.number().int(),
        /** null: nobody knows yet */
        of: z.number().int().nullable(),
      })
      .readonly()
      .nullable(),
    /** of each kind; `failure`: why it ended before its end */
    last: z
      .array(
        z.strictObject({ kind: TaskKind, at: z.number().int(), count: z.number().int(), failure: Failure.nullable() }).readonly(),
      )
      .readonly(),
    drugs: z.number().int(),
    /** that the province does not know as what they are */
    unmapped: z.number().int(),
  })
  .readonly()
export type CatalogueStatus = z.infer<typeof CatalogueStatus>

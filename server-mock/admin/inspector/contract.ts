import { z } from 'zod'

const LARGEST_PAGE = 200
/** How many messages one file may hold. */
export const LARGEST_EXPORT = 500

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

const filters = {
  interface: z.string().min(1).max(40).optional(),
  channel: z.string().length(1).optional(),
  client: z.string().min(1).max(64).optional(),
  /** number of a prescription, a settlement or a message */
  case: z.string().min(1).max(64).optional(),
  refused: flag.optional(),
  /** stands somewhere in the message, its answer or the reason */
  text: z.string().min(1).max(200).optional(),
  /** center time, epoch ms */
  from: z.coerce.number().int().min(0).optional(),
  until: z.coerce.number().int().min(0).optional(),
}

/** Which messages are listed, newest first. */
export const InspectorQuery = z.strictObject({
  ...filters,
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(50),
  offset: z.coerce.number().int().min(0).default(0),
})
export type InspectorQuery = z.input<typeof InspectorQuery>

/** Which messages a file holds, oldest first: those with these numbers (`1,2,3`), or those that the filters leave. */
export const ExportQuery = z.strictObject({
  ...filters,
  ids: z
    .string()
    .regex(/^\d{1,12}(,\d{1,12})*$/)
    .transform((text) => text.split(',').map(Number))
    .optional(),
})
export type ExportQuery = z.input<typeof ExportQuery>

/** What a list says of a message; nothing personal is in it. */
const summary = {
  id: z.number().int(),
  at: z.number(),
  ms: z.number(),
  channel: z.string(),
  interface: z.string(),
  path: z.string(),
  client: z.string(),
  cases: z.array(z.string()).readonly(),
  accepted: z.boolean(),
  code: z.string(),
  fault: z.string().nullable(),
  gone: z.boolean(),
  name: z.string(),
  clientName: z.string(),
  reason: z.string(),
}
export const MessagePage = z.strictObject({ total: z.number().int(), messages: z.array(z.strictObject(summary)).readonly() })
export type MessagePage = z.infer<typeof MessagePage>
export type MessageSummary = MessagePage['messages'][number]

/** What a filter can be set to. */
export const Facets = z.strictObject({
  interfaces: z.array(z.strictObject({ interface: z.string(), name: z.string() })).readonly(),
  channels: z.array(z.string()).readonly(),
  clients: z.array(z.strictObject({ client: z.string(), name: z.string() })).readonly(),
})
export type Facets = z.infer<typeof Facets>

const FieldRow = z.strictObject({
  path: z.string(),
  name: z.string(),
  depth: z.number().int(),
  label: z.string(),
  type: z.string(),
  required: z.string(),
  value: z.string().nullable(),
  meaning: z.string(),
  isThere: z.boolean(),
  issues: z.array(z.string()).readonly(),
})
export type FieldRow = z.infer<typeof FieldRow>

const Inspected = z.strictObject({
  envelope: z.array(FieldRow).readonly(),
  content: z.array(FieldRow).readonly(),
  plain: z.string(),
  raw: z.string(),
})
export type Inspected = z.infer<typeof Inspected>

/** A message field by field beside its tables, both ways, personal data masked. */
export const Inspection = z.strictObject({ ...summary, request: Inspected, answer: Inspected })
export type Inspection = z.infer<typeof Inspection>
export const Inspections = z.array(Inspection)

import { z } from 'zod'

/** Whose report, and of which day (yyyy-MM-dd, China Standard Time). */
export const ReportQuery = z.strictObject({ client: z.string().min(1).max(64), day: z.iso.date() })
export type ReportQuery = z.infer<typeof ReportQuery>

export const ClientDays = z.array(
  z.strictObject({
    /** code of the institution, or the appId of whoever is none */
    client: z.string(),
    name: z.string(),
    /** days on which it sent something, the latest first */
    days: z.array(z.string()).readonly(),
  }),
)
export type ClientDays = z.infer<typeof ClientDays>

const Evidence = z.strictObject({ id: z.number().int(), interface: z.string(), at: z.number() })
const verdicts = Object.freeze(['kept', 'broken', 'noOccasion'] as const)

const RuleVerdict = z.strictObject({
  id: z.string(),
  group: z.string(),
  title: z.string(),
  source: z.string(),
  /** what breaks it, and what it looks at in the log */
  breaks: z.string(),
  looksAt: z.string(),
  verdict: z.enum(verdicts),
  /** on how many occasions */
  kept: z.number().int(),
  broken: z
    .array(
      z.strictObject({
        what: z.string(),
        /** the first is the occasion */
        messages: z.array(Evidence).readonly(),
      }),
    )
    .readonly(),
})
export type RuleVerdict = z.infer<typeof RuleVerdict>

const Traffic = z.strictObject({
  interface: z.string(),
  name: z.string(),
  messages: z.number().int(),
  accepted: z.number().int(),
  refused: z.number().int(),
  faults: z.number().int(),
})

/** How one client kept the rules on one day. */
export const ConformanceReport = z.strictObject({
  client: z.string(),
  name: z.string(),
  day: z.string(),
  province: z.string(),
  /** center time, epoch ms */
  madeAt: z.number(),
  verdicts: z.array(RuleVerdict).readonly(),
  totals: z.strictObject({ kept: z.number().int(), broken: z.number().int(), noOccasion: z.number().int() }),
  traffic: z.array(Traffic).readonly(),
})
export type ConformanceReport = z.infer<typeof ConformanceReport>

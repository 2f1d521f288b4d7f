import { z } from 'zod'

/** What a center can be filled with. */
export const ScenarioView = z.strictObject({
  name: z.string(),
  title: z.string(),
  institutions: z.array(z.string()).readonly(),
  people: z.array(z.string()).readonly(),
  prescriptions: z.number().int(),
  isLoaded: z.boolean(),
})
export type ScenarioView = z.infer<typeof ScenarioView>
export const ScenarioViews = z.array(ScenarioView)

/** Without a scenario: the one that is loaded, from its beginning. */
export const ResetRequest = z.strictObject({ scenario: z.string().min(1).optional() })
export type ResetRequest = z.infer<typeof ResetRequest>

export const SnapshotRequest = z.strictObject({ name: z.string().min(1).max(100) })

export const SnapshotView = z.strictObject({
  name: z.string(),
  /** center time, epoch ms */
  now: z.number(),
  scenario: z.string(),
})
export type SnapshotView = z.infer<typeof SnapshotView>
export const SnapshotViews = z.array(SnapshotView)

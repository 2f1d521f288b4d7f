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

/** Settlements of earlier days as the shop wrote them down: the columns of a file of 3202, with kind of insurance and moment. */
export const ShopBooks = z.array(
  z.strictObject({
    setl_id: z.string(),
    mdtrt_id: z.string(),
    psn_no: z.string(),
    medfee_sumamt: z.string(),
    fund_pay_sumamt: z.string(),
    acct_pay: z.string(),
    refd_setl_flag: z.enum(['0', '1']),
    insutype: z.string(),
    setl_time: z.string(),
  }),
)
export type ShopBooks = z.infer<typeof ShopBooks>

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

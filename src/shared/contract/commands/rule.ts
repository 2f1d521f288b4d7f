import { z } from 'zod'
import type { FailureCode } from '../failures.ts'
import type { Permission } from '../roles.ts'

/** One row of the contract. */
export interface CommandRule {
  readonly input: z.ZodType
  readonly output: z.ZodType
  /** who may give it */
  readonly by: Permission
  /** the failures it can end in, besides those of the contract itself; any other is a bug */
  readonly failures: readonly FailureCode[]
  /**
   * What it leaves in the audit trail when it was carried out: `none`, because it only reads; an entry of the `command` itself; or what its `workflow` writes in the
   * very commit of what it did, which spares a commit of its own.
   */
  readonly audit: 'none' | 'command' | 'workflow'
}

export const Nothing = z.strictObject({})
export const Id = z.string().min(1).max(40)
export const Reason = z.string().trim().min(1).max(200)
/** What a person types to prove who he or she is. */
export const Secret = z.string().min(1).max(128)
/** A PDF that the station composed. */
export const Paper = z.strictObject({ base64: z.base64() }).readonly()

/** Those who serve patients. */
export const SERVING = ['cashier', 'pharmacist'] as const
/** Those who answer for the shop. */
export const MANAGING = ['manager'] as const

import { z } from 'zod'
import { DeviceReason } from './devices.ts'
import { type FailureCode, failureCodes } from './failureFacts.ts'

export { type FailureCode, failureCodes, failureFacts } from './failureFacts.ts'

/**
 * An expected failure as it crosses every boundary of the program. `center` is what the center itself said, word for word and free of
 * personal data; `field` names the field that was at fault; before `retryAt` (epoch ms) nothing is sent, because the center asked for a pause;
 * `triesLeft` is how many more passwords the center takes before it locks the voucher's, where it says so; `sale` is the one of this shop that a box went out with (epoch ms);
 * `printer` is where the one stands that did not print, and what ails it, where that is known.
 */
export const Failure = z.strictObject({
  code: z.enum(failureCodes),
  center: z.strictObject({ code: z.string(), message: z.string() }).optional(),
  field: z.string().optional(),
  retryAt: z.number().int().optional(),
  triesLeft: z.number().int().positive().optional(),
  sale: z.strictObject({ document: z.string(), at: z.number().int() }).optional(),
  printer: z.strictObject({ place: z.string(), reason: DeviceReason.nullable() }).optional(),
})
export interface Failure {
  readonly code: FailureCode
  readonly center?: { readonly code: string; readonly message: string } | undefined
  readonly field?: string | undefined
  readonly retryAt?: number | undefined
  readonly triesLeft?: number | undefined
  readonly sale?: { readonly document: string; readonly at: number } | undefined
  readonly printer?: { readonly place: string; readonly reason: DeviceReason | null } | undefined
}

/** A failure of the given code. */
export function failure(code: FailureCode, details: Omit<Failure, 'code'> = {}): Failure {
  return { code, ...details }
}

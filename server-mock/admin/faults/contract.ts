import { z } from 'zod'
import { EVERY_INTERFACE, type FaultKind, faultKinds } from '../../faults/kinds.ts'

/** The kinds that last, and say how long. */
const LASTING: readonly FaultKind[] = ['delay', 'longTail']
const DAY_MS = 86_400_000

export const FaultRequest = z
  .strictObject({
    /** number of the interface, or * for all */
    interface: z.string().min(1),
    kind: z.enum(faultKinds),
    /** the next so many messages */
    times: z.number().int().min(1).max(1_000).optional(),
    /** instead: a share of all messages, until it is removed */
    probability: z.number().gt(0).max(1).optional(),
    /** of throttle instead: whatever comes beyond so many messages of a client in a second, until it is removed */
    perSecond: z.number().int().min(1).max(10_000).optional(),
    /** real milliseconds; of longTail the median */
    delayMs: z.number().int().min(0).max(600_000).default(0),
    /** by how much the answer's time is ahead, milliseconds; negative: behind */
    skewMs: z.number().int().min(-DAY_MS).max(DAY_MS).default(0),
  })
  .refine(({ kind, delayMs }) => !LASTING.includes(kind) || delayMs > 0, {
    path: ['delayMs'],
    message: 'a delay needs its length',
  })
  .refine(({ kind, skewMs }) => kind !== 'clockSkew' || skewMs !== 0, { path: ['skewMs'], message: 'a skew needs its size' })
  .refine(({ kind, perSecond }) => perSecond === undefined || kind === 'throttle', {
    path: ['perSecond'],
    message: 'only throttling has a rate',
  })
  .refine(
    ({ times, probability, perSecond }) => [times, probability, perSecond].filter((each) => each !== undefined).length <= 1,
    {
      path: ['times'],
      message: 'a number of times, a probability or a rate: only one of them',
    },
  )
export type FaultRequest = z.input<typeof FaultRequest>

export const FaultAdded = z.strictObject({ id: z.number().int() })
export const FaultRemoval = z.strictObject({ id: z.number().int() })

/** A fault that is to be played still. */
export const StandingFault = z.strictObject({
  id: z.number().int(),
  interface: z.string(),
  kind: z.enum(faultKinds),
  times: z.number().optional(),
  probability: z.number().optional(),
  perSecond: z.number().optional(),
  delayMs: z.number().optional(),
  skewMs: z.number().optional(),
  /** how often it will be played; null: until it is removed */
  left: z.number().nullable(),
  played: z.number().int(),
})
export type StandingFault = z.infer<typeof StandingFault>
export const StandingFaults = z.array(StandingFault)

export { EVERY_INTERFACE, type FaultKind, faultKinds }

import { z } from 'zod'
import { CaseView } from './case.ts'
import { Failure } from './failures.ts'
import { Role } from './roles.ts'

const EpochMs = z.number().int()

export const Person = z.strictObject({ id: z.string(), name: z.string(), roles: z.array(Role) }).readonly()
export type Person = z.infer<typeof Person>

/**
 * How far the visit is. `decoding`: ec.query under way; `identifying`: 1101; `authorizing`: 7201; `listed`: the prescriptions are
 * on the screen; `stopped`: a failure ended it and the notice says what next.
 */
export const VisitPhase = z.enum(['decoding', 'identifying', 'authorizing', 'listed', 'stopped'])
export type VisitPhase = z.infer<typeof VisitPhase>

/** The insured person as the counter shows them: never more than the last four characters of a number. */
export const PatientView = z
  .strictObject({
    name: z.string(),
    lastFour: z.string().max(4),
    gender: z.enum(['male', 'female', 'unknown']),
    age: z.number().int().nonnegative().nullable(),
    insuranceArea: z.string(),
    insuranceType: z.string(),
  })
  .readonly()
export type PatientView = z.infer<typeof PatientView>

/** One prescription waiting to be collected, from the list that the authorization (7201) gave. */
export const WaitingPrescription = z
  .strictObject({
    hiRxno: z.string(),
    institution: z.string(),
    department: z.string(),
    diagnosis: z.string(),
    prescribedAt: EpochMs,
    validUntil: EpochMs,
    tokenUntil: EpochMs,
  })
  .readonly()
export type WaitingPrescription = z.infer<typeof WaitingPrescription>

export const VisitView = z
  .strictObject({
    id: z.string(),
    phase: VisitPhase,
    openedAt: EpochMs,
    patient: PatientView.nullable(),
    prescriptions: z.array(WaitingPrescription).readonly(),
    /** whether `visit.retry` will go on where it stopped, without a new scan */
    canRetry: z.boolean(),
  })
  .readonly()
export type VisitView = z.infer<typeof VisitView>

/** Something the person at the counter must know now. */
export const Notice = z.strictObject({ id: z.string(), at: EpochMs, failure: Failure }).readonly()
export type Notice = z.infer<typeof Notice>

export const DeviceState = z.enum(['connecting', 'connected', 'disconnected', 'error'])
export type DeviceState = z.infer<typeof DeviceState>

/** Why a device is in its state; each has a sentence in the renderer's i18n. */
export const deviceReasons = Object.freeze([
  'opening',
  'ready',
  'notConfigured',
  'absent',
  'unplugged',
  'denied',
  'busy',
  'failed',
] as const)
export const DeviceView = z
  .strictObject({
    id: z.string(),
    /** `serialPort`: one that belongs to no device we know */
    kind: z.enum(['scanner', 'serialPort']),
    model: z.string(),
    port: z.string().nullable(),
    state: DeviceState,
    reason: z.enum(deviceReasons),
    lastReadingAt: EpochMs.nullable(),
  })
  .readonly()
export type DeviceView = z.infer<typeof DeviceView>

/** Whether the center answers. `signIn`: how the business sign-in (9001) stands. */
export const CenterView = z
  .strictObject({
    reach: z.enum(['unknown', 'reachable', 'unreachable']),
    signIn: z.enum(['none', 'underWay', 'done', 'failed']),
    /** milliseconds the center's clock is ahead of this computer's; null until the center has answered */
    clockOffsetMs: z.number().int().nullable(),
  })
  .readonly()
export type CenterView = z.infer<typeof CenterView>

/** All that the counter screen shows, pushed whole at every change. `revision` rises with every change. */
export const CounterState = z
  .strictObject({
    revision: z.number().int().nonnegative(),
    mode: z.enum(['training', 'real']),
    shop: z.strictObject({ name: z.string(), code: z.string() }).readonly(),
    person: Person.nullable(),
    visit: VisitView.nullable(),
    /** the case that is worked on: that of the visit, or the one whose goods are coming back */
    dispense: CaseView.nullable(),
    notice: Notice.nullable(),
    openQuestions: z.number().int().nonnegative(),
    devices: z.array(DeviceView).readonly(),
    center: CenterView,
  })
  .readonly()
export type CounterState = z.infer<typeof CounterState>

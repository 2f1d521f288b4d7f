import { z } from 'zod'
import { caseStates } from '../domain/dispenseCase.ts'
import { visitColours } from '../domain/visitColours.ts'
import { PhotoAtHand } from './cardPhoto.ts'
import { CaseView } from './case.ts'
import { DeviceTestView, DeviceView } from './devices.ts'
import { Failure } from './failures.ts'
import { CredentialKind, PurchaserView } from './purchaser.ts'
import { Role } from './roles.ts'

const EpochMs = z.number().int()

export const Person = z.strictObject({ id: z.string(), name: z.string(), roles: z.array(Role) }).readonly()
export type Person = z.infer<typeof Person>

/** What a password is asked for: to fetch the prescriptions (N 8.4.4 b), to pay for them (N 7.1.3 j), or to pay for an ordinary sale from the account. */
export const PasswordPurpose = z.enum(['prescriptions', 'payment', 'sale'])
export type PasswordPurpose = z.infer<typeof PasswordPurpose>

/**
 * How far the visit is. `decoding`: ec.query under way; `awaitingPassword`: a card was read, and the patient types the voucher's password (ec.pwdCheck); `identifying`: 1101; `choosingPlace`: the patient is insured in several places and
 * says which; `authorizing`: 7201; `listed`: the prescriptions are
 * on the screen; `stopped`: a failure ended it and the notice says what next.
 */
export const VisitPhase = z.enum([
  'decoding',
  'awaitingPassword',
  'identifying',
  'choosingPlace',
  'authorizing',
  'listed',
  'stopped',
])
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

/** A place where the patient is insured. */
export const PlaceView = z
  .strictObject({ id: z.string(), area: z.string(), insuranceType: z.string(), isActive: z.boolean() })
  .readonly()
export type PlaceView = z.infer<typeof PlaceView>

/** A password that the patient is asked for now. The digits are no part of any state. */
export const PasswordView = z
  .strictObject({
    visitId: z.string(),
    purpose: PasswordPurpose,
    /** the center compares it (ec.pwdCheck) */
    isChecking: z.boolean(),
    /** where it can be typed */
    onPad: z.boolean(),
    onWindow: z.boolean(),
  })
  .readonly()
export type PasswordView = z.infer<typeof PasswordView>

export const VisitView = z
  .strictObject({
    id: z.string(),
    phase: VisitPhase,
    openedAt: EpochMs,
    /** its own among the open visits, until it ends */
    colour: z.enum(visitColours),
    patient: PatientView.nullable(),
    credential: CredentialKind,
    /** of the patient's identity card */
    photo: PhotoAtHand.nullable(),
    /** what the password of the voucher is needed for, before the visit or its case can go on; null: it is not */
    wantsPassword: PasswordPurpose.nullable(),
    /** who collects in the patient's place */
    purchaser: PurchaserView.nullable(),
    /** where the patient is insured, while that is to be chosen */
    places: z.array(PlaceView).readonly(),
    prescriptions: z.array(WaitingPrescription).readonly(),
    /** whether `visit.retry` will go on where it stopped, without a new scan */
    canRetry: z.boolean(),
  })
  .readonly()
export type VisitView = z.infer<typeof VisitView>

/** A visit that was put aside. */
export const ParkedVisit = z
  .strictObject({
    id: z.string(),
    colour: z.enum(visitColours),
    phase: VisitPhase,
    parkedAt: EpochMs,
    patient: z
      .strictObject({ name: z.string(), lastFour: z.string().max(4) })
      .readonly()
      .nullable(),
    /** of its case, if it has one */
    caseState: z.enum(caseStates).nullable(),
    /** something is at the center for it */
    isUnderWay: z.boolean(),
    /** something failed or was never answered: somebody must look */
    needsCare: z.boolean(),
  })
  .readonly()
export type ParkedVisit = z.infer<typeof ParkedVisit>

/** Something the person at the counter must know now. */
export const Notice = z.strictObject({ id: z.string(), at: EpochMs, failure: Failure }).readonly()
export type Notice = z.infer<typeof Notice>

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
    /** false: the first start in real mode, nobody is known yet */
    isSetUp: z.boolean(),
    shop: z
      .strictObject({
        name: z.string(),
        code: z.string(),
        /** the 医保 office to report to */
        office: z.strictObject({ name: z.string(), phone: z.string() }).readonly(),
      })
      .readonly(),
    person: Person.nullable(),
    /** whether the person must choose a secret of his or her own before anything else */
    mustChangeSecret: z.boolean(),
    /** who was at this window when it locked itself, or was locked */
    lockedFor: Person.nullable(),
    /** after how many ms without a touch the window locks itself */
    lockAfterMs: z.number().int().positive(),
    visit: VisitView.nullable(),
    /** the case that is worked on: that of the visit, or the one whose goods are coming back */
    dispense: CaseView.nullable(),
    /** the visits that were put aside, oldest first */
    parked: z.array(ParkedVisit).readonly(),
    password: PasswordView.nullable(),
    /** a purchaser is being registered for the visit: the next card is read as theirs, `card` is whose it was. The windows of one counter share it. */
    registering: z
      .strictObject({
        card: z
          .strictObject({ name: z.string(), lastFour: z.string().max(4) })
          .readonly()
          .nullable(),
      })
      .readonly()
      .nullable(),
    notice: Notice.nullable(),
    openQuestions: z.number().int().nonnegative(),
    /** goods that the province is still to be told of: how many lines, and from when on the first of them is late; null where no rule names a moment */
    uploads: z.strictObject({ count: z.number().int().nonnegative(), dueAt: EpochMs.nullable() }).readonly(),
    devices: z.array(DeviceView).readonly(),
    /** null while the devices are not tested */
    deviceTest: DeviceTestView.nullable(),
    center: CenterView,
  })
  .readonly()
export type CounterState = z.infer<typeof CounterState>

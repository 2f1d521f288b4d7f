import { z } from 'zod'
import { type Channel, channels } from '../../src/shared/wire/index.ts'
import { areas } from '../changes.ts'
import { type Switches, switchTable } from '../provinces/switches.ts'

const channelLetters = Object.keys(channels).filter((letter): letter is Channel => Object.hasOwn(channels, letter))

export const ADMIN_PREFIX = '/_admin'

/** What the administration takes and gives; the routes and the client are both written against it. */
export const ShowRequest = z.strictObject({
  /** identity number, or a name that only one person has */
  person: z.string().min(1),
  /** name of the application that shows it; the one on the person's phone when left out */
  application: z.string().min(1).optional(),
  /** the place of insurance that the person chose */
  area: z.string().length(6).optional(),
})
export type ShowRequest = z.infer<typeof ShowRequest>
export const PasswordRequest = z.strictObject({ person: z.string().min(1), password: z.string().min(1) })
export const ChannelRequest = z.strictObject({
  person: z.string().min(1),
  /** name of a third-party channel */
  application: z.string().min(1),
  /** false takes the authorization back */
  isAllowed: z.boolean().default(true),
})
export type ChannelRequest = z.input<typeof ChannelRequest>
export const RenameRequest = z.strictObject({ person: z.string().min(1), name: z.string().min(1).max(50) })
export const NoticeViews = z.array(z.strictObject({ at: z.number(), content: z.record(z.string(), z.unknown()) }))
export const ShowPharmacistRequest = z.strictObject({ name: z.string().min(1) })
export const Shown = z.strictObject({ qr: z.string(), until: z.number() })
export type Shown = z.infer<typeof Shown>

export const ClockRequest = z.strictObject({
  setMs: z.number().int().min(0).max(4_102_444_800_000).optional(),
  advanceMs: z.number().int().min(-3_153_600_000_000).max(3_153_600_000_000).optional(),
  /** true stops the clock, false lets it go on */
  freeze: z.boolean().optional(),
})
export type ClockRequest = z.infer<typeof ClockRequest>
export const ClockState = z.strictObject({ now: z.number(), isFrozen: z.boolean() })
export type ClockState = z.infer<typeof ClockState>

const way = <N extends keyof Switches>(name: N) =>
  z.enum(Object.keys(switchTable[name].ways) as [Switches[N], ...Switches[N][]]).optional()
export const SwitchesRequest = z.strictObject({
  passwordLock: way('passwordLock'),
  repeatedTraceCode: way('repeatedTraceCode'),
  foreignPack: way('foreignPack'),
  reauthorization: way('reauthorization'),
  unknownReversal: way('unknownReversal'),
  revocationAmounts: way('revocationAmounts'),
  uncoveredDrug: way('uncoveredDrug'),
  batchUpload: way('batchUpload'),
})
export type SwitchesRequest = z.infer<typeof SwitchesRequest>
export const SwitchesState = SwitchesRequest.required()
export type SwitchesState = z.infer<typeof SwitchesState>

export const WithdrawRequest = z.strictObject({
  hiRxno: z.string().min(1),
  reason: z.string().min(1).max(200).default('医师撤回处方'),
})
export type WithdrawRequest = z.input<typeof WithdrawRequest>

export const PrescriptionView = z.strictObject({
  hiRxno: z.string(),
  /** the owner's name */
  person: z.string(),
  hospital: z.string(),
  diagnosis: z.string(),
  validUntil: z.number(),
  state: z.enum(['valid', 'expired', 'withdrawn']),
  used: z.boolean(),
})
export type PrescriptionView = z.infer<typeof PrescriptionView>
export const PrescriptionViews = z.array(PrescriptionView)

export const PersonView = z.strictObject({
  name: z.string(),
  identityNumber: z.string(),
  phone: z.string(),
  voucher: z.enum(['active', 'withoutPlace', 'notActivated', 'channelNotAuthorized']),
  hasPassword: z.boolean(),
  /** what a camera makes of the person: the live-check value, and the face */
  face: z.string(),
  card: z.strictObject({ number: z.string(), identification: z.string() }).nullable(),
  areas: z.array(z.string()),
  openPrescriptions: z.number().int(),
})
export type PersonView = z.infer<typeof PersonView>
export const People = z.array(PersonView)

/** Who signs messages in a name of its own; the keys are Base64, the private one of the bare scalar. `number` is the orgId of channel C. */
export const CallerViews = z.array(
  z.strictObject({
    number: z.string(),
    name: z.string(),
    kind: z.enum(['official', 'thirdParty', 'localSystem']),
    approved: z.boolean(),
    appId: z.string(),
    appSecret: z.string(),
    privateKey: z.string(),
  }),
)

export const MessageView = z.strictObject({
  id: z.number().int(),
  at: z.number(),
  /** empty for an address that is not even like one of a channel */
  channel: z.enum([...channelLetters, '']),
  interface: z.string(),
  accepted: z.boolean(),
  code: z.string(),
  reason: z.string(),
  fault: z.string().nullable(),
  /** center time of arrival is `at`; this is the real one */
  realAt: z.number(),
  /** until the answer was made, waiting for a fault included */
  ms: z.number(),
  path: z.string(),
  /** code of the institution, or the appId of whoever is none */
  client: z.string(),
  /** the prescriptions, settlements and messages that it is about */
  cases: z.array(z.string()).readonly(),
  /** the sender had hung up before the answer was out */
  gone: z.boolean(),
  request: z.unknown(),
  answer: z.unknown(),
})
export type MessageView = z.infer<typeof MessageView>
export const Messages = z.array(MessageView)
export const MessagesQuery = z.strictObject({ after: z.coerce.number().int().min(0).default(0) })

/** A line of the stream `events` */
export const ChangedAreas = z.strictObject({ changed: z.array(z.enum(areas)) })
export type ChangedAreas = z.infer<typeof ChangedAreas>

export const Done = z.strictObject({})
export const AdminError = z.strictObject({ error: z.string() })

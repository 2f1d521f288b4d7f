import { z } from 'zod'

/** Whose phone it is, and which of the applications on it is used: the official one where none is named. */
const Holder = z.strictObject({
  /** identity number */
  person: z.string().min(1),
  /** appId */
  application: z.string().optional(),
})
const AboutPrescription = Holder.extend({ hiRxno: z.string().min(1) })

export const PrescriptionsRequest = Holder
export const IdentifyRequest = z.strictObject({ person: z.string().min(1), application: z.string().min(1) })
/** What a program needs to be one of the applications: keys in Base64, the bare scalar and the 65 bytes of the point. */
export const ApplicationKeys = z.array(
  z.strictObject({
    name: z.string(),
    appId: z.string(),
    appSecret: z.string(),
    privateKey: z.string(),
    platformPublicKey: z.string(),
  }),
)
/** What an application of one's own begins with. */
export const Identified = z.strictObject({ authNo: z.string(), until: z.number() })
export const QrRequest = AboutPrescription
export const DeliveryRequest = AboutPrescription
export const AuthorizeRequest = AboutPrescription.extend({
  /** code */
  pharmacy: z.string().min(1),
})
export const MessagesRequest = Holder.extend({
  /** msgNo of the message that was read last */
  after: z.string().optional(),
})

/** What the phone page chooses from. */
export const PhoneChoices = z.strictObject({
  people: z.array(z.strictObject({ name: z.string(), identityNumber: z.string() })),
  applications: z.array(z.strictObject({ name: z.string(), appId: z.string(), official: z.boolean(), approved: z.boolean() })),
  pharmacies: z.array(z.strictObject({ name: z.string(), code: z.string() })),
})
export type PhoneChoices = z.infer<typeof PhoneChoices>

/** The province's answer on channel D as it is shown: content in the wire's own names, or its refusal in its own words. */
function answered<T extends z.ZodType>(content: T) {
  return z.union([
    z.strictObject({ ok: z.literal(true), content }),
    z.strictObject({ ok: z.literal(false), code: z.string(), message: z.string() }),
  ])
}

const states = { rxStasCodg: z.string(), rxStasName: z.string(), rxUsedStasCodg: z.string(), rxUsedStasName: z.string() }

const PhonePrescription = z.object({
  hiRxno: z.string(),
  fixmedinsName: z.string(),
  prscDeptName: z.string(),
  prscDrName: z.string(),
  maindiagName: z.string(),
  prscTime: z.string(),
  valiEndTime: z.string(),
  ...states,
  rxChkStasCodg: z.string(),
  rxChkStasName: z.string(),
  rxDetlList: z.array(
    z.object({
      drugGenname: z.string(),
      drugSpec: z.string(),
      drugCnt: z.string(),
      drugDosunt: z.string(),
      usedFrquName: z.string(),
      medcWayDscr: z.string(),
    }),
  ),
})
export type PhonePrescription = z.infer<typeof PhonePrescription>
export const PrescriptionsAnswer = answered(z.object({ rxList: z.array(PhonePrescription) }))

export const QrAnswer = answered(z.object({ epcQrcd: z.string(), validEndTime: z.string() }))

export const AuthorizeAnswer = answered(
  z.object({ authRxno: z.string(), authSn: z.string(), fixmedinsName: z.string(), authValidEndTime: z.string() }),
)

export const DeliveryAnswer = answered(
  z.object({
    delvNo: z.string().nullish(),
    delvStasCodg: z.string().nullish(),
    delvStasName: z.string().nullish(),
    signTime: z.string().nullish(),
    delvList: z.array(
      z.object({
        delvStasName: z.string(),
        delvStasDscr: z.string().nullish(),
        delvStasTime: z.string(),
        delvEntpName: z.string(),
        delverName: z.string().nullish(),
        delverTel: z.string().nullish(),
      }),
    ),
  }),
)

const PhoneMessage = z.object({
  msgNo: z.string(),
  msgType: z.string(),
  msgTypeName: z.string(),
  hiRxno: z.string(),
  ...states,
  msgContent: z.string(),
  msgTime: z.string(),
})
export type PhoneMessage = z.infer<typeof PhoneMessage>
export const MessagesAnswer = answered(z.object({ msgList: z.array(PhoneMessage) }))

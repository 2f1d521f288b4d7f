import { z } from 'zod'
import { Failure } from './failures.ts'
import { Role } from './roles.ts'

const Text = z.string().trim().max(100)

/** The shop as its papers name it, and the 医保 office that a prescription which is not genuine is reported to (N 8.6.4 b). */
export const ShopDetails = z
  .strictObject({
    name: Text.min(1),
    address: Text,
    phone: Text,
    officeName: Text,
    officePhone: Text,
  })
  .readonly()
export type ShopDetails = z.infer<typeof ShopDetails>

/** What brings a manager back who forgot the secret; shown and printed this once. */
export const Recovery = z.strictObject({ recoveryCode: z.string(), paper: z.base64() }).readonly()
export type Recovery = z.infer<typeof Recovery>

/** An account as the manager sees it. */
export const AccountView = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    roles: z.array(Role),
    isActive: z.boolean(),
    mustChangeSecret: z.boolean(),
    /** epoch ms; null when not locked */
    lockedUntil: z.number().int().nullable(),
  })
  .readonly()
export type AccountView = z.infer<typeof AccountView>

const connectionFields = {
  voucherUrl: z.string().trim().max(200),
  insuranceUrl: z.string().trim().max(200),
  prescriptionUrl: z.string().trim().max(200),
  /** fixmedins_code */
  institutionCode: z.string().trim().max(12),
  institutionName: z.string().trim().max(100),
  /** 6 digits */
  institutionArea: z.string().trim().max(6),
  appId: z.string().trim().max(32),
  /** 20 digits, filing number of the scanner */
  terminalId: z.string().trim().max(20),
  profile: z.string().trim().max(40),
}

/** The way to the center without its secrets: of those only whether they are there. `isFixed`: training, where the mock center says everything. */
export const ConnectionView = z
  .strictObject({
    ...connectionFields,
    isFixed: z.boolean(),
    hasAppSecret: z.boolean(),
    hasPrivateKey: z.boolean(),
    hasPlatformKey: z.boolean(),
    /** what may stand in `profile` */
    profiles: z.array(z.string()).readonly(),
  })
  .readonly()
export type ConnectionView = z.infer<typeof ConnectionView>

/** null keeps the secret that is there. Keys: Base64, hexadecimal or PEM, as the platform handed them out. */
export const ConnectionInput = z.strictObject({
  ...connectionFields,
  appSecret: z.string().trim().max(100).nullable(),
  privateKey: z.string().trim().max(4000).nullable(),
  platformPublicKey: z.string().trim().max(4000).nullable(),
})
export type ConnectionInput = z.infer<typeof ConnectionInput>

/** How a channel answered; `failure` null: it took our signature and its own was right. */
export const ChannelTest = z
  .strictObject({
    channel: z.enum(['voucher', 'insurance', 'prescription']),
    ms: z.number().int().nonnegative(),
    failure: Failure.nullable(),
  })
  .readonly()
export type ChannelTest = z.infer<typeof ChannelTest>

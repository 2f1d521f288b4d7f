import { z } from 'zod'
import { Failure } from './failures.ts'

/** How to reach a center and prove who we are. In training it is what the mock center says at its start. */
export const CenterConnection = z
  .strictObject({
    /** base addresses: scheme and authority only */
    voucherUrl: z.url(),
    insuranceUrl: z.url(),
    prescriptionUrl: z.url(),
    institution: z.strictObject({ code: z.string().length(12), name: z.string().min(1), area: z.string().length(6) }).readonly(),
    appId: z.string().length(32),
    appSecret: z.string().length(32),
    /** Base64 of the institution's SM2 private key, the bare scalar */
    privateKey: z.string().min(1),
    /** Base64 of the platform's SM2 public key, 65 or 64 bytes */
    platformPublicKey: z.string().min(1),
    /** 20-digit filing number of the scanner (V 2.8) */
    terminalId: z.string().length(20),
    /** name of the province's profile */
    profile: z.string().min(1),
  })
  .readonly()
export type CenterConnection = z.infer<typeof CenterConnection>

/** A pharmacist of the shop, as the province has registered him or her. */
export const RegisteredPharmacist = z
  .strictObject({
    name: z.string().min(1),
    idNumber: z.string().min(1),
    /** 医保药师代码 */
    code: z.string().min(1),
    /** 执业药师注册证编号 */
    licence: z.string().min(1),
  })
  .readonly()
export type RegisteredPharmacist = z.infer<typeof RegisteredPharmacist>

/** What a training shop begins with, until it registers its own people and receives its own goods. `price`: millionths of a yuan per unit. */
export const TrainingShop = z
  .strictObject({
    pharmacists: z.array(RegisteredPharmacist).readonly(),
    /** the 医保 office that answers for the shop */
    office: z.strictObject({ name: z.string(), phone: z.string() }).readonly(),
    drugs: z
      .array(
        z
          .strictObject({
            id: z.string().min(1),
            nationalCode: z.string().min(1),
            name: z.string().min(1),
            productName: z.string(),
            dosageForm: z.string(),
            specification: z.string(),
            manufacturer: z.string(),
            approvalNumber: z.string(),
            unit: z.string().min(1),
            pieceUnit: z.string().min(1),
            piecesPerPack: z.number().int().positive(),
            price: z.number().int().positive(),
            prescriptionDrug: z.enum(['no', 'yes', 'both']),
            /** of its boxes' trace codes; none for goods without */
            prefixes: z.array(z.string().length(7)).readonly(),
          })
          .readonly(),
      )
      .readonly(),
    lots: z
      .array(
        z
          .strictObject({
            id: z.string().min(1),
            drugId: z.string().min(1),
            number: z.string().min(1),
            madeOn: z.iso.date(),
            expiresOn: z.iso.date().nullable(),
            isRecalled: z.boolean(),
          })
          .readonly(),
      )
      .readonly(),
    packs: z.array(z.strictObject({ code: z.string().min(1), drugId: z.string(), lotId: z.string() }).readonly()).readonly(),
  })
  .readonly()
export type TrainingShop = z.infer<typeof TrainingShop>

/** What the mock center prints as its one line on stdout when it is ready, and writes to its announce file. */
export const CenterAnnouncement = z
  .strictObject({
    /** of the whole center, without a path */
    url: z.url(),
    adminUrl: z.url(),
    adminToken: z.string().min(1),
    /** of the center's pages, with the token in its fragment */
    consoleUrl: z.url(),
    /** what the center demands is that of this province */
    province: z.string().min(1),
    connection: CenterConnection,
    shop: TrainingShop,
  })
  .readonly()
export type CenterAnnouncement = z.infer<typeof CenterAnnouncement>

/** A center to work with. `shop`: what a training shop begins with; null in real mode. */
export const CenterOffer = z.strictObject({ connection: CenterConnection, shop: TrainingShop.nullable() }).readonly()
export type CenterOffer = z.infer<typeof CenterOffer>

export const Mode = z.enum(['training', 'real'])
export type Mode = z.infer<typeof Mode>

/** Whom a window is for: those who serve, or the customer before the counter. The shell says so once, when it hands the port over; the page cannot. */
export const Audience = z.enum(['staff', 'customer'])
export type Audience = z.infer<typeof Audience>

/** What the process that owns the station (the shell, or a plain Node host) tells it. A port travels beside `attach`. */
export const HostMessage = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('start'),
    dataFolder: z.string().min(1),
    mode: Mode,
    /** Base64 of the 32-byte master key of the sealed columns */
    masterKey: z.string().length(44),
    /** from the test hooks only; null in a packaged build */
    test: z.strictObject({ now: z.number().int().nullable(), seed: z.string().nullable() }).nullable(),
  }),
  z.strictObject({ kind: z.literal('center'), center: CenterOffer.nullable() }),
  /** `window` names the window over its whole life; `resume` is what `session` last said for it */
  z.strictObject({ kind: z.literal('attach'), window: z.string().min(1), audience: Audience, resume: z.string().nullable() }),
  z.strictObject({ kind: z.literal('power'), event: z.enum(['suspend', 'resume']) }),
  /** the printers of the operating system, by name: what `listPrinters` asked for; null: the system does not tell */
  z.strictObject({ kind: z.literal('printers'), id: z.string(), names: z.array(z.string()).readonly().nullable() }),
  /** whether the system took the paper of `printPdf` */
  z.strictObject({ kind: z.literal('printed'), id: z.string(), isTaken: z.boolean() }),
  z.strictObject({ kind: z.literal('stop') }),
])
export type HostMessage = z.infer<typeof HostMessage>

/** What the station tells the process that owns it. */
export const StationMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  /** it cannot work with this data folder; the failure is shown instead of the counter */
  z.strictObject({ kind: z.literal('refused'), failure: Failure }),
  /** who is signed in at a window, as a token that brings the session back after a restart of the station; null after signing out */
  z.strictObject({ kind: z.literal('session'), window: z.string(), resume: z.string().nullable() }),
  z.strictObject({ kind: z.literal('listPrinters'), id: z.string() }),
  /** a paper (Base64) for a printer of the operating system; a host without such printers does not answer */
  z.strictObject({ kind: z.literal('printPdf'), id: z.string(), pdf: z.base64(), printer: z.string().min(1) }),
  z.strictObject({ kind: z.literal('stopped') }),
])
export type StationMessage = z.infer<typeof StationMessage>

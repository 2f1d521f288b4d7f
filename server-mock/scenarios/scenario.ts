import type { Switches } from '../provinces/switches.ts'

/** An institution of a scenario. The first pharmacy is the shop whose connection the center announces. */
export interface InstitutionSketch {
  readonly name: string
  readonly kind: 'pharmacy' | 'hospital'
  /** 12 characters: P or H and 11 digits */
  readonly code?: string
  readonly area?: string
  readonly approved?: boolean
}

interface InsuranceSketch {
  readonly area?: string
  /** 310 employee, 390 resident */
  readonly type?: '310' | '390'
  readonly active?: boolean
  /** fen */
  readonly balance?: number
  /** what this year's sales under a benefit plan have come to already, fen */
  readonly spent?: readonly { readonly plan: string; readonly deductible: number; readonly fund: number }[]
}

interface EntitlementSketch {
  readonly type: string
  readonly memo: string
}

export interface LineSketch {
  /** generic name of a drug of the catalogue */
  readonly drug: string
  /** packs, or grams of decoction pieces */
  readonly quantity?: number
  readonly days?: number
}

export interface PrescriptionSketch {
  /** name of a hospital of the scenario */
  readonly hospital?: string
  readonly department?: string
  readonly doctor?: string
  readonly diagnosis?: string
  readonly daysAgo?: number
  readonly validDays?: number
  readonly state?: 'open' | 'used' | 'revoked'
  /** one pack of a drug of the department when left out */
  readonly lines?: readonly LineSketch[]
  /** rxExraAttrCode: 01 双通道, 02 门诊统筹 (default), 03 其他 */
  readonly attribute?: '01' | '02' | '03'
  /** a chronic disease of the outpatient list (门诊慢特病): its code */
  readonly chronicDisease?: string
  /** 长期处方 */
  readonly longTerm?: boolean
  /** place of insurance the hospital registered the visit under; the first when left out */
  readonly area?: string
  /** `fileTampered`: the file was changed after it was signed; `dataDiffers`: the center's data are not what was signed; `certificateExpired`: the hospital's certificate has run out */
  readonly flaw?: 'fileTampered' | 'dataDiffers' | 'certificateExpired'
  /** what befalls it as soon as an interface was answered with success: the hospital withdraws it, its validity ends, another shop settles it */
  readonly later?: { readonly after: '7201' | '7204' | '7205' | '7206' | '7207' | '3505'; readonly fate: Fate }
}

export type Fate = 'withdrawn' | 'expired' | 'usedElsewhere'

export interface PersonSketch {
  readonly name: string
  readonly gender?: 'male' | 'female'
  /** yyyy-MM-dd */
  readonly born?: string
  /** `withoutPlace`: it does not say where the person is insured; `channelNotAuthorized`: shown in an application that the person has not authorized (V 6.1.4) */
  readonly voucher?: 'active' | 'withoutPlace' | 'notActivated' | 'channelNotAuthorized'
  /** six digits; the last six of the phone number when left out, null: never set */
  readonly password?: string | null
  /** how many wrong passwords came last */
  readonly wrongPasswords?: number
  /** names of third-party channels that the person lets use the voucher; the first one of the scenario when left out */
  readonly channels?: readonly string[]
  /** the social-security card; null: none */
  readonly card?: { readonly number?: string; readonly identification?: string } | null
  /** one place when left out; an empty list: not insured */
  readonly insured?: readonly InsuranceSketch[]
  readonly entitlements?: readonly EntitlementSketch[]
  readonly prescriptions?: readonly PrescriptionSketch[]
}

/** 渠道应用: what people have on their phones. */
export interface ApplicationSketch {
  readonly name: string
  /** the province's own; false when left out */
  readonly official?: boolean
  readonly approved?: boolean
  /** whether vouchers may be activated in it; true when left out */
  readonly activates?: boolean
  /** whether it may show vouchers; true when left out */
  readonly shows?: boolean
}

interface PharmacistSketch {
  readonly name: string
  readonly gender?: 'male' | 'female'
  readonly born?: string
  /** name of a pharmacy of the scenario; the first when left out */
  readonly pharmacy?: string
}

/** A drug whose terms change: what is left out stays as it is. */
interface CatalogueChange {
  /** generic name of a drug of the catalogue */
  readonly drug: string
  /** from which day on; 1 is tomorrow */
  readonly inDays: number
  /** fen per unit */
  readonly priceLimit?: number
  /** percent that the person pays first */
  readonly selfPay?: number
}

/** Goods that a shop has bought in and uploaded (3503) before the scenario begins. */
interface BoughtGoods {
  /** name of a pharmacy of the scenario; the first when left out */
  readonly pharmacy?: string
  /** generic name of a drug of the catalogue */
  readonly drug: string
  readonly lot: string
  readonly codes: readonly string[]
}

/** A sale without a prescription that the first pharmacy settled (2102A) on an earlier day, and in whose books it stands. */
export interface SettlementSketch {
  /** name of a person of the scenario */
  readonly person: string
  /** generic name of a drug of the catalogue */
  readonly drug: string
  /** one per pack */
  readonly codes: readonly string[]
  /** fen per pack */
  readonly price: number
  /** 1 is yesterday */
  readonly daysAgo: number
  /** both books say the same when left out; `reversed`: the center undid it (2601), which the shop never wrote down; with a `shopPrice` (fen per pack) the shop wrote down what comes of another price */
  readonly books?: 'centerOnly' | 'reversed' | { readonly shopPrice: number }
}

/** A piece of the province. One gives the fields one cares about; the rest is filled in from the seed. */
export interface Scenario {
  readonly name: string
  readonly title: string
  readonly institutions: readonly InstitutionSketch[]
  readonly pharmacists?: readonly PharmacistSketch[]
  readonly people: readonly PersonSketch[]
  /** those of the town when left out; needs an official one and one of somebody else */
  readonly applications?: readonly ApplicationSketch[]
  /** packs that another pharmacy has sold already, by their trace codes */
  readonly soldPacks?: readonly { readonly code: string; readonly pharmacy: string }[]
  readonly boughtGoods?: readonly BoughtGoods[]
  readonly catalogueChanges?: readonly CatalogueChange[]
  readonly settlements?: readonly SettlementSketch[]
  /** what the center does where nobody knows what the real one does; as every center does when left out */
  readonly switches?: Partial<Switches>
}

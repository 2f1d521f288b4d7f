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
}

interface EntitlementSketch {
  readonly type: string
  readonly memo: string
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
}

export interface PersonSketch {
  readonly name: string
  readonly gender?: 'male' | 'female'
  /** yyyy-MM-dd */
  readonly born?: string
  /** `channelNotAuthorized`: shown in an application that the person has not authorized (V 6.1.4) */
  readonly voucher?: 'active' | 'notActivated' | 'channelNotAuthorized'
  /** one place when left out; an empty list: not insured */
  readonly insured?: readonly InsuranceSketch[]
  readonly entitlements?: readonly EntitlementSketch[]
  readonly prescriptions?: readonly PrescriptionSketch[]
}

interface PharmacistSketch {
  readonly name: string
  /** name of a pharmacy of the scenario; the first when left out */
  readonly pharmacy?: string
}

/** A piece of the province. One gives the fields one cares about; the rest is filled in from the seed. */
export interface Scenario {
  readonly name: string
  readonly title: string
  readonly institutions: readonly InstitutionSketch[]
  readonly pharmacists?: readonly PharmacistSketch[]
  readonly people: readonly PersonSketch[]
}

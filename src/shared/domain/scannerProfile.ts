import { asGermanKeys } from './keyboardLayout.ts'
import { swappedCase } from './scanFaults.ts'

/** Whose keyboard a scanner is set to, where it types; nothing is known of other countries than these. */
export const scannerLayouts = Object.freeze(['us', 'german'] as const)
export type ScannerLayout = (typeof scannerLayouts)[number]

/** What software makes good of the set-up of one scanner. */
export interface ScannerProfile {
  /** an AIM symbology identifier such as ]Q3 before each reading is left out */
  readonly stripsAim: boolean
  /** left out where a reading begins, or ends, with it; empty: nothing */
  readonly stripPrefix: string
  readonly stripSuffix: string
  /** large letters are small ones and the other way round */
  readonly swapsCase: boolean
  readonly layout: ScannerLayout
  /** how long a scanner on a line of bytes may pause within a reading, in ms; null: as its model says */
  readonly silenceMs: number | null
}

/** A scanner that needs nothing. */
export const plainProfile: ScannerProfile = Object.freeze({
  stripsAim: false,
  stripPrefix: '',
  stripSuffix: '',
  swapsCase: false,
  layout: 'us',
  silenceMs: null,
})

/** ISO/IEC 15424: ], a letter for the symbology, one character for its variety. */
export const AIM_IDENTIFIER = /^\][A-Za-z][0-9A-Za-z]/

/** What a reading would be if the scanner were set up rightly. What the profile does not speak of is left as it came. */
export function applyProfile(reading: string, profile: ScannerProfile | null): string {
  if (profile === null) return reading
  let text = profile.stripsAim ? reading.replace(AIM_IDENTIFIER, '') : reading
  if (text.startsWith(profile.stripPrefix)) text = text.slice(profile.stripPrefix.length)
  if (text.endsWith(profile.stripSuffix)) text = text.slice(0, text.length - profile.stripSuffix.length)
  if (profile.swapsCase) text = swappedCase(text)
  return profile.layout === 'german' ? asGermanKeys(text) : text
}

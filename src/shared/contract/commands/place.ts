import { ScanClaim } from '../place.ts'
import { type CommandRule, Nothing } from './rule.ts'

/** Which place of a window wants the readings of goods: one at a time, until it is put away. */
export const placeCommands = {
  'place.claimScans': { input: ScanClaim, output: Nothing, by: 'signedIn', failures: [], audit: 'none' },
  // of the claim that is named: a place that closes late takes nothing from the one that came after it
  'place.releaseScans': { input: ScanClaim, output: Nothing, by: 'signedIn', failures: [], audit: 'none' },
} as const satisfies Record<string, CommandRule>

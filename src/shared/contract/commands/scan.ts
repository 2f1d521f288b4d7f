import { z } from 'zod'
import { MOST_STROKES } from '../../domain/scan.ts'
import { KeyStroke } from '../keyed.ts'
import { type CommandRule, Nothing } from './rule.ts'

/** What a scanner typed into a window. */
export const scanCommands = {
  // a reading like those of every other scanner, so that it may come while nobody is signed in
  'scan.keyed': {
    input: z.strictObject({ strokes: z.array(KeyStroke).min(1).max(MOST_STROKES).readonly() }),
    output: Nothing,
    by: 'anyone',
    failures: [],
    audit: 'none',
  },
} as const satisfies Record<string, CommandRule>

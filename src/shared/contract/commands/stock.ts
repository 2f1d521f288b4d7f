import { z } from 'zod'
import { BoxLife } from '../stock/box.ts'
import type { CommandRule } from './rule.ts'

/** What people ask of the stock, and do to it. */
export const stockCommands = {
  // a code as it was scanned or typed
  'box.life': {
    input: z.strictObject({ code: z.string().trim().min(1).max(200) }),
    output: BoxLife,
    by: 'signedIn',
    failures: ['TRACE_CODE_WRONG'],
    audit: 'none',
  },
} as const satisfies Record<string, CommandRule>

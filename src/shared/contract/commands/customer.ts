import { z } from 'zod'
import { CustomerState, PASSWORD_LENGTH } from '../customer.ts'
import { type CommandRule, Nothing } from './rule.ts'

/** All that the window before the customer may ask, and nobody else. */
export const customerCommands = {
  'customer.state': { input: Nothing, output: CustomerState, by: 'customer', failures: [], audit: 'none' },
  // The voucher's password for the question that is asked now. It is kept nowhere: not in the books, not in the audit trail, not in a log.
  'customer.enterPassword': {
    input: z.strictObject({ digits: z.string().regex(new RegExp(`^\\d{${PASSWORD_LENGTH}}$`)) }),
    output: Nothing,
    by: 'customer',
    failures: ['PASSWORD_NOT_WANTED'],
    audit: 'workflow',
  },
  'customer.cancelPassword': {
    input: Nothing,
    output: Nothing,
    by: 'customer',
    failures: ['PASSWORD_NOT_WANTED'],
    audit: 'workflow',
  },
} as const satisfies Record<string, CommandRule>

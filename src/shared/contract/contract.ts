import { z } from 'zod'
import { CounterState, Person } from './counter.ts'
import type { FailureCode } from './failures.ts'
import type { CommandName, EventName } from './names.ts'
import type { Permission } from './roles.ts'

interface CommandRule {
  readonly input: z.ZodType
  readonly output: z.ZodType
  /** who may give it */
  readonly by: Permission
  /** the failures it can end in, besides those of the contract itself; any other is a bug */
  readonly failures: readonly FailureCode[]
  /** whether it only reads: every other command leaves an audit entry when it was carried out */
  readonly query: boolean
}

const Nothing = z.strictObject({})

/**
 * The contract between renderer and station, once: handlers, the preload's functions and the fuzz tests are derived from this table.
 * Strict objects everywhere: a field that nobody asked for is refused.
 */
export const commands = {
  'session.accounts': {
    input: Nothing,
    output: z.array(Person).readonly(),
    by: 'anyone',
    failures: [],
    query: true,
  },
  'session.signIn': {
    input: z.strictObject({ accountId: z.string().min(1).max(40), secret: z.string().min(1).max(128) }),
    output: Person,
    by: 'anyone',
    failures: ['SIGN_IN_WRONG', 'SIGN_IN_LOCKED'],
    query: false,
  },
  'session.signOut': { input: Nothing, output: Nothing, by: 'signedIn', failures: [], query: false },
  'counter.state': { input: Nothing, output: CounterState, by: 'anyone', failures: [], query: true },
  'notice.dismiss': {
    input: z.strictObject({ id: z.string().min(1).max(40) }),
    output: Nothing,
    by: 'signedIn',
    failures: [],
    query: false,
  },
  'visit.retry': {
    input: Nothing,
    output: Nothing,
    by: ['cashier', 'pharmacist'],
    failures: ['VISIT_MISSING', 'VISIT_BUSY', 'NOTHING_TO_RETRY', 'CENTER_UNREACHABLE'],
    query: false,
  },
  'visit.end': {
    input: Nothing,
    output: Nothing,
    by: ['cashier', 'pharmacist'],
    failures: ['VISIT_MISSING', 'VISIT_BUSY'],
    query: false,
  },
} as const satisfies Record<CommandName, CommandRule>

export const events = {
  'counter.changed': CounterState,
} as const satisfies Record<EventName, z.ZodType>

export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['input']>
export type CommandOutput<N extends CommandName> = z.output<(typeof commands)[N]['output']>
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>

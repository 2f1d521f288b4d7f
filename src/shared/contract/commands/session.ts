import { z } from 'zod'
import { Person } from '../counter.ts'
import { type CommandRule, Id, Nothing, Secret } from './rule.ts'

/** Who is at a window. */
export const sessionCommands = {
  'session.accounts': {
    input: Nothing,
    output: z.array(Person).readonly(),
    by: 'anyone',
    failures: [],
    audit: 'none',
  },
  // in the place of whoever is signed in: the visit stays where it is
  'session.signIn': {
    input: z.strictObject({ accountId: Id, secret: Secret }),
    output: Person,
    by: 'anyone',
    failures: ['SIGN_IN_WRONG', 'SIGN_IN_LOCKED'],
    audit: 'command',
  },
  'session.signOut': { input: Nothing, output: Nothing, by: 'signedIn', failures: [], audit: 'command' },
  // like signing out, but the window remembers who is to come back
  'session.lock': { input: Nothing, output: Nothing, by: 'signedIn', failures: [], audit: 'command' },
  // somebody is at the window: the lock waits from now on
  'session.touch': { input: Nothing, output: Nothing, by: 'signedIn', failures: [], audit: 'none' },
  'session.changeSecret': {
    input: z.strictObject({ current: Secret, secret: Secret }),
    output: Nothing,
    by: 'signedIn',
    failures: ['SIGN_IN_WRONG', 'SIGN_IN_LOCKED', 'SECRET_TOO_SIMPLE', 'SECRET_SAME'],
    audit: 'command',
  },
} as const satisfies Record<string, CommandRule>

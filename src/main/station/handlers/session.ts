import { sessionCommands as commands } from '../../../shared/contract/commands/session.ts'
import { ok } from '../../../shared/domain/result.ts'
import { type Handlers, serve } from '../dispatch.ts'
import type { People } from '../workflows/people/people.ts'
import { emptied, signedIn } from './signedIn.ts'

export interface SessionHandlerPorts {
  readonly people: People
}

/** Who is at a window. */
export function sessionHandlers({ people }: SessionHandlerPorts): Pick<Handlers, keyof typeof commands> {
  return {
    'session.accounts': serve(commands['session.accounts'], () => ok(people.list())),
    'session.signIn': serve(commands['session.signIn'], ({ accountId, secret }, session) =>
      people.signIn(session, accountId, secret),
    ),
    'session.signOut': serve(commands['session.signOut'], (_input, session) => {
      people.signOut(session)
      return ok({})
    }),
    'session.lock': serve(commands['session.lock'], (_input, session) => {
      people.lock(session)
      return ok({})
    }),
    // every message of a page is a touch; this one says nothing else
    'session.touch': serve(commands['session.touch'], () => ok({})),
    'session.changeSecret': serve(commands['session.changeSecret'], async ({ current, secret }, session) =>
      emptied(await people.changeSecret(session, signedIn(session.person), current, secret)),
    ),
  }
}

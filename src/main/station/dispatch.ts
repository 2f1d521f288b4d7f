import { z } from 'zod'
import { commands } from '../../shared/contract/contract.ts'
import { type Failure, failure } from '../../shared/contract/failures.ts'
import type { ReplyMessage } from '../../shared/contract/messages.ts'
import { type CommandName, commandNames } from '../../shared/contract/names.ts'
import type { Permission } from '../../shared/contract/roles.ts'
import { err, type Result } from '../../shared/domain/result.ts'
import type { Session } from './workflows/people/people.ts'

type Awaitable<T> = T | Promise<T>

/** A command with its input still to be parsed. */
type Served = (input: unknown, session: Session) => Awaitable<Result<unknown, Failure>>

/** What is done for each command, under its own name. */
export type Handlers = Readonly<Record<CommandName, Served>>

/** Ties a workflow to its row of the contract: the input is parsed, INPUT_INVALID names the first field that is wrong. */
export function serve<I extends z.ZodType, O extends z.ZodType>(
  rule: { readonly input: I; readonly output: O },
  handle: (input: z.output<I>, session: Session) => Awaitable<Result<z.output<O>, Failure>>,
): Served {
  return (input, session) => {
    const parsed = rule.input.safeParse(input)
    if (parsed.success) return handle(parsed.data, session)
    const field = parsed.error.issues[0]?.path.join('.')
    return err(failure('INPUT_INVALID', field ? { field } : {}))
  }
}

export interface DispatchPorts {
  readonly handlers: Handlers
  /** called for every command that was carried out and was more than a question */
  readonly done: (session: Session, name: CommandName) => void
  /** called for everything that was refused */
  readonly refused: (session: Session, name: string, reason: Failure) => void
  /** called for what only a bug can cause; the caller of the command gets INTERNAL_ERROR */
  readonly broke: (name: string, error: unknown) => void
}

const Request = z.strictObject({ id: z.number().int().nonnegative(), name: z.string().max(100), input: z.unknown() })

/**
 * Serves one message from a page: shape → name → session and secret → role → input → workflow → result. Returns the reply, or null for a message without a usable
 * id, which cannot be answered. Rejects only when `done` or `refused` throws.
 */
export async function dispatch(message: unknown, session: Session, ports: DispatchPorts): Promise<ReplyMessage | null> {
  const request = Request.safeParse(message)
  if (!request.success) {
    ports.refused(session, '', failure('MESSAGE_MALFORMED'))
    const id = z.looseObject({ id: z.number().int().nonnegative() }).safeParse(message)
    return id.success ? { id: id.data.id, ok: false, failure: failure('MESSAGE_MALFORMED') } : null
  }
  const { id, name, input } = request.data
  if (!isCommand(name)) return refuse(id, '', failure('COMMAND_UNKNOWN'))
  const result = await perform(name, input, session, ports)
  if (!result.ok) return refuse(id, name, result.failure)
  if (commands[name].audit !== 'none') ports.done(session, name)
  return { id, ok: true, value: result.value }

  function refuse(to: number, command: string, reason: Failure): ReplyMessage {
    ports.refused(session, command, reason)
    return { id: to, ok: false, failure: reason }
  }
}

async function perform(
  name: CommandName,
  input: unknown,
  session: Session,
  ports: DispatchPorts,
): Promise<Result<unknown, Failure>> {
  const { by, failures } = commands[name]
  const forbidden = whyForbidden(name, by, session)
  if (forbidden) return err(forbidden)
  try {
    const result = await ports.handlers[name](input, session)
    if (result.ok || result.failure.code === 'INPUT_INVALID' || failures.some((code) => code === result.failure.code))
      return result
    throw new Error(`${name} ended in ${result.failure.code}, which its row of the contract does not name`)
  } catch (error) {
    ports.broke(name, error)
    return err(failure('INTERNAL_ERROR'))
  }
}

function isCommand(name: string): name is CommandName {
  return commandNames.some((known) => known === name)
}

/** What a person may do before choosing a secret of his or her own. */
const BEFORE_OWN_SECRET: readonly CommandName[] = [
  'session.changeSecret',
  'session.signOut',
  'session.lock',
  'session.touch',
  'counter.state',
  'notice.dismiss',
  // a reading comes from the counter, whoever has the window: it is answered like those of every other scanner
  'scan.keyed',
]

function whyForbidden(name: CommandName, by: Permission, session: Session): Failure | null {
  // whoever stands before the counter asks nothing that is the staff's, and nobody else types what is the customer's
  if ((by === 'customer') !== (session.audience === 'customer')) return failure('ROLE_MISSING')
  if (by === 'customer') return null
  if (session.mustChangeSecret && !BEFORE_OWN_SECRET.includes(name)) return failure('SECRET_CHANGE_NEEDED')
  if (by === 'anyone') return null
  if (!session.person) return failure('NOT_SIGNED_IN')
  if (by === 'signedIn' || session.person.roles.some((role) => by.includes(role))) return null
  return failure('ROLE_MISSING')
}

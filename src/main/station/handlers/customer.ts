import { customerCommands as commands } from '../../../shared/contract/commands/customer.ts'
import type { CustomerState } from '../../../shared/contract/customer.ts'
import { ok } from '../../../shared/domain/result.ts'
import { type Handlers, serve } from '../dispatch.ts'
import type { PasswordEntry } from '../workflows/passwordEntry.ts'
import { emptied } from './signedIn.ts'

export interface CustomerHandlerPorts {
  readonly state: () => CustomerState
  readonly passwords: Pick<PasswordEntry, 'enter' | 'cancel'>
}

/** The window before the customer. */
export function customerHandlers({ state, passwords }: CustomerHandlerPorts): Pick<Handlers, keyof typeof commands> {
  return {
    'customer.state': serve(commands['customer.state'], () => ok(state())),
    'customer.enterPassword': serve(commands['customer.enterPassword'], ({ digits }) => emptied(passwords.enter(digits))),
    'customer.cancelPassword': serve(commands['customer.cancelPassword'], () => emptied(passwords.cancel())),
  }
}

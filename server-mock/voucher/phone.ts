import type { CenterContext } from '../context.ts'
import type { Application } from '../store/applications.ts'
import type { Person } from '../store/registry.ts'
import { activateVoucher, authorizeChannel } from './activation.ts'
import { isActivated } from './holder.ts'
import { isGoodPassword, setPassword } from './password.ts'
import { type Showing, showPatient } from './showing.ts'

/**
 * What a person does with a phone, for the consoles and the administration: the same deeds as through the channels' interfaces, without a message and without the live
 * check, for which a person is needed. A text says why it cannot be done; each is to be called in one transaction.
 */

/** Activates the voucher with this password (V 6.1.3). */
export function activateOnPhone(context: CenterContext, person: Person, password: string): string | null {
  if (isActivated(context, person)) return 'the voucher is activated already'
  if (!isGoodPassword(password)) return 'a password is six digits, not all the same and no run'
  activateVoucher(context, person, password)
  return null
}

/** Gives an activated voucher another password, which ends a lock. */
export function setPasswordOnPhone(context: CenterContext, person: Person, password: string): string | null {
  if (!isActivated(context, person)) return 'the voucher is not activated'
  if (!isGoodPassword(password)) return 'a password is six digits, not all the same and no run'
  setPassword(context, person, password)
  return null
}

/** Lets a third-party channel use the voucher, or no longer (V 4.6, 4.7). */
export function authorizeOnPhone(
  context: CenterContext,
  person: Person,
  application: Application,
  isAllowed: boolean,
): string | null {
  const { holders } = context.store
  if (application.official === 1) return 'the official channel needs no authorization'
  if (!isActivated(context, person)) return 'the voucher is not activated'
  const before = holders.authorization(person.identityNumber, application.appId)
  if (isAllowed) authorizeChannel(context, person, application)
  else if (before !== undefined) holders.withdraw(before.code, context.clock.now())
  return null
}

/** Shows a fresh QR in an application, for a place of insurance where the person has several; what it showed before runs out. It does so whatever the voucher's state. */
export function showOnPhone(context: CenterContext, person: Person, application: Application, area: string | null): Showing {
  context.store.vouchers.endShown(person.identityNumber, application.appId, context.clock.now())
  return showPatient(context, person, application.appId, area)
}

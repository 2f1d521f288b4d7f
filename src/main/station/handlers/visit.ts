import { visitCommands as commands } from '../../../shared/contract/commands/visit.ts'
import { failure } from '../../../shared/contract/failures.ts'
import { err, ok } from '../../../shared/domain/result.ts'
import { type Handlers, serve } from '../dispatch.ts'
import type { Dispense } from '../workflows/dispense/dispense.ts'
import type { PasswordDesk } from '../workflows/passwordDesk.ts'
import type { PasswordEntry } from '../workflows/passwordEntry.ts'
import { type CardPhotoPorts, showCardPhoto } from '../workflows/visit/cardPhoto.ts'
import type { PurchaserDesk } from '../workflows/visit/purchaserDesk.ts'
import type { VisitWorkflow } from '../workflows/visit/visit.ts'
import { emptied, signedIn } from './signedIn.ts'

export interface VisitHandlerPorts {
  readonly visit: VisitWorkflow
  readonly dispense: Dispense
  readonly passwords: Pick<PasswordEntry, 'withdraw'>
  readonly passwordDesk: Pick<PasswordDesk, 'ask'>
  readonly purchaser: PurchaserDesk
  readonly photos: CardPhotoPorts
  readonly changed: () => void
}

/** A patient's stay. */
export function visitHandlers({
  visit,
  dispense,
  passwords,
  passwordDesk,
  purchaser,
  photos,
  changed,
}: VisitHandlerPorts): Pick<Handlers, keyof typeof commands> {
  return {
    'visit.retry': serve(commands['visit.retry'], (_input, { person }) => emptied(visit.retry(signedIn(person)))),
    'visit.choosePlace': serve(commands['visit.choosePlace'], ({ placeId }, { person }) =>
      emptied(visit.choosePlace(placeId, signedIn(person))),
    ),
    'visit.park': serve(commands['visit.park'], (_input, { person }) => {
      const left = dispense.leaveReturn()
      return left.ok ? emptied(visit.park(signedIn(person))) : left
    }),
    'visit.takeUp': serve(commands['visit.takeUp'], ({ visitId }, { person }) => {
      const left = dispense.leaveReturn()
      return left.ok ? emptied(visit.takeUp(visitId, signedIn(person))) : left
    }),
    'visit.end': serve(commands['visit.end'], (_input, { person }) => {
      const left = dispense.leave()
      if (!left.ok) return left
      if (!left.value) return emptied(visit.end(signedIn(person)))
      changed()
      return ok({})
    }),
    'visit.askPassword': serve(commands['visit.askPassword'], (_input, { person }) =>
      emptied(passwordDesk.ask(signedIn(person))),
    ),
    'visit.stopPassword': serve(commands['visit.stopPassword'], () =>
      passwords.withdraw() ? ok({}) : err(failure('PASSWORD_NOT_WANTED')),
    ),
    'visit.beginPurchaser': serve(commands['visit.beginPurchaser'], () => emptied(purchaser.begin())),
    'visit.registerPurchaser': serve(commands['visit.registerPurchaser'], (given, { person }) =>
      emptied(purchaser.register(given, signedIn(person))),
    ),
    'visit.stopPurchaser': serve(commands['visit.stopPurchaser'], () => {
      purchaser.stop()
      return ok({})
    }),
    'visit.cardPhoto': serve(commands['visit.cardPhoto'], ({ holder }) => showCardPhoto(holder, photos)),
    'visit.withdrawPurchaser': serve(commands['visit.withdrawPurchaser'], (_input, { person }) =>
      emptied(purchaser.withdraw(signedIn(person))),
    ),
  }
}

import { shopCommands as commands } from '../../../shared/contract/commands/shop.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import { ok, type Result } from '../../../shared/domain/result.ts'
import { type Handlers, serve } from '../dispatch.ts'
import type { ConnectionKeeping } from '../workflows/connection.ts'
import type { AccountKeeping } from '../workflows/people/accounts.ts'
import type { SetUp } from '../workflows/people/setUp.ts'
import type { Shop } from '../workflows/shop.ts'
import { emptied, signedIn } from './signedIn.ts'

export interface ShopHandlerPorts {
  readonly setUp: SetUp
  readonly shop: Shop
  readonly accounts: AccountKeeping
  readonly connection: ConnectionKeeping
  readonly changed: () => void
}

/** The shop, its people and its way to the center. */
export function shopHandlers({
  setUp,
  shop,
  accounts,
  connection,
  changed,
}: ShopHandlerPorts): Pick<Handlers, keyof typeof commands> {
  /** What every window shows may be different now. */
  function shown<T>(result: Result<T, Failure>): Result<T, Failure> {
    changed()
    return result
  }

  return {
    'shop.setUp': serve(commands['shop.setUp'], async (input) => shown(await setUp.found(input.shop, input.manager))),
    'shop.recover': serve(commands['shop.recover'], ({ accountId, recoveryCode, secret }, { window }) =>
      setUp.recover(window, accountId, recoveryCode, secret),
    ),
    'shop.newRecovery': serve(commands['shop.newRecovery'], ({ secret }, session) =>
      setUp.renew(session, signedIn(session.person), secret),
    ),
    'shop.view': serve(commands['shop.view'], () => ok({ shop: shop.details(), pharmacists: shop.pharmacists() })),
    'shop.change': serve(commands['shop.change'], (input, { person }) =>
      shown(emptied(shop.change(input.shop, signedIn(person)))),
    ),
    'shop.setPharmacists': serve(commands['shop.setPharmacists'], ({ pharmacists }, { person }) =>
      emptied(shop.setPharmacists(pharmacists, signedIn(person))),
    ),
    'accounts.list': serve(commands['accounts.list'], () => ok(accounts.list())),
    'accounts.add': serve(commands['accounts.add'], (input, { person }) => accounts.add(input, signedIn(person))),
    'accounts.change': serve(commands['accounts.change'], ({ accountId, ...wanted }, { person }) =>
      emptied(accounts.change(accountId, wanted, signedIn(person))),
    ),
    'accounts.resetSecret': serve(commands['accounts.resetSecret'], async ({ accountId, secret }, { person }) =>
      emptied(await accounts.resetSecret(accountId, secret, signedIn(person))),
    ),
    'connection.view': serve(commands['connection.view'], () => ok(connection.view())),
    'connection.save': serve(commands['connection.save'], async (input, { person }) =>
      emptied(await connection.save(input, signedIn(person))),
    ),
    'connection.test': serve(commands['connection.test'], (_input, { person }) => connection.test(signedIn(person))),
  }
}

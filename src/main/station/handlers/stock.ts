import { stockCommands as commands } from '../../../shared/contract/commands/stock.ts'
import { type Handlers, serve } from '../dispatch.ts'
import type { Store } from '../store/store.ts'
import { lifeOf } from '../workflows/stock/boxLife.ts'

/** What people ask of the stock, and do to it. */
export function stockHandlers({ store }: { readonly store: Store }): Pick<Handlers, keyof typeof commands> {
  return {
    'box.life': serve(commands['box.life'], ({ code }) => lifeOf(store, code)),
  }
}

import { viewCommands as commands } from '../../../../shared/contract/commands/stock/views.ts'
import { ok } from '../../../../shared/domain/result.ts'
import { type Handlers, serve } from '../../dispatch.ts'
import type { Views } from '../../workflows/stock/views/views.ts'
import { emptied } from '../signedIn.ts'

/** What people look through of the stock. */
export function viewHandlers({ views }: { readonly views: Views }): Pick<Handlers, keyof typeof commands> {
  return {
    'stock.view': serve(commands['stock.view'], async ({ ask, page }) => ok(await views.view(ask, page))),
    'stock.viewFile': serve(commands['stock.viewFile'], async ({ ask }) => ok(await views.file(ask))),
    'stock.printView': serve(commands['stock.printView'], async ({ ask }) => emptied(await views.print(ask))),
    'stock.movements': serve(commands['stock.movements'], ({ of, after }) => views.movements(of, after)),
  }
}

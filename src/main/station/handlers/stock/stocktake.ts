import { stocktakeCommands as commands } from '../../../../shared/contract/commands/stock/stocktake.ts'
import { ok } from '../../../../shared/domain/result.ts'
import { type Handlers, serve } from '../../dispatch.ts'
import type { Stocktaking } from '../../workflows/stock/stocktake/stocktaking.ts'
import { emptied, signedIn } from '../signedIn.ts'

/** Counting what stands in the shop. */
export function stocktakeHandlers(stocktaking: Stocktaking): Pick<Handlers, keyof typeof commands> {
  return {
    'stocktake.list': serve(commands['stocktake.list'], () => ok(stocktaking.list())),
    'stocktake.begin': serve(commands['stocktake.begin'], ({ scope, isBlind }, { person }) =>
      stocktaking.begin(scope, isBlind, signedIn(person)),
    ),
    'stocktake.view': serve(commands['stocktake.view'], ({ id }, { person }) => stocktaking.view(id, signedIn(person))),
    'stocktake.findDrugs': serve(commands['stocktake.findDrugs'], ({ id, text }) => {
      const found = stocktaking.findDrugs(id, text)
      return found.ok ? ok([...found.value]) : found
    }),
    'stocktake.countBox': serve(commands['stocktake.countBox'], ({ id, code, ...words }, { person }) =>
      emptied(stocktaking.countBox(id, code, words, signedIn(person))),
    ),
    'stocktake.countQuantity': serve(commands['stocktake.countQuantity'], ({ id, ...words }, { person }) =>
      emptied(stocktaking.countQuantity(id, words, signedIn(person))),
    ),
    'stocktake.takeBack': serve(commands['stocktake.takeBack'], ({ id }, { person }) =>
      emptied(stocktaking.takeBack(id, signedIn(person))),
    ),
    'stocktake.recount': serve(commands['stocktake.recount'], ({ id, drugId }, { person }) =>
      emptied(stocktaking.recount(id, drugId, signedIn(person))),
    ),
    'stocktake.differences': serve(commands['stocktake.differences'], ({ id, page }, { person }) =>
      stocktaking.differences(id, page, signedIn(person)),
    ),
    'stocktake.approve': serve(commands['stocktake.approve'], async ({ id }, { person }) =>
      emptied(await stocktaking.approve(id, signedIn(person))),
    ),
    'stocktake.cancel': serve(commands['stocktake.cancel'], ({ id }, { person }) =>
      emptied(stocktaking.cancel(id, signedIn(person))),
    ),
  }
}

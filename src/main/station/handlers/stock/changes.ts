import { changeCommands as commands } from '../../../../shared/contract/commands/stock/changes.ts'
import { ok } from '../../../../shared/domain/result.ts'
import { type Handlers, serve } from '../../dispatch.ts'
import type { Changes } from '../../workflows/stock/changes/changes.ts'
import { emptied, signedIn } from '../signedIn.ts'

/** Changes of the stock, goods back to their supplier, and the lots by their expiry. */
export function changeHandlers({ changes }: { readonly changes: Changes }): Pick<Handlers, keyof typeof commands> {
  return {
    'changes.list': serve(commands['changes.list'], () => ok(changes.list())),
    'changes.view': serve(commands['changes.view'], ({ changeId }) => changes.view(changeId)),
    'changes.begin': serve(commands['changes.begin'], (paper, { person }) => changes.begin(paper, signedIn(person))),
    'changes.take': serve(commands['changes.take'], ({ changeId, code, drug, lot }) =>
      emptied(changes.take(changeId, code, { drug, lot })),
    ),
    'changes.ask': serve(commands['changes.ask'], ({ code }) => changes.ask(code)),
    'changes.addLoose': serve(commands['changes.addLoose'], ({ changeId, ...loose }) =>
      emptied(changes.addLoose(changeId, loose)),
    ),
    'changes.addReturned': serve(commands['changes.addReturned'], ({ changeId }) => changes.addReturned(changeId)),
    'changes.remove': serve(commands['changes.remove'], ({ changeId, item }) => emptied(changes.remove(changeId, item))),
    'changes.complete': serve(commands['changes.complete'], ({ changeId }, { person }) =>
      emptied(changes.complete(changeId, signedIn(person))),
    ),
    'changes.cancel': serve(commands['changes.cancel'], ({ changeId }, { person }) =>
      emptied(changes.cancel(changeId, signedIn(person))),
    ),
    'changes.fefo': serve(commands['changes.fefo'], ({ drug }) => changes.fefo(drug)),
    'changes.nearExpiry': serve(commands['changes.nearExpiry'], ({ days }) => ok(changes.nearExpiry(days))),
  }
}

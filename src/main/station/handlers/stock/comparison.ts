import { comparisonCommands as commands } from '../../../../shared/contract/commands/stock/comparison.ts'
import { ok } from '../../../../shared/domain/result.ts'
import { type Handlers, serve } from '../../dispatch.ts'
import type { Comparison } from '../../workflows/stock/comparison/comparison.ts'
import { emptied, signedIn } from '../signedIn.ts'

/** What people see of the daily comparison, and do about its differences. */
export function comparisonHandlers({ comparison }: { readonly comparison: Comparison }): Pick<Handlers, keyof typeof commands> {
  return {
    'comparison.view': serve(commands['comparison.view'], ({ cause, page }) => ok(comparison.view(cause, page))),
    'comparison.start': serve(commands['comparison.start'], (_input, { person }) => emptied(comparison.start(signedIn(person)))),
    'comparison.stop': serve(commands['comparison.stop'], () => {
      comparison.stop()
      return ok({})
    }),
    'comparison.drug': serve(commands['comparison.drug'], async ({ drugId }) => ok(await comparison.drug(drugId))),
    'comparison.mend': serve(commands['comparison.mend'], async (what, { person }) =>
      emptied(await comparison.mend(what, signedIn(person))),
    ),
    'comparison.setHour': serve(commands['comparison.setHour'], ({ hour }) => {
      comparison.setHour(hour)
      return ok({})
    }),
  }
}

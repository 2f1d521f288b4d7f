import { visitCommands as commands } from '../../../shared/contract/commands/visit.ts'
import { ok } from '../../../shared/domain/result.ts'
import { type Handlers, serve } from '../dispatch.ts'
import type { Dispense } from '../workflows/dispense/dispense.ts'
import type { VisitWorkflow } from '../workflows/visit/visit.ts'
import { emptied, signedIn } from './signedIn.ts'

export interface VisitHandlerPorts {
  readonly visit: VisitWorkflow
  readonly dispense: Dispense
  readonly changed: () => void
}

/** A patient's stay. */
export function visitHandlers({ visit, dispense, changed }: VisitHandlerPorts): Pick<Handlers, keyof typeof commands> {
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
  }
}

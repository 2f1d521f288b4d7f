import type { Found } from '../../../shared/contract/case.ts'
import { caseCommands as commands } from '../../../shared/contract/commands/case.ts'
import { ok } from '../../../shared/domain/result.ts'
import { type Handlers, serve } from '../dispatch.ts'
import type { createCaseLists } from '../workflows/dispense/caseLists.ts'
import type { Dispense } from '../workflows/dispense/dispense.ts'
import type { PapersWorkflow } from '../workflows/papers.ts'
import { emptied, signedIn } from './signedIn.ts'

export interface CaseHandlerPorts {
  readonly dispense: Dispense
  readonly caseLists: ReturnType<typeof createCaseLists>
  readonly papers: Pick<PapersWorkflow, 'pdf' | 'print'>
  readonly search: (text: string) => Promise<Found>
}

/** One prescription's way through the shop, and what can be looked up of it. */
export function caseHandlers({ dispense, caseLists, papers, search }: CaseHandlerPorts): Pick<Handlers, keyof typeof commands> {
  return {
    'case.choose': serve(commands['case.choose'], ({ hiRxno }, { person }) => emptied(dispense.choose(hiRxno, signedIn(person)))),
    'case.retry': serve(commands['case.retry'], ({ caseId }, { person }) => emptied(dispense.retry(caseId, signedIn(person)))),
    'case.review': serve(commands['case.review'], (decision, { person }) => emptied(dispense.review(decision, signedIn(person)))),
    'case.addByHand': serve(commands['case.addByHand'], (entered, { person }) =>
      emptied(dispense.addByHand(entered, signedIn(person))),
    ),
    'case.takeLoose': serve(commands['case.takeLoose'], ({ line }, { person }) =>
      emptied(dispense.takeLoose(line, signedIn(person))),
    ),
    'case.removeItem': serve(commands['case.removeItem'], ({ itemId }, { person }) =>
      emptied(dispense.removeItem(itemId, signedIn(person))),
    ),
    'case.presettle': serve(commands['case.presettle'], ({ useAccount }, { person }) =>
      emptied(dispense.presettle(useAccount, signedIn(person))),
    ),
    'case.settle': serve(commands['case.settle'], ({ cashGiven }, { person }) =>
      emptied(dispense.settle(cashGiven, signedIn(person))),
    ),
    'case.handOver': serve(commands['case.handOver'], (_input, { person }) => emptied(dispense.handOver(signedIn(person)))),
    'case.abandon': serve(commands['case.abandon'], ({ reason }, { person }) =>
      emptied(dispense.abandon(reason, signedIn(person))),
    ),
    'case.beginReturn': serve(commands['case.beginReturn'], ({ caseId }, { person }) =>
      emptied(dispense.beginReturn(caseId, signedIn(person))),
    ),
    'case.revoke': serve(commands['case.revoke'], (_input, { person }) => emptied(dispense.revoke(signedIn(person)))),
    'case.file': serve(commands['case.file'], ({ caseId }) => caseLists.file(caseId)),
    'case.history': serve(commands['case.history'], ({ caseId }) => caseLists.history(caseId)),
    'case.paper': serve(commands['case.paper'], ({ caseId, kind }) => papers.pdf(caseId, kind)),
    'case.print': serve(commands['case.print'], async ({ caseId, kind }, { person }) =>
      emptied(await papers.print(caseId, kind, signedIn(person))),
    ),
    'cases.today': serve(commands['cases.today'], () => ok(caseLists.today())),
    'counter.search': serve(commands['counter.search'], async ({ text }) => ok(await search(text))),
  }
}

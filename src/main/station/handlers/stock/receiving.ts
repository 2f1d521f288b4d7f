import { receivingCommands as commands } from '../../../../shared/contract/commands/stock/receiving.ts'
import { ok } from '../../../../shared/domain/result.ts'
import { type Handlers, serve } from '../../dispatch.ts'
import type { Receiving } from '../../workflows/stock/receiving/receiving.ts'
import { emptied, signedIn } from '../signedIn.ts'

/** Deliveries: what their notes name, what is scanned, what is accepted. */
export function receivingHandlers({ receiving }: { readonly receiving: Receiving }): Pick<Handlers, keyof typeof commands> {
  return {
    'receiving.list': serve(commands['receiving.list'], () => ok(receiving.list())),
    'receiving.view': serve(commands['receiving.view'], ({ deliveryId }) => receiving.view(deliveryId)),
    'receiving.begin': serve(commands['receiving.begin'], (head, { person }) => receiving.begin(head, signedIn(person))),
    'receiving.addLine': serve(commands['receiving.addLine'], ({ deliveryId, ...line }, { person }) =>
      emptied(receiving.addLine(deliveryId, line, signedIn(person))),
    ),
    'receiving.import': serve(commands['receiving.import'], (given, { person }) => receiving.importFile(given, signedIn(person))),
    'receiving.take': serve(commands['receiving.take'], ({ deliveryId, code, drug, lot }, { person }) =>
      receiving.take(deliveryId, code, { drug, lot }, signedIn(person)),
    ),
    'receiving.ask': serve(commands['receiving.ask'], ({ deliveryId, code }) => receiving.ask(deliveryId, code)),
    'receiving.countLoose': serve(commands['receiving.countLoose'], ({ deliveryId, line, quantity }, { person }) =>
      emptied(receiving.countLoose(deliveryId, line, quantity, signedIn(person))),
    ),
    'receiving.nameLine': serve(commands['receiving.nameLine'], ({ deliveryId, line, drug }, { person }) =>
      emptied(receiving.nameLine(deliveryId, line, drug, signedIn(person))),
    ),
    'receiving.refuse': serve(commands['receiving.refuse'], ({ deliveryId, code, reason }, { person }) =>
      emptied(receiving.refuse(deliveryId, code, reason, signedIn(person))),
    ),
    'receiving.finish': serve(commands['receiving.finish'], ({ deliveryId }, { person }) =>
      emptied(receiving.finish(deliveryId, signedIn(person))),
    ),
    'receiving.reopen': serve(commands['receiving.reopen'], ({ deliveryId }, { person }) =>
      emptied(receiving.reopen(deliveryId, signedIn(person))),
    ),
    'receiving.accept': serve(commands['receiving.accept'], ({ deliveryId }, { person }) =>
      emptied(receiving.accept(deliveryId, signedIn(person))),
    ),
    'receiving.cancel': serve(commands['receiving.cancel'], ({ deliveryId, reason }, { person }) =>
      emptied(receiving.cancel(deliveryId, reason, signedIn(person))),
    ),
    'receiving.setSecond': serve(commands['receiving.setSecond'], ({ bySecond }, { person }) =>
      emptied(receiving.setSecond(bySecond, signedIn(person))),
    ),
  }
}

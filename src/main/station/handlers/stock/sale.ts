import { saleCommands as commands } from '../../../../shared/contract/commands/stock/sale.ts'
import type { Failure } from '../../../../shared/contract/failures.ts'
import type { SaleDesk } from '../../../../shared/contract/stock/sale.ts'
import type { Quantity } from '../../../../shared/domain/money.ts'
import { ok, type Result } from '../../../../shared/domain/result.ts'
import { type Handlers, serve } from '../../dispatch.ts'
import type { Store } from '../../store/store.ts'
import type { SaleWorkflow } from '../../workflows/stock/sale/sale.ts'
import type { SalePapers } from '../../workflows/stock/sale/salePapers.ts'
import { viewDesk } from '../../workflows/stock/sale/saleView.ts'
import { emptied, signedIn } from '../signedIn.ts'

export interface SaleHandlerPorts {
  readonly store: Store
  readonly sales: SaleWorkflow
  readonly papers: SalePapers
}

/** Ordinary sales: what is done answers with everything that the counter shows of them then. */
export function saleHandlers({ store, sales, papers }: SaleHandlerPorts): Pick<Handlers, keyof typeof commands> {
  const shown = (result: Result<void, Failure>): Result<SaleDesk, Failure> => (result.ok ? ok(viewDesk(store)) : result)
  return {
    'sale.view': serve(commands['sale.view'], () => ok(viewDesk(store))),
    'sale.add': serve(commands['sale.add'], ({ code, quantity }, { person }) =>
      shown(sales.add(code, quantity as Quantity | null, signedIn(person))),
    ),
    'sale.setPieces': serve(commands['sale.setPieces'], ({ line, pieces }, { person }) =>
      shown(sales.setPieces(line, pieces, signedIn(person))),
    ),
    'sale.remove': serve(commands['sale.remove'], ({ line }, { person }) => shown(sales.remove(line, signedIn(person)))),
    'sale.clear': serve(commands['sale.clear'], (_input, { person }) => shown(sales.clear(signedIn(person)))),
    'sale.setBuyer': serve(commands['sale.setBuyer'], (buyer, { person }) => shown(sales.setBuyer(buyer, signedIn(person)))),
    'sale.pay': serve(commands['sale.pay'], ({ cashGiven }, { person }) => shown(sales.pay(cashGiven, signedIn(person)))),
    'sale.beginReturn': serve(commands['sale.beginReturn'], ({ document }, { person }) =>
      shown(sales.beginReturn(document, signedIn(person))),
    ),
    'sale.mark': serve(commands['sale.mark'], ({ line, isBack }, { person }) =>
      shown(sales.mark(line, isBack, signedIn(person))),
    ),
    'sale.endReturn': serve(commands['sale.endReturn'], (_input, { person }) => shown(sales.endReturn(signedIn(person)))),
    'sale.payBack': serve(commands['sale.payBack'], (_input, { person }) => shown(sales.payBack(signedIn(person)))),
    'sale.paper': serve(commands['sale.paper'], ({ saleId, kind }) => papers.pdf(saleId, kind)),
    'sale.print': serve(commands['sale.print'], async ({ saleId, kind }, { person }) =>
      emptied(await papers.print(saleId, kind, signedIn(person))),
    ),
  }
}

import { saleCommands as commands } from '../../../../shared/contract/commands/stock/sale.ts'
import type { Person } from '../../../../shared/contract/counter.ts'
import type { Failure } from '../../../../shared/contract/failures.ts'
import type { SaleDesk, SalePaperKind } from '../../../../shared/contract/stock/sale.ts'
import type { Quantity } from '../../../../shared/domain/money.ts'
import { ok, type Result } from '../../../../shared/domain/result.ts'
import { shanghaiDate } from '../../../../shared/domain/shanghaiTime.ts'
import { type Handlers, serve } from '../../dispatch.ts'
import type { Store } from '../../store/store.ts'
import type { AccountSales } from '../../workflows/stock/sale/account.ts'
import type { SaleWorkflow } from '../../workflows/stock/sale/sale.ts'
import type { SalePapers } from '../../workflows/stock/sale/salePapers.ts'
import { viewDesk } from '../../workflows/stock/sale/saleView.ts'
import { emptied, signedIn } from '../signedIn.ts'

export interface SaleHandlerPorts {
  readonly store: Store
  readonly sales: SaleWorkflow
  readonly account: AccountSales
  /** money moved, and that is on disk */
  readonly moved: (kind: SalePaperKind, saleId: string | undefined, operator: Person) => void
  readonly papers: SalePapers
  readonly clock: () => number
}

/** Ordinary sales: what is done answers with everything that the counter shows of them then. */
export function saleHandlers({
  store,
  sales,
  account,
  papers,
  moved,
  clock,
}: SaleHandlerPorts): Pick<Handlers, keyof typeof commands> {
  const desk = (): SaleDesk => viewDesk(store, shanghaiDate(clock()))
  const shown = (result: Result<void, Failure>): Result<SaleDesk, Failure> => (result.ok ? ok(desk()) : result)
  return {
    'sale.view': serve(commands['sale.view'], () => ok(desk())),
    'sale.add': serve(commands['sale.add'], ({ code, quantity }, { person }) =>
      shown(sales.add(code, quantity as Quantity | null, signedIn(person))),
    ),
    'sale.setPieces': serve(commands['sale.setPieces'], ({ line, pieces }, { person }) =>
      shown(sales.setPieces(line, pieces, signedIn(person))),
    ),
    'sale.remove': serve(commands['sale.remove'], ({ line }, { person }) => shown(sales.remove(line, signedIn(person)))),
    'sale.clear': serve(commands['sale.clear'], (_input, { person }) => shown(sales.clear(signedIn(person)))),
    'sale.setBuyer': serve(commands['sale.setBuyer'], (buyer, { person }) => shown(sales.setBuyer(buyer, signedIn(person)))),
    'sale.reckon': serve(commands['sale.reckon'], async ({ useAccount }, { person }) =>
      shown(await account.reckon(useAccount, signedIn(person))),
    ),
    'sale.askPassword': serve(commands['sale.askPassword'], (_input, { person }) => shown(account.askPassword(signedIn(person)))),
    'sale.pay': serve(commands['sale.pay'], async ({ cashGiven }, { person }) => {
      const operator = signedIn(person)
      const saleId = store.sales.open()?.id
      const result = await (account.covers() ? account : sales).pay(cashGiven, operator)
      if (store.sales.open() === null) moved('receipt', saleId, operator)
      return shown(result)
    }),
    'sale.clearUp': serve(commands['sale.clearUp'], async (_input, { person }) => shown(await account.clearUp(signedIn(person)))),
    'sale.beginReturn': serve(commands['sale.beginReturn'], ({ document }, { person }) =>
      shown(sales.beginReturn(document, signedIn(person))),
    ),
    'sale.mark': serve(commands['sale.mark'], ({ line, isBack }, { person }) =>
      shown(sales.mark(line, isBack, signedIn(person))),
    ),
    'sale.endReturn': serve(commands['sale.endReturn'], (_input, { person }) => shown(sales.endReturn(signedIn(person)))),
    'sale.payBack': serve(commands['sale.payBack'], async (_input, { person }) => {
      const operator = signedIn(person)
      const saleId = store.sales.returning()?.id
      const result = await (account.coversReturn() ? account : sales).payBack(operator)
      if (store.sales.returning() === null) moved('refund', saleId, operator)
      return shown(result)
    }),
    'sale.paper': serve(commands['sale.paper'], ({ saleId, kind }) => papers.pdf(saleId, kind)),
    'sale.print': serve(commands['sale.print'], async ({ saleId, kind }, { person }) =>
      emptied(await papers.print(saleId, kind, signedIn(person))),
    ),
  }
}

import type { CaseView } from '../../shared/contract/case.ts'
import type { PasswordPurpose, VisitView } from '../../shared/contract/counter.ts'
import { type CustomerItem, type CustomerMoney, type CustomerState, PASSWORD_LENGTH } from '../../shared/contract/customer.ts'
import { failure } from '../../shared/contract/failures.ts'
import type { Mode } from '../../shared/contract/host.ts'
import type { SaleDesk, SaleView } from '../../shared/contract/stock/sale.ts'
import { isClosed } from '../../shared/domain/dispenseCase.ts'
import { maskName } from '../../shared/domain/personNames.ts'
import type { OpenQuestion } from './workflows/passwordEntry.ts'

export interface CustomerPorts {
  readonly mode: Mode
  readonly shop: () => string
  readonly visit: () => VisitView | null
  readonly dispense: () => CaseView | null
  readonly sale: () => SaleDesk
  readonly question: () => OpenQuestion | null
  /** epoch ms */
  readonly clock: () => number
}

/** How long an ordinary sale that was paid is thanked for, while nobody else comes. */
const THANKS_MS = 20_000

/**
 * What the window before the customer shows, from what the counter shows: the password that is asked for, else the case, else the ordinary sale, else a greeting. A name is masked, and of a
 * failure only its code is there: the center's words are for the staff.
 */
export function viewCustomer(ports: CustomerPorts): CustomerState {
  const frame = { shop: ports.shop(), mode: ports.mode }
  const visit = ports.visit()
  const dispense = ports.dispense()
  const own = dispense !== null && dispense.returned === null && !isOver(dispense) ? dispense : null
  const question = ports.question()
  if (question !== null && question.visitId === visit?.id) {
    const { number, purpose, isChecking, failure: reason } = question
    return {
      kind: 'password',
      ...frame,
      question: number,
      patient: visit.patient && maskName(visit.patient.name),
      purpose,
      length: PASSWORD_LENGTH,
      money: moneyAsked(purpose, own, ports.sale()),
      isChecking,
      failure: reason && failure(reason.code, reason.triesLeft === undefined ? {} : { triesLeft: reason.triesLeft }),
    }
  }
  if (own !== null) {
    const kind = own.state === 'settled' || own.state === 'handedOver' ? 'thanks' : 'basket'
    return { kind, ...frame, patient: maskName(own.patient.name), items: own.lines.map(toItem), money: moneyOfCase(own) }
  }
  return viewSale(ports.sale(), ports.clock(), frame)
}

/** What the password that is asked for pays. */
function moneyAsked(purpose: PasswordPurpose, own: CaseView | null, { basket }: SaleDesk): CustomerMoney | null {
  if (purpose === 'payment') return own && moneyOfCase(own)
  return purpose === 'sale' && basket !== null ? goodsOf(basket).money : null
}

function viewSale({ basket, last }: SaleDesk, now: number, frame: { readonly shop: string; readonly mode: Mode }): CustomerState {
  if (basket !== null && basket.lines.length > 0) return { kind: 'basket', ...frame, patient: null, ...goodsOf(basket) }
  const isJustPaid = last !== null && last.state === 'paid' && last.paidAt !== null && now - last.paidAt < THANKS_MS
  return isJustPaid ? { kind: 'thanks', ...frame, patient: null, ...goodsOf(last) } : { kind: 'idle', ...frame }
}

/** A case that leads to no goods: what was reckoned of it is nobody's sum any more. */
function isOver(view: CaseView): boolean {
  return (isClosed(view) && view.state !== 'handedOver') || view.state === 'cancelling' || view.state === 'revoked'
}

function toItem({ genericName, specification, prescribed, amount }: CaseView['lines'][number]): CustomerItem {
  return { name: genericName, specification, quantity: prescribed, amount }
}

function moneyOfCase({ money, payment }: CaseView): CustomerMoney | null {
  if (money === null) return null
  const { total, fund, account, familyAccount, cash, isFinal } = money
  const paid = payment && { given: payment.cashGiven, change: payment.change }
  return {
    total,
    fund,
    own: account + familyAccount + cash,
    account,
    familyAccount,
    cash,
    isFinal,
    payment: isFinal ? paid : null,
  }
}

function goodsOf({ lines, total, due, account, payment, state }: SaleView) {
  const { fund, account: own, familyAccount } = account ?? { fund: 0, account: 0, familyAccount: 0 }
  const money = {
    ...{ total, fund, own: own + familyAccount + due, account: own, familyAccount, cash: due },
    ...{ isFinal: state !== 'open', payment },
  }
  const items = lines.map(({ name, specification, quantity, amount }) => ({ name, specification, quantity, amount }))
  return { items, money }
}

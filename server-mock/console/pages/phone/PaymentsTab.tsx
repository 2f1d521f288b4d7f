import { Button } from 'antd'
import { type ReactElement, useCallback } from 'react'
import type { OrderView } from '../../../admin/payment/contract.ts'
import { type Center, useCenter } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { useDeed } from '../../api/useDeed.ts'
import { Answer } from '../../components/Answer.tsx'
import { Word } from '../../components/Word.tsx'
import { yuanOf } from '../../format/figures.ts'
import { timeOf } from '../../format/time.ts'

const ORDERS = ['settlements', 'clock'] as const

const states = {
  '1': { tone: 'warn', word: '待支付' },
  '2': { tone: 'good', word: '已支付' },
  '3': { tone: 'quiet', word: '已关闭' },
  '4': { tone: 'quiet', word: '部分退款' },
  '5': { tone: 'quiet', word: '已全额退款' },
} as const

/** The own part of what was settled: what waits to be paid, and what was. */
export function PaymentsTab({ person }: { readonly person: string }): ReactElement {
  const orders = useAsked(
    useCallback(({ admin }: Pick<Center, 'admin'>) => admin.paymentOrders(person), [person]),
    ORDERS,
  )
  return (
    <>
      <h3>付款</h3>
      <Answer
        of={orders}
        isEmpty={(value) => value.length === 0}
        empty="没有要付的钱。药店结算后请您支付自付部分时，会出现在这里。"
      >
        {(value) => (
          <>
            {value
              .filter(({ state }) => state === '1')
              .map((order) => (
                <WaitingOrder key={order.payOrdId} person={person} order={order} onPaid={orders.reload} />
              ))}
            <ul className="phone-list">
              {value
                .filter(({ state }) => state !== '1')
                .map((order) => (
                  <EarlierOrder key={order.payOrdId} order={order} />
                ))}
            </ul>
          </>
        )}
      </Answer>
    </>
  )
}

interface WaitingProps {
  readonly person: string
  readonly order: OrderView
  readonly onPaid: () => void
}

function WaitingOrder({ person, order, onPaid }: WaitingProps): ReactElement {
  const { admin } = useCenter()
  const { isBusy, run } = useDeed()
  const pay = (): void => {
    void run(
      async () => {
        await admin.pay({ person, payOrdId: order.payOrdId })
        onPaid()
      },
      `已支付 ${yuanOf(order.amount)}`,
    )
  }
  return (
    <section className="phone-order" aria-label={`待支付 ${yuanOf(order.amount)}`}>
      <p>{order.institution}</p>
      <p className="phone-amount">{yuanOf(order.amount)}</p>
      <p>{order.description}</p>
      <small>{`请在 ${timeOf(order.until)} 前支付`}</small>
      <Button type="primary" size="large" block loading={isBusy} onClick={pay}>
        支付
      </Button>
    </section>
  )
}

function EarlierOrder({ order }: { readonly order: OrderView }): ReactElement {
  const { institution, description, amount, refunded, state, paidAt } = order
  const { tone, word } = states[state]
  return (
    <li>
      <span className="phone-line">
        <strong>{yuanOf(amount)}</strong>
        <Word tone={tone}>{word}</Word>
      </span>
      <span>{description === '' ? institution : `${institution}，${description}`}</span>
      {refunded > 0 && <p>{`已退 ${yuanOf(refunded)}`}</p>}
      {paidAt !== null && <time>{timeOf(paidAt)}</time>}
    </li>
  )
}

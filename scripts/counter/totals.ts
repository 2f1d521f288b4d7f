import { z } from 'zod'
import type { MessageView } from '../../server-mock/admin/contract.ts'
import { parseFen } from '../../src/shared/domain/money.ts'

const Amount = z.coerce.string().transform((text, context) => {
  const fen = parseFen(text)
  if (fen !== null) return Number(fen)
  context.addIssue('no amount')
  return z.NEVER
})

const Settled = z.object({
  request: z.object({
    msgid: z.string(),
    input: z.object({
      druginfo: z.object({ medfee_sumamt: Amount }),
      drugdetail: z.array(z.object({ det_item_fee_sumamt: Amount })),
    }),
  }),
  answer: z.object({
    output: z.object({
      setlinfo: z.object({
        setl_id: z.coerce.string(),
        medfee_sumamt: Amount,
        fund_pay_sumamt: Amount,
        psn_part_amt: Amount,
        acct_pay: Amount,
        psn_cash_pay: Amount,
      }),
    }),
  }),
})

const Revoked = z.object({
  request: z.object({ input: z.object({ data: z.object({ setl_id: z.coerce.string() }) }) }),
  answer: z.object({
    output: z.object({
      setlinfo: z.object({
        medfee_sumamt: Amount,
        fund_pay_sumamt: Amount,
        psn_pay: Amount,
        acct_pay: Amount,
        cash_payamt: Amount,
      }),
    }),
  }),
})

const Reversed = z.object({ request: z.object({ input: z.object({ data: z.object({ omsgid: z.string() }) }) }) })

/** What a counter says that it settled. `person`: fen, as its screen shows 个人应付. */
export interface CounterSettlement {
  readonly settlementId: string
  readonly person: number
  readonly isReturned: boolean
}

/**
 * Whether what the counter showed is what the center did (2102A, 2103), to the fen: the lines make the total, fund and person make the total, account and cash
 * make the person's part, a return is the exact opposite, what was reversed (2601) is not shown, and no settlement is on one side only.
 */
export function totalsAgree(messages: readonly MessageView[], shown: readonly CounterSettlement[]): boolean {
  const done = messages.filter(({ accepted }) => accepted)
  const of = <S extends z.ZodType>(number: string, shape: S): readonly z.output<S>[] =>
    done.filter((message) => message.interface === number).map((message) => shape.parse(message))
  const reversed = of('2601', Reversed).map(({ request }) => request.input.data.omsgid)
  const settled = of('2102A', Settled).filter(({ request }) => !reversed.includes(request.msgid))
  const revoked = of('2103', Revoked)
  const isReturned = (id: string): boolean => revoked.some(({ request }) => request.input.data.setl_id === id)
  return (
    settled.length === shown.length &&
    settled.every(({ request, answer }) => {
      const { druginfo, drugdetail } = request.input
      const { setl_id, medfee_sumamt: total, fund_pay_sumamt, psn_part_amt, acct_pay, psn_cash_pay } = answer.output.setlinfo
      const seen = shown.find(({ settlementId }) => settlementId === setl_id)
      const lines = drugdetail.reduce((sum, { det_item_fee_sumamt }) => sum + det_item_fee_sumamt, 0)
      const isWhole = lines === total && druginfo.medfee_sumamt === total && fund_pay_sumamt + psn_part_amt === total
      const isShared = acct_pay + psn_cash_pay === psn_part_amt
      return isWhole && isShared && seen?.person === psn_part_amt && seen.isReturned === isReturned(setl_id)
    }) &&
    revoked.every(({ request, answer }) => {
      const sold = settled.find(({ answer: { output } }) => output.setlinfo.setl_id === request.input.data.setl_id)
      const back = answer.output.setlinfo
      const given = sold?.answer.output.setlinfo
      return (
        given !== undefined &&
        back.medfee_sumamt === -given.medfee_sumamt &&
        back.fund_pay_sumamt === -given.fund_pay_sumamt &&
        back.psn_pay === -given.psn_part_amt &&
        back.acct_pay === -given.acct_pay &&
        back.cash_payamt === -given.psn_cash_pay
      )
    })
  )
}

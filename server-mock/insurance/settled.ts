import { z } from 'zod'
import type { CenterContext } from '../context.ts'
import { isObject } from '../json.ts'
import { refuse, textOf } from '../refusal.ts'
import type { Settlement } from '../store/settlements.ts'
import type { InsuranceCall, Refused } from './interface.ts'

const Pack = z.object({ sn: z.string(), code: z.string(), drug: z.string(), split: z.boolean(), quantity: z.number() })
/** What a settlement was made of: which sale it is to the trace codes, what was sold, and the message as it came. */
const SettledRequest = z.object({
  sale: z.string(),
  sold: z.array(z.object({ drug: z.string(), quantity: z.number() })),
  packs: z.array(Pack),
  input: z.record(z.string(), z.unknown()),
})
type Written = Readonly<{ [K in keyof z.infer<typeof SettledRequest>]: Readonly<z.infer<typeof SettledRequest>[K]> }>
const SettledResult = z.object({
  setlinfo: z.record(z.string(), z.unknown()),
  setldetail: z.array(z.record(z.string(), z.unknown())),
})

export function writeSettled(settled: Written): string {
  return JSON.stringify(settled)
}

export function settledRequest(settlement: Settlement): z.infer<typeof SettledRequest> {
  return SettledRequest.parse(JSON.parse(settlement.request))
}

/** The answer of a settlement but its lines. */
export function settledResult(settlement: Settlement): z.infer<typeof SettledResult> {
  return SettledResult.parse(JSON.parse(settlement.result))
}

/**
 * The settlement that `data` names by setl_id, mdtrt_id and psn_no (2103, 5203). To anybody but the institution that made it, for the person and place
 * it was made for, it does not exist (1042); neither does one that 2601 undid. One that 2103 took back is 1043.
 */
export function findSettlement(
  context: CenterContext,
  { input, institution, insuredArea }: InsuranceCall,
): { readonly ok: true; readonly settlement: Settlement } | Refused {
  const data = isObject(input.data) ? input.data : {}
  const settlement = context.store.settlements.find(textOf(data, 'setl_id'))
  const isThere = settlement?.institution === institution.code && settlement.reverses === null && settlement.ended !== 'reversed'
  if (!isThere) return refuse('1042', 'data.setl_id', '本机构没有该笔结算')
  if (settlement.mdtrtId !== textOf(data, 'mdtrt_id')) return refuse('1042', 'data.mdtrt_id', '须为该笔结算的就诊 ID')
  if (personNumberOf(context, settlement) !== textOf(data, 'psn_no')) return refuse('1042', 'data.psn_no', '须为该笔结算的参保人')
  if (settlement.area !== insuredArea) return refuse('1042', 'insuplc_admdvs', '须为该笔结算的参保地')
  return settlement.ended === null ? { ok: true, settlement } : refuse('1043', 'data.setl_id', '该笔结算已撤销')
}

/** psn_no of whom a settlement was made for. */
export function personNumberOf(context: CenterContext, settlement: Settlement): string | undefined {
  return context.store.registry.person(settlement.person)?.personNumber
}

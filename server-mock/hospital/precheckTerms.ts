import type { CenterContext } from '../context.ts'
import { nodesOf } from '../insurance/lines.ts'
import { isObject } from '../json.ts'
import { readDecimal, scales } from '../money.ts'
import type { Refused } from '../prescription/state.ts'
import { refuse, textOf } from '../refusal.ts'
import { readDateTime } from '../time.ts'

type Node = Readonly<Record<string, unknown>>

const DAY_MS = 86_400_000

/** When a prescription was written, how long it holds, for how many days it is, and what the visit cost (处方管理办法 18, 19; Y 4.6). */
export function refuseTerms(context: CenterContext, data: Node): Refused {
  const { clock, province } = context
  const no = (field: string, rule: string) => refuse('700185', field, rule)
  const visit = isObject(data.mdtrtinfo) ? data.mdtrtinfo : {}
  const prescribedAt = readDateTime(textOf(data, 'prscTime')) ?? 0
  if (prescribedAt > clock.now()) return no('prscTime', '不得晚于当前时间')
  if (prescribedAt < (readDateTime(textOf(visit, 'mdtrtTime')) ?? 0)) return no('prscTime', '不得早于就诊时间')

  const isLongTerm = textOf(data, 'longRxFlag') === '1'
  const validity = isLongTerm ? province.longTermValidity : province.prescriptionValidity
  const validDays = Number(textOf(data, 'valiDays'))
  if (validDays < 1 || validDays > validity.value)
    return no('valiDays', `须为 1 至 ${validity.value} 天${isLongTerm ? '（长期处方）' : ' (处方管理办法 18)'}`)
  const until = prescribedAt + validDays * DAY_MS
  if (readDateTime(textOf(data, 'valiEndTime')) !== until) return no('valiEndTime', '须等于开方时间加有效天数')
  if (until <= clock.now()) return no('valiEndTime', '处方已过有效截止时间')
  if (textOf(data, 'reptFlag') === '1') return no('reptFlag', '处方只能使用一次')

  const days = nodesOf(data.rxdrugdetail).map((node) => Number(textOf(node, 'medcDays')))
  const most = Math.max(...days)
  const at = `rxdrugdetail[${days.indexOf(most)}].medcDays`
  const { prescriptionDays, longTermDays } = province
  if (isLongTerm && most > longTermDays.value) return no(at, `长期处方不得超过 ${longTermDays.value} 天 (长期处方管理规范)`)
  const hasReason = isLongTerm || textOf(visit, 'diseCondDscr') !== ''
  if (most > prescriptionDays.value && !hasReason)
    return no(at, `超过 ${prescriptionDays.value} 天须为长期处方，或在 diseCondDscr 注明理由 (处方管理办法 19)`)
  if (most > longTermDays.value) return no(at, `不得超过 ${longTermDays.value} 天`)
  return refuseFee(data, visit)
}

/** What the hospital took for the visit is without the drugs, which the pharmacy will charge (Y 4.6). */
function refuseFee(data: Node, visit: Node): Refused {
  const fen = (node: Node, field: string): number | null => {
    const text = textOf(node, field)
    return text === '' ? null : readDecimal(text, scales.fen)
  }
  const [fee, registration] = [fen(visit, 'medfeeSumamt'), fen(visit, 'rgstFee') ?? 0]
  if (fee === null) return null
  if (fee < registration) return refuse('700185', 'mdtrtinfo.medfeeSumamt', '不得小于挂号费')
  const drugs = nodesOf(data.rxdrugdetail).reduce((sum, node) => sum + (fen(node, 'drugSumamt') ?? 0), 0)
  return drugs > 0 && fee === registration + drugs
    ? refuse('700185', 'mdtrtinfo.medfeeSumamt', '不含流转药品的费用 (Y 4.6)')
    : null
}

import type { CenterContext } from '../context.ts'
import { isObject } from '../json.ts'
import { readDecimal, scales } from '../money.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Prescription } from '../store/prescriptions.ts'
import { claimPacks, findTraceFault, type NamedPack } from '../trace.ts'
import type { PrescriptionInterface } from './interface.ts'
import { findLineFault } from './lines.ts'
import { findHeld, isApprovedBy, isHeldElsewhere, type Refused, refuseState, refuseWithdrawn, statesOf } from './state.ts'

const WHOLE = 10_000

type Node = Readonly<Record<string, unknown>>

/**
 * 7207 药品销售出库明细上传 (N 8.7): the goods that leave for an approved prescription, with their trace codes. The token may have run out since the review: it only
 * tells under which download the goods leave. The same upload again gets the same answer, another one is refused while the first stands.
 */
export const uploadOutbound: PrescriptionInterface = (context, { data, institution }) => {
  const { outbounds } = context.store
  const head = isObject(data.data) ? data.data : {}
  const hiRxno = textOf(head, 'hiRxno')
  const held = findHeld(context, {
    hiRxno,
    token: textOf(head, 'downloadIdeCode'),
    institution,
    field: 'data.downloadIdeCode',
  })
  if (!held.ok) return held
  const { prescription } = held
  const withdrawn = refuseWithdrawn(prescription, 'data.hiRxno')
  if (withdrawn) return withdrawn

  const answer = give({ hiRxno, ...statesOf(prescription, context.clock.now()) })
  const content = JSON.stringify(data)
  const standing = outbounds.current(hiRxno)
  if (standing?.institution === institution.code && standing.content === content) return answer
  if (standing !== undefined) return refuse('700143', 'data.hiRxno', '该处方已有明细，须先撤销 (7208)')
  const settlement = textOf(head, 'setlId')
  const refused =
    settlement === '' ? refuseState(context, prescription, 'data.hiRxno') : refuseSettlement(prescription, settlement)
  if (refused) return refused
  if (isHeldElsewhere(context, hiRxno, institution.code))
    return refuse('700112', 'data.hiRxno', '处方已授权其他机构 (N 8.4.4 注 2)')
  if (!isApprovedBy(context, hiRxno, institution.code)) return refuse('700141', 'data.hiRxno', '须经本机构药师审核通过 (N 8.7.3)')

  const lines = (Array.isArray(data.selinfo) ? data.selinfo : []).filter(isObject)
  const packs = packsOf(lines)
  const fault = refuseLines(context, hiRxno, lines) ?? refuseAmounts(head, lines) ?? refusePacks(context, hiRxno, lines, packs)
  if (fault) return fault
  claimPacks(context, packs, { sale: hiRxno, institution: institution.code, source: '7207' })
  const at = context.clock.now()
  outbounds.add({ hiRxno, institution: institution.code, settlement: settlement === '' ? null : settlement, content, at })
  return answer
}

function refuseSettlement(prescription: Prescription, settlement: string): Refused {
  return prescription.usedBy === settlement ? null : refuse('-2', 'data.setlId', '须为使用该处方的结算')
}

/** A decimal that the table has found in order; it may still be too large for any prescription. */
function units(node: Node, field: string, scale: number): number {
  return readDecimal(textOf(node, field), scale) ?? Number.NaN
}

function refuseLines(context: CenterContext, hiRxno: string, lines: readonly Node[]): Refused {
  if (lines.length === 0) return refuse('700142', 'selinfo', '须有明细')
  const named = lines.map((line) => ({
    drug: textOf(line, 'medListCodg'),
    quantity: units(line, 'selRetnCnt', scales.quantity),
  }))
  const fault = findLineFault(context, hiRxno, named)
  if (fault) {
    const field = fault.kind === 'drug' ? 'medListCodg' : 'selRetnCnt'
    return refuse('700142', `selinfo[${fault.index}].${field}`, fault.rule)
  }
  const otherUnit = lines.findIndex(
    (line) => context.store.drugs.find(textOf(line, 'medListCodg'))?.unit !== textOf(line, 'drugCntUnit'),
  )
  return otherUnit === -1 ? null : refuse('700142', `selinfo[${otherUnit}].drugCntUnit`, '须以处方的发药单位计')
}

/** The parts make the whole, to the fen: fund and person are all lines, account and cash are the person's part. */
function refuseAmounts(head: Node, lines: readonly Node[]): Refused {
  const amount = (field: string): number => units(head, field, scales.fen)
  const negative = ['fundPaySumamt', 'psnPartAmt', 'acctPay', 'psnCashPay'].find((field) => amount(field) < 0)
  if (negative !== undefined) return refuse('-2', `data.${negative}`, '不得为负数')
  const total = lines.reduce((sum, line) => sum + units(line, 'sumamt', scales.fen), 0)
  if (amount('fundPaySumamt') + amount('psnPartAmt') !== total)
    return refuse('-2', 'data.fundPaySumamt', '基金支付与个人负担之和须等于明细总金额之和')
  return amount('acctPay') + amount('psnCashPay') === amount('psnPartAmt')
    ? null
    : refuse('-2', 'data.psnPartAmt', '须等于个人账户与个人现金支出之和')
}

interface PlacedPack extends NamedPack {
  readonly field: string
}

function packsOf(lines: readonly Node[]): readonly PlacedPack[] {
  return lines.flatMap((line, lineIndex) =>
    (Array.isArray(line.drugtracinfo) ? line.drugtracinfo : []).filter(isObject).map((pack, index) => ({
      code: textOf(pack, 'drugTracCodg'),
      drug: textOf(line, 'medListCodg'),
      split: textOf(line, 'trdnFlag') === '1',
      field: `selinfo[${lineIndex}].drugtracinfo[${index}].drugTracCodg`,
    })),
  )
}

/** A drug that carries trace codes leaves with one per pack, opened packs with one at least; each code as `findTraceFault` says. */
function refusePacks(context: CenterContext, hiRxno: string, lines: readonly Node[], packs: readonly PlacedPack[]): Refused {
  for (const [index, line] of lines.entries()) {
    if (context.store.drugs.find(textOf(line, 'medListCodg'))?.tracePrefix === null) continue
    const count = Array.isArray(line.drugtracinfo) ? line.drugtracinfo.length : 0
    const isSplit = textOf(line, 'trdnFlag') === '1'
    const isEnough = isSplit ? count > 0 : count * WHOLE === units(line, 'selRetnCnt', scales.quantity)
    if (!isEnough) return refuse('700151', `selinfo[${index}].drugtracinfo`, '每盒须有一个追溯码，拆零至少一个')
  }
  const fault = findTraceFault(context, packs, hiRxno)
  if (fault === null) return null
  return refuse(fault.kind === 'sold' ? '700152' : '700151', packs[fault.index]?.field ?? 'selinfo', fault.rule)
}

import type { CenterContext } from '../context.ts'
import { isObject } from '../json.ts'
import { amountOf, readDecimal, scales } from '../money.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Prescription } from '../store/prescriptions.ts'
import type { Institution } from '../store/registry.ts'
import { chinaTime, readDateTime } from '../time.ts'
import {
  claimPacks,
  EMPTY_PACK,
  findPackCountFault,
  findTraceFault,
  leftIn,
  type NamedPack,
  needsTraceCodes,
  type Taken,
  takePacks,
} from '../trace.ts'
import type { PrescriptionInterface } from './interface.ts'
import { findLineFault } from './lines.ts'
import { findHeld, isApprovedBy, isHeldElsewhere, type Refused, refuseState, refuseWithdrawn, statesOf } from './state.ts'

type Node = Readonly<Record<string, unknown>>

/**
 * 7207 药品销售出库明细上传 (N 8.7): the goods that leave for an approved prescription, with their trace codes. The token may have run out since the review: it only
 * tells under which download the goods leave. The same upload again gets the same answer, another one is refused while the first stands.
 */
export const uploadOutbound: PrescriptionInterface = (context, { data, caller: institution }) => {
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
  const fault = refusePeople(context, head, institution) ?? refuseLines(context, hiRxno, lines) ?? refuseAmounts(head, lines)
  if (fault) return fault
  const read = readPacks(context, { sale: hiRxno, institution: institution.code }, lines)
  if (!read.ok) return read
  claimPacks(context, read.packs, { sale: hiRxno, institution: institution.code, source: '7207' })
  const at = context.clock.now()
  outbounds.add({ hiRxno, institution: institution.code, settlement: settlement === '' ? null : settlement, content, at })
  return answer
}

function refuseSettlement(prescription: Prescription, settlement: string): Refused {
  return prescription.usedBy === settlement ? null : refuse('-2', 'data.setlId', '须为使用该处方的结算')
}

/** The pharmacist is one of this institution (N 8.6.4 e), and nothing leaves in the future. */
function refusePeople({ store, clock, province }: CenterContext, head: Node, institution: Institution): Refused {
  const licence = textOf(head, 'pharPracCertNo')
  const isOurs = store.registry
    .pharmacists()
    .some((pharmacist) => pharmacist.institution === institution.code && pharmacist.practiceNumber === licence)
  if (!isOurs) return refuse('700132', 'data.pharPracCertNo', '须为在本机构执业的药师的注册证编号 (N 8.6.4 e)')
  const soldAt = readDateTime(textOf(head, 'selRetnTime')) ?? 0
  return soldAt > clock.now() + province.prescriptionClockTolerance.value
    ? refuse('-2', 'data.selRetnTime', '不得晚于当前时间')
    : null
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
  if (otherUnit !== -1) return refuse('700142', `selinfo[${otherUnit}].drugCntUnit`, '须以处方的发药单位计')
  const today = chinaTime(context.clock.now()).date
  const expired = lines.findIndex((line) => textOf(line, 'expyEnd') !== '' && textOf(line, 'expyEnd') < today)
  return expired === -1 ? null : refuse('-2', `selinfo[${expired}].expyEnd`, '不得销售过期药品')
}

/** The parts make the whole, to the fen: price and quantity are each line, fund and person are all lines, account and cash are the person's part. */
function refuseAmounts(head: Node, lines: readonly Node[]): Refused {
  const amount = (field: string): number => units(head, field, scales.fen)
  const negative = ['fundPaySumamt', 'psnPartAmt', 'acctPay', 'psnCashPay'].find((field) => amount(field) < 0)
  if (negative !== undefined) return refuse('-2', `data.${negative}`, '不得为负数')
  const wrong = lines.findIndex((line) => {
    const price = units(line, 'finlTrnsPric', scales.price)
    return !(price > 0) || amountOf(units(line, 'selRetnCnt', scales.quantity), price) !== units(line, 'sumamt', scales.fen)
  })
  if (wrong !== -1) return refuse('-2', `selinfo[${wrong}].sumamt`, '须等于数量 × 单价，四舍五入到分')
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

type Read = { readonly ok: true; readonly packs: readonly Taken<PlacedPack>[] } | NonNullable<Refused>

/** A drug that carries trace codes leaves with as many as `findPackCountFault` says, each code as `findTraceFault`, each opened pack as `takePacks`. */
function readPacks(
  context: CenterContext,
  sale: { readonly sale: string; readonly institution: string },
  nodes: readonly Node[],
): Read {
  const lines = nodes.map((line, index) => ({
    quantity: units(line, 'selRetnCnt', scales.quantity),
    drug: context.store.drugs.find(textOf(line, 'medListCodg')),
    packs: packsOf(line, index),
  }))
  for (const [index, { quantity, drug, packs }] of lines.entries()) {
    const fault = findPackCountFault(quantity, packs)
    if (fault !== null && drug !== undefined && needsTraceCodes(context, drug))
      return refuse('700151', `selinfo[${index}].drugtracinfo`, fault)
  }
  const packs = lines.flatMap((line) => line.packs)
  const fault = findTraceFault(context, packs, sale)
  if (fault) return refuse(fault.kind === 'sold' ? '700152' : '700151', packs[fault.index]?.field ?? 'selinfo', fault.rule)
  const taken = takePacks(lines, leftIn(context, { source: '7207', sale: sale.sale }))
  return taken.ok ? taken : refuse('700152', taken.empty.field, EMPTY_PACK)
}

function packsOf(line: Node, lineIndex: number): readonly PlacedPack[] {
  return (Array.isArray(line.drugtracinfo) ? line.drugtracinfo : []).filter(isObject).map((pack, index) => ({
    code: textOf(pack, 'drugTracCodg'),
    drug: textOf(line, 'medListCodg'),
    split: textOf(line, 'trdnFlag') === '1',
    field: `selinfo[${lineIndex}].drugtracinfo[${index}].drugTracCodg`,
  }))
}

import type { CenterContext } from '../context.ts'
import { nodesOf } from '../insurance/lines.ts'
import { amountOf, readDecimal, scales } from '../money.ts'
import type { Refused } from '../prescription/state.ts'
import { refuse, textOf } from '../refusal.ts'
import type { Drug } from '../store/drugs.ts'
import { readDateTime } from '../time.ts'

type Node = Readonly<Record<string, unknown>>

const DAY_MS = 86_400_000

const CLASSES = {
  narcotic: '麻醉药品',
  psychotropic: '精神药品',
  toxic: '医疗用毒性药品',
  radioactive: '放射性药品',
} as const satisfies Record<NonNullable<Drug['specialClass']>, string>

/** The drugs of 7101: of the catalogue of circulating drugs and as it has them, each once, with dose, frequency, way and days (F 1.3, 处方管理办法 6). */
export function refuseLines(context: CenterContext, data: Node): Refused {
  const nodes = nodesOf(data.rxdrugdetail)
  if (nodes.length === 0) return refuse('700185', 'rxdrugdetail', '至少一种药品')
  const attribute = textOf(data, 'rxExraAttrCode')
  for (const [index, node] of nodes.entries()) {
    const at = (field: string): string => `rxdrugdetail[${index}].${field}`
    const code = textOf(node, 'medListCodg')
    const drug = context.store.drugs.find(code)
    const refused =
      refuseDrug(drug, attribute, at('medListCodg')) ??
      (drug === undefined ? null : refuseNames(drug, node, at)) ??
      refuseUse(data, node, at) ??
      refusePrice(node, at)
    if (refused) return refused
    if (nodes.findIndex((other) => textOf(other, 'medListCodg') === code) < index)
      return refuse('700185', at('medListCodg'), '同一药品不得重复')
  }
  const pieces = nodes.filter((node) => textOf(node, 'rxItemTypeCode') === '13')
  if (pieces.length > 0) return refusePieces(data, nodes, pieces)
  const { value, source } = context.province.prescriptionLines
  if (nodes.length > value) return refuse('700185', 'rxdrugdetail', `每张处方不得超过 ${value} 种药品 (${source.slice(0, 8)})`)
  return Number(textOf(data, 'rxDrugCnt')) === nodes.length ? null : refuse('700185', 'rxDrugCnt', '须等于药品的种数')
}

function refuseDrug(drug: Drug | undefined, attribute: string, field: string): Refused {
  if (drug === undefined) return refuse('700183', field, '医保药品编码不存在')
  if (drug.specialClass !== null) return refuse('700183', field, `${CLASSES[drug.specialClass]}不得流转 (M 处方流转范围)`)
  if (drug.covered === 0) return refuse('700183', field, '不在处方流转药品目录 (N 8.1.1.4 h)')
  const isForeign = attribute === '01' && drug.dualChannel === 0
  return isForeign ? refuse('700183', field, '双通道处方的药品须都在双通道目录 (Y 4.4)') : null
}

function refuseNames(drug: Drug, node: Node, at: (field: string) => string): Refused {
  const must = {
    rxItemTypeCode: drug.itemType,
    drugGenname: drug.genericName,
    drugDosform: drug.dosageForm,
    drugSpec: drug.spec,
    drugDosunt: drug.unit,
  }
  const may = { drugProdname: drug.productName, prdrName: drug.maker }
  const wrong =
    Object.entries(must).find(([name, value]) => textOf(node, name) !== value) ??
    Object.entries(may).find(([name, value]) => !['', value].includes(textOf(node, name)))
  if (wrong !== undefined) return refuse('700183', at(wrong[0]), '须与药品目录一致')
  const isSaidFree = textOf(node, 'otcFlag') === '1' && drug.prescriptionFlag === '1'
  return isSaidFree ? refuse('700183', at('otcFlag'), '须与药品目录的处方药标志一致') : null
}

/** 用法用量: how much, how often and for how long, from the day of the prescription on. */
function refuseUse(data: Node, node: Node, at: (field: string) => string): Refused {
  const no = (field: string, rule: string) => refuse('700185', at(field), rule)
  const units = (field: string): number => readDecimal(textOf(node, field), scales.quantity) ?? Number.NaN
  if (!(units('drugCnt') > 0)) return no('drugCnt', '数量须大于零，且不超出可计范围')
  if (!(units('sinDoscnt') > 0)) return no('sinDoscnt', '单次用量须大于零')
  const days = Number(textOf(node, 'medcDays'))
  if (!Number.isInteger(days) || days < 1) return no('medcDays', '用药天数须为正整数')
  const begin = readDateTime(textOf(node, 'medcBegntime')) ?? 0
  const end = readDateTime(textOf(node, 'medcEndtime')) ?? 0
  if (begin < (readDateTime(textOf(data, 'prscTime')) ?? 0)) return no('medcBegntime', '不得早于开方时间')
  const isRight = end >= begin + (days - 1) * DAY_MS && end <= begin + days * DAY_MS
  return isRight ? null : no('medcEndtime', '须与用药开始时间、用药天数相符')
}

function refusePrice(node: Node, at: (field: string) => string): Refused {
  const [price, sum] = [textOf(node, 'drugPric'), textOf(node, 'drugSumamt')]
  if (price === '' || sum === '') return null
  const quantity = readDecimal(textOf(node, 'drugCnt'), scales.quantity) ?? 0
  const unit = readDecimal(price, scales.price)
  const isRight = unit !== null && unit > 0 && amountOf(quantity, unit) === readDecimal(sum, scales.fen)
  return isRight ? null : refuse('700185', at('drugSumamt'), '须等于数量 × 单价，四舍五入到分')
}

/** 处方管理办法 6: decoction pieces stand on a prescription of their own; their count is that of doses. */
function refusePieces(data: Node, nodes: readonly Node[], pieces: readonly Node[]): Refused {
  if (pieces.length < nodes.length) return refuse('700185', 'rxdrugdetail', '中药饮片应当单独开具处方 (处方管理办法 6)')
  const doses = Number(textOf(data, 'rxDrugCnt'))
  if (!Number.isInteger(doses) || doses < 1) return refuse('700185', 'rxDrugCnt', '饮片处方须为剂数')
  return textOf(data, 'rxDrordDscr') === '' ? refuse('700185', 'rxDrordDscr', '饮片处方必填') : null
}

import { textOf } from '../../refusal.ts'
import { type Exchange, nodeOf, nodesOf } from '../exchange.ts'

const SETTLEMENTS: readonly string[] = ['2102', '2102A']
const PRESETTLEMENTS: readonly string[] = ['2101', '2101A']

/** 2102, 2102A. */
export function isSettlement({ interface: number }: Exchange): boolean {
  return SETTLEMENTS.includes(number)
}

/** 2101, 2101A. */
export function isPresettlement({ interface: number }: Exchange): boolean {
  return PRESETTLEMENTS.includes(number)
}

/** What a settlement is about, whatever its number: the prescription, or the person and the goods; of a 2103 the settlement that it takes back. */
export function businessOf(exchange: Exchange): string {
  const { interface: number, content, hiRxno } = exchange
  if (number === '2103') return `2103 ${textOf(nodeOf(content.data), 'setl_id')}`
  if (hiRxno !== '') return hiRxno
  const goods = nodesOf(content.drugdetail).map((line) => `${textOf(line, 'med_list_codg')}×${textOf(line, 'cnt')}`)
  return [textOf(nodeOf(content.druginfo), 'psn_no'), ...goods, ...soldCodes(exchange)].join(' ')
}

/** The trace codes that a 2101A, 2102A, 7207, 3505 or 3506 names. */
export function soldCodes({ content }: Exchange): readonly string[] {
  const lines = nodesOf(content.selinfo)
  const codes = [
    ...nodesOf(content.drug_trac_info).map((pack) => textOf(pack, 'drug_trac_codg')),
    ...lines
      .flatMap((line) => nodesOf(line.drugtracinfo))
      .map((pack) => textOf(pack, 'drug_trac_codg') || textOf(pack, 'drugTracCodg')),
  ]
  return codes.filter((code) => code !== '')
}

/** The settlement's number in the answer of a 2102 or 2102A. */
export function settlementIdOf({ output }: Exchange): string {
  return textOf(nodeOf(output.setlinfo), 'setl_id')
}

/** The msgid of a message of channel A. */
export function msgidOf({ envelope }: Exchange): string {
  return textOf(envelope, 'msgid')
}

/** The msgid that a 2601 undoes; empty for anything else. */
export function undoneBy({ interface: number, content }: Exchange): string {
  return number === '2601' ? textOf(nodeOf(content.data), 'omsgid') : ''
}

/** Whether a 2601 was answered so that nothing stands any more: undone, or never been. */
export function hasUndone(exchange: Exchange): boolean {
  return exchange.interface === '2601' && exchange.delivered !== 'no' && (exchange.accepted || exchange.code === '1042')
}

/** Whether a settlement stands at a moment (an id of a message): done, and neither revoked nor reversed before. */
export function standsAt(settlement: Exchange, exchanges: readonly Exchange[], id: number): boolean {
  const setlId = settlementIdOf(settlement)
  return !exchanges.some(
    (later) =>
      later.id > settlement.id &&
      later.id < id &&
      later.accepted &&
      (undoneBy(later) === msgidOf(settlement) ||
        (later.interface === '2103' && textOf(nodeOf(later.content.data), 'setl_id') === setlId)),
  )
}

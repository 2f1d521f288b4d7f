import type { ResultsView } from '../../../admin/hospital/contract.ts'

interface Row {
  readonly name: string
  readonly text: string
}

/** What 7105, 7106 and 7107 say about a prescription, for a person: what they leave out, or refuse, is left out. */
export function resultRows({
  prescription,
  review,
  dispensing,
}: Pick<ResultsView, 'prescription' | 'review' | 'dispensing'>): readonly Row[] {
  const drugs = Array.isArray(dispensing?.seltdelts) ? dispensing.seltdelts : []
  const rows: readonly (readonly [string, string])[] = [
    ['处方状态', textAt(prescription, 'rxStasName')],
    ['使用状态', textAt(prescription, 'rxUsedStasName')],
    ['审方结果', textAt(review, 'rxChkStasName')],
    ['审方药师', textAt(review, 'pharName')],
    ['审方意见', textAt(review, 'rxChkOpnn')],
    ['审方时间', textAt(review, 'rxChkTime')],
    ['医保结算', textAt(dispensing, 'setlTime')],
    ['实发药品', drugs.map((drug) => `${textAt(drug, 'drugGenname')} × ${textAt(drug, 'cnt')}`).join('、')],
  ]
  return rows.flatMap(([name, text]) => (text === '' ? [] : [{ name, text }]))
}

function textAt(node: unknown, name: string): string {
  const value = typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

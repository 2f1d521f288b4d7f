import type { CaseLine } from '../../../shared/contract/case.ts'
import { shanghaiDate } from '../../../shared/domain/shanghaiTime.ts'
import type { CaseFacts } from './facts.ts'
import { type Block, pair } from './paper.ts'

/**
 * The label of one drug's bag: how it is taken, large enough for old eyes, for whom, and what the packaging of opened packs must say (药品名称, 规格, 数量, 用法, 用量,
 * 批号, 有效期, 药店名称: 药品经营质量管理规范 on 拆零). The bag goes home with the patient, so it has the whole name: two of a house may have the same initials.
 */
export function bagLabel(line: CaseLine, index: number, { view, shop, printedBefore, at }: CaseFacts): readonly Block[] {
  const { pieces, items } = line
  const lots = new Set(items.map(({ lot, expiresOn }) => [lot, expiresOn && `有效期至 ${expiresOn}`].filter(Boolean).join('  ')))
  return [
    { kind: 'text', text: shop.name, isCentred: true, isBold: true },
    ...(printedBefore > 0 ? [{ kind: 'text', text: `重打（第 ${printedBefore + 1} 次）`, isCentred: true } satisfies Block] : []),
    { kind: 'rule' },
    { ...pair(`姓名 ${view.patient.name}`, `${index + 1}/${view.lines.length}`), isBold: true },
    { kind: 'text', text: line.genericName, isBold: true },
    pair(line.specification, pieces === null ? line.prescribed : `拆零 ${pieces.taken} ${pieces.unit}`),
    { kind: 'rule' },
    { kind: 'text', text: '用法用量' },
    { kind: 'large', text: line.directions },
    { kind: 'rule' },
    ...[...lots].filter(Boolean).map((lot) => pair('批号', lot)),
    pair('日期', shanghaiDate(at)),
    ...(shop.phone ? [pair('电话', shop.phone)] : []),
    { kind: 'text', text: '请按医嘱用药，放在儿童拿不到的地方。' },
  ]
}

import type { PaperKind } from '../../../shared/contract/case.ts'
import type { PaperSort } from '../../../shared/contract/devices.ts'
import type { Mode } from '../../../shared/contract/host.ts'
import type { SalePaperKind } from '../../../shared/contract/stock/sale.ts'
import { isTakenBack } from '../../../shared/domain/casePapers.ts'
import { shanghaiDateTime } from '../../../shared/domain/shanghaiTime.ts'
import type { CaseFacts, PaperShop, SalePaperFacts } from './facts.ts'
import { bagLabel } from './label.ts'
import { notGenuine } from './notGenuine.ts'
import { type Block, type Paper, pair, sheetOf } from './paper.ts'
import { prescription } from './prescription.ts'
import { saleReceipt, saleRefund } from './retail.ts'
import { goodsList, receipt, refund } from './sale.ts'
import { blocksOf, type StockTable } from './stockTables.ts'

const kinds = Object.freeze({
  goodsList: { title: '药品清单', sort: 'receipt', body: goodsList },
  receipt: { title: '医保结算小票', sort: 'receipt', body: receipt },
  refund: { title: '退货小票（红字）', sort: 'receipt', body: refund },
  notGenuine: { title: '电子处方验真未通过的情况说明', sort: 'a5', body: notGenuine },
  prescription: { title: '医保电子处方（药店签字留存）', sort: 'a5', body: prescription },
} as const satisfies Record<
  Exclude<PaperKind, 'bagLabel'>,
  { readonly title: string; readonly sort: PaperSort; readonly body: (facts: CaseFacts) => readonly Block[] }
>)

const saleKinds = Object.freeze({
  receipt: { title: '销售小票', body: saleReceipt },
  refund: { title: '退货小票（红字）', body: saleRefund },
} as const satisfies Record<
  SalePaperKind,
  { readonly title: string; readonly body: (facts: SalePaperFacts) => readonly Block[] }
>)

/**
 * A paper of a case. One that was printed before says so and the how manyth it is; one that tells of a sale says when that was taken back; a receipt that is only
 * shown is no original.
 */
export function composePaper(kind: PaperKind, facts: CaseFacts): Paper {
  if (kind === 'bagLabel') return composeLabels(facts)
  const { title, sort, body } = kinds[kind]
  const { mode, shop, view, printedBefore, isOnScreen, at } = facts
  const isOfSale = kind === 'receipt' || kind === 'goodsList'
  const isReceipt = kind === 'receipt' || kind === 'refund'
  const marks = [
    ...(isOnScreen && isReceipt ? [{ kind: 'text', text: '屏幕副本', isCentred: true } satisfies Block] : []),
    ...(isOfSale && isTakenBack(view) ? [centred('已撤销结算 本单已退')] : []),
  ]
  return paperOf({ title, sort, mode, shop, at, printedBefore, marks, body: body(facts) })
}

/** A label for the bag of each drug, cut from each other. */
function composeLabels(facts: CaseFacts): Paper {
  const { mode, view, at } = facts
  const labels = view.lines.map((line, index) => bagLabel(line, index, facts))
  return { title: '用药标签', sort: 'label', at, blocks: labels.flatMap((blocks) => framed(mode, blocks)) }
}

/** A paper of an ordinary sale, marked as those of a case are. */
export function composeSalePaper(kind: SalePaperKind, facts: SalePaperFacts): Paper {
  const { title, body } = saleKinds[kind]
  const { mode, shop, view, printedBefore, isOnScreen, at } = facts
  const marks = [
    ...(isOnScreen ? [{ kind: 'text', text: '屏幕副本', isCentred: true } satisfies Block] : []),
    ...(kind === 'receipt' && view.returned > 0 ? [centred(view.state === 'returned' ? '本单已退' : '本单已部分退货')] : []),
  ]
  return paperOf({ title, sort: 'receipt', mode, shop, at, printedBefore, marks, body: body(facts) })
}

/** A view of the stock for whoever walks along the shelves with it: its figures, and as many of its rows as one reads on a roll. */
export function composeViewPaper(
  tables: readonly StockTable[],
  { mode, shop, at }: { readonly mode: Mode; readonly shop: PaperShop; readonly at: number },
): Paper {
  const title = tables[0]?.title ?? ''
  return paperOf({ title, sort: 'receipt', mode, shop, at, printedBefore: 0, marks: [], body: tables.flatMap(blocksOf) })
}

interface Parts {
  readonly title: string
  readonly sort: PaperSort
  readonly mode: Mode
  readonly shop: PaperShop
  readonly at: number
  readonly printedBefore: number
  /** what is said of it under its title */
  readonly marks: readonly Block[]
  readonly body: readonly Block[]
}

/** What every paper of a sale has around its body: whose it is, what it is, the how manyth print, and when it was made out. */
function paperOf({ title, sort, mode, shop, at, printedBefore, marks, body }: Parts): Paper {
  const place = [shop.address, shop.phone && `电话 ${shop.phone}`].filter(Boolean)
  const blocks: readonly Block[] = [
    { kind: 'title', text: shop.name },
    { kind: 'text', text: title, isCentred: true, isBold: true },
    ...(printedBefore > 0 ? [centred(`重打（第 ${printedBefore + 1} 次）`)] : []),
    ...marks,
    { kind: 'rule' },
    ...body,
    { kind: 'rule' },
    ...(sheetOf[sort] === 'a5' ? [place.join('  ')] : place).filter(Boolean).map((text): Block => ({ kind: 'text', text })),
    { kind: 'text', text: `打印时间 ${shanghaiDateTime(at)}` },
  ]
  return { title, sort, at, blocks: framed(mode, blocks) }
}

const sortWords: Readonly<Record<PaperSort, string>> = { receipt: '小票和清单', label: '用药标签', a5: 'A5 单据' }

/** What a printer's test page tells of it. */
export interface TestPageFacts {
  readonly mode: Mode
  readonly shopName: string
  /** epoch ms */
  readonly at: number
  /** where the printer is */
  readonly place: string
  /** what it prints */
  readonly papers: readonly PaperSort[]
  /** as what the page comes out */
  readonly sort: PaperSort
}

/** The page that shows whether a printer is set up rightly: which it is and what it prints, its width, its Chinese characters, rare ones too, and its sizes. */
export function composeTestPage({ mode, shopName, at, place, papers, sort }: TestPageFacts): Paper {
  const blocks: readonly Block[] = [
    { kind: 'title', text: shopName },
    centred('打印机测试页'),
    { kind: 'rule' },
    pair('打印机', place),
    pair('打印', papers.map((each) => sortWords[each]).join('、') || '没有单据'),
    { kind: 'ruler' },
    { kind: 'text', text: '上面一行数字正好占满纸宽，型号才选对了。' },
    { kind: 'pair', left: '左', right: '右' },
    { kind: 'row', name: '阿莫西林胶囊', quantity: '2 盒', amount: '25.00' },
    { kind: 'amount', left: '大字', right: '25.00' },
    { kind: 'text', text: '生僻字：䶮 𠮷 㛃 喆 堃' },
    { kind: 'text', text: '都看得出，才支持 GB18030。' },
    { kind: 'text', text: `打印时间 ${shanghaiDateTime(at)}` },
  ]
  return { title: '打印机测试页', sort, at, blocks: framed(mode, blocks) }
}

/** In training every paper says at its top and its bottom that it is none. */
function framed(mode: Mode, blocks: readonly Block[]): readonly Block[] {
  const mark: readonly Block[] = mode === 'training' ? [{ kind: 'title', text: '培训' }, centred('不作结算凭证')] : []
  return [...mark, ...blocks, ...mark, { kind: 'cut' }]
}

function centred(text: string): Block {
  return { kind: 'text', text, isCentred: true, isBold: true }
}

import { createElement, type ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { i18n } from '../../../src/renderer/i18n/i18n.ts'
import { ComparisonTable } from '../../../src/renderer/screens/stock/comparison/ComparisonTable.tsx'
import { FormulaCard } from '../../../src/renderer/screens/stock/comparison/FormulaCard.tsx'
import { RunHead } from '../../../src/renderer/screens/stock/comparison/RunHead.tsx'
import type { ComparisonLineView, ComparisonView } from '../../../src/shared/contract/stock/comparison.ts'

const now = 1_800_000_000_000
const line: ComparisonLineView = {
  line: 1,
  drugId: 'SP1',
  drug: '苯磺酸氨氯地平片 5mg*28',
  unit: '盒',
  cause: 'uploadRefused',
  cure: 'sendAgain',
  kinds: ['quantity'],
  shelf: 80_000,
  book: 80_000,
  province: 100_000,
  price: 24_000_000,
  provincePrice: null,
  quantity: 20_000,
  worth: 4_800,
  documents: ['LS1'],
  mendedAt: null,
}
const done: ComparisonView = {
  run: { state: 'done', beganAt: now, endedAt: now, person: null, drugs: 20_000, asked: 20_000, equal: 20_000, failure: null },
  isRunning: false,
  isMending: false,
  hour: 2,
  sums: [],
  lines: [],
  pages: 0,
}
const differing: ComparisonView = {
  ...done,
  run: done.run && { ...done.run, equal: 19_999 },
  sums: [{ cause: 'uploadRefused', lines: 1, worth: 4_800 }],
  lines: [line],
  pages: 1,
}

function words(element: ReactElement): string {
  return renderToString(createElement(I18nextProvider, { i18n }, element))
    .replaceAll(/<!-- -->/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}
const head = (view: ComparisonView): string => words(createElement(RunHead, { view }))

test('a comparison ends at zero in a big word', () => {
  expect(head(done)).toMatch(/已一致 货架、本店账、医保中心三边相符，共 20000 个药品。.*自动/)
})

test('what differs is told in numbers and money, and what needs nobody is no difference', () => {
  expect(head(differing)).toMatch(/1 处不同 48\.00 元有出入 19999 个药品相符/)
  expect(head(differing)).not.toContain('已一致')
  expect(head({ ...differing, lines: [{ ...line, cause: 'splitRest', cure: 'nothing' }] })).toContain('已一致')
})

test('one that runs says how far it is, one that stopped where it goes on, and before the first there is a sentence', () => {
  const asking = { ...done, run: done.run && { ...done.run, state: 'asking' as const, asked: 300, endedAt: null } }
  expect(head(asking)).toContain('已查 300 个，共 20000 个')
  expect(head({ ...asking, run: asking.run && { ...asking.run, state: 'stopped' as const } })).toContain('停在第 300 个')
  expect(head({ ...done, run: null })).toContain('还没有对过账')
})

test('a difference stands in three columns with its worth, its cause and its cure', () => {
  const table = (of: ComparisonLineView) =>
    words(createElement(ComparisonTable, { lines: [of], marked: 1, onMark: () => undefined }))
  expect(table(line)).toMatch(/苯磺酸氨氯地平片 5mg\*28 8 8 10 48\.00 上传被退回 数量 LS1 重新上传/)
  expect(table({ ...line, shelf: null, province: null })).toMatch(/不详 8 没有此药/)
  expect(table({ ...line, kinds: ['price'], provincePrice: 23_000_000 })).toMatch(/8 · 24\.00 10 · 23\.00/)
})

test('the formula is shown with its parts and lots', () => {
  const sum = {
    count: 100_000,
    changes: 0,
    purchases: 50_000,
    purchaseReturns: 0,
    sales: -30_000,
    saleReturns: 0,
    total: 120_000,
  }
  const lots = [{ lot: 'A1', book: 120_000, told: 120_000, province: 100_000 }]
  expect(words(createElement(FormulaCard, { formula: { sum, lots } }))).toMatch(
    /10 最新盘存 0 变更 5 采购.*-3 销售.*12 应有库存.*A1 12 12 10/,
  )
})

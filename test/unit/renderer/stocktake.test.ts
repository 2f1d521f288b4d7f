import { createElement, type ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { i18n } from '../../../src/renderer/i18n/i18n.ts'
import { BeginForm } from '../../../src/renderer/screens/stock/stocktake/BeginForm.tsx'
import { Counted } from '../../../src/renderer/screens/stock/stocktake/CountView.tsx'
import { countWords, quantityTyped } from '../../../src/renderer/screens/stock/stocktake/countWords.ts'
import { Differences } from '../../../src/renderer/screens/stock/stocktake/DifferencesView.tsx'
import { StocktakeTable } from '../../../src/renderer/screens/stock/stocktake/StocktakeList.tsx'
import type { CountedDrug, CountLine, DifferenceView, StocktakeSummary } from '../../../src/shared/contract/stock/stocktake.ts'
import type { Fen } from '../../../src/shared/domain/money.ts'

const at = Date.UTC(2026, 10, 29, 1, 30)
const drug: CountedDrug = {
  id: 'SP0001',
  name: '苯磺酸氨氯地平片',
  specification: '5mg*28',
  manufacturer: '示范制药有限公司',
  unit: '盒',
  pieceUnit: '片',
  isTraced: true,
  perUnit: 28,
  lots: [],
}
const licorice: CountedDrug = { ...drug, name: '甘草', unit: '克', isTraced: false, perUnit: 10_000 }
const summary: StocktakeSummary = {
  id: 'PD202611290001',
  scope: { kind: 'shelf', shelf: 'A1' },
  isBlind: false,
  state: 'counting',
  beganAt: at,
  beganBy: '林晓燕',
  decidedAt: null,
  decidedBy: null,
  counted: 3,
  drugs: 8,
  people: [{ name: '林晓燕', lines: 12 }],
}
const line: CountLine = {
  line: 1,
  at,
  person: '林晓燕',
  drug,
  code: '89901010000000000001',
  lotNumber: '260101A',
  count: 28,
  place: 'inStock',
}
const difference: DifferenceView = {
  drug,
  kind: 'missing',
  code: '89901010000000000002',
  lotNumber: '260101A',
  fromLotNumber: null,
  count: -28,
  was: 'inStock',
  amount: -2350 as Fen,
}

const words = (element: ReactElement): string =>
  renderToString(createElement(I18nextProvider, { i18n }, element))
    .replaceAll(/<!-- -->/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test('a count is said in boxes and pieces, or in the unit of goods without codes', () => {
  expect([0, 28, 33, 5, -61].map((count) => countWords(count, drug))).toEqual(['0 盒', '1 盒', '1 盒 5 片', '5 片', '-2 盒 5 片'])
  expect([125_000, -5_000].map((count) => countWords(count, licorice))).toEqual(['12.5 克', '-0.5 克'])
})

test('an amount is typed in units, in pieces or in both, and nothing else is one', () => {
  expect(quantityTyped('3', '')).toEqual({ units: 30_000, pieces: 0 })
  expect(quantityTyped(' 12.5 ', '4')).toEqual({ units: 125_000, pieces: 4 })
  expect(quantityTyped('0', '')).toEqual({ units: 0, pieces: 0 })
  for (const [units, pieces] of [
    ['', ''],
    ['-1', ''],
    ['1.23456', ''],
    ['two', ''],
    ['1', '1.5'],
  ] as const)
    expect(quantityTyped(units, pieces), `${units}|${pieces}`).toBeNull()
})

test('whoever counts sees the last box with its drug and how many are counted, and the books only in an open stocktake', () => {
  const view = { summary, last: line, running: { count: 61, book: 84 }, recent: [line] }
  const seeing = words(createElement(Counted, { view }))
  for (const text of [
    '货架 A1',
    '苯磺酸氨氯地平片 5mg*28',
    '这种药已盘 2 盒 5 片',
    '账上 3 盒',
    '已盘 3 种，共 8 种',
    '林晓燕 12 笔',
  ])
    expect(seeing).toContain(text)
  const blind = words(createElement(Counted, { view: { ...view, running: { count: 61, book: null } } }))
  expect(blind).toContain('2 盒 5 片')
  expect(blind).not.toContain('账上')
})

test('a box that may not stand there says so at once, and so does one that the books do not know', () => {
  const shown = (changes: Partial<CountLine>) =>
    words(
      createElement(Counted, {
        view: { summary, last: { ...line, ...changes }, running: { count: 28, book: null }, recent: [] },
      }),
    )
  expect(shown({ place: 'sold' })).toContain('账上这盒是“已售出”，请先放到一边')
  expect(shown({ place: 'missing' })).toContain('现在找到了')
  expect(shown({ place: null, lotNumber: null })).toContain('知道批号请按 Shift+F9')
  expect(shown({ place: null })).toContain('按批号 260101A 入库')
  expect(shown({ code: null, place: null })).not.toContain('账上没有')
})

test('before the first box the screen says what to do', () => {
  expect(words(createElement(Counted, { view: { summary, last: null, running: null, recent: [] } }))).toContain(
    '扫第一盒药的追溯码',
  )
})

test('the differences stand with their sums, and nothing to do where there are none', () => {
  const wrong: DifferenceView = { ...difference, kind: 'wrongLot', fromLotNumber: '260201B', count: 0, amount: 0 as Fen }
  const given = { summary, rows: [difference, wrong], total: 2, surplus: 0 as Fen, loss: 2350 as Fen, disturbed: 1 }
  const shown = words(createElement(Differences, { differences: given, marked: 0, onMark: () => undefined }))
  for (const text of ['2 条差异', '盘亏 23.50', '1 条请重盘', '账上有，没盘到', '-1 盒', '-23.50', '260201B → 260101A'])
    expect(shown).toContain(text)
  const none = { ...given, rows: [], total: 0, loss: 0 as Fen, disturbed: 0 }
  expect(words(createElement(Differences, { differences: none, marked: 0, onMark: () => undefined }))).toContain('没有差异')
})

test('the list names each stocktake with its state and who approved it', () => {
  const approved: StocktakeSummary = {
    ...summary,
    state: 'approved',
    decidedAt: at,
    decidedBy: '周店长',
    scope: { kind: 'shop' },
  }
  const shown = words(
    createElement(StocktakeTable, { stocktakes: [summary, approved], marked: summary.id, onMark: () => undefined }),
  )
  for (const text of ['PD202611290001', '正在盘', '已审批', '全店', '2026-11-29 09:30 周店长']) expect(shown).toContain(text)
})

test('a new stocktake is blind unless somebody chooses otherwise', () => {
  const ask = () => new Promise<never>(() => undefined)
  const form = { ask, shelves: ['A1'], onBack: () => undefined, onBegun: () => undefined }
  const html = renderToString(createElement(I18nextProvider, { i18n }, createElement(BeginForm, form)))
  expect(html).toMatch(/<option value="blind" selected/)
})

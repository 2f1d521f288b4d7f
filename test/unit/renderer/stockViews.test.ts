import { createElement, type ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, it } from 'vitest'
import { i18n } from '../../../src/renderer/i18n/i18n.ts'
import { BookPage } from '../../../src/renderer/screens/stock/box/DrugBook.tsx'
import { ViewFigures } from '../../../src/renderer/screens/stock/views/ViewFigures.tsx'
import { ViewRows } from '../../../src/renderer/screens/stock/views/ViewRows.tsx'
import { firstAsk, stepped } from '../../../src/renderer/screens/stock/views/viewAsk.ts'
import type { DrugBook, StockView } from '../../../src/shared/contract/stock/views.ts'

const at = Date.parse('2026-11-20T12:00:00+08:00')
const drug = { drugId: 'SP0001', name: '苯磺酸氨氯地平片', specification: '5mg*28', unit: '盒' }

function words(element: ReactElement): string {
  return renderToString(createElement(I18nextProvider, { i18n }, element))
    .replaceAll(/<!-- -->/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}

const figures = (view: StockView): string => words(createElement(ViewFigures, { view }))
const rows = (view: StockView): string => words(createElement(ViewRows, { view }))

describe('a view of the stock', () => {
  it('says what everything is worth, and of each drug how much there is', () => {
    const view: StockView = {
      kind: 'value',
      at,
      total: 1,
      value: 123_456_00,
      days: [],
      rows: [{ ...drug, quantity: 25_000, value: 5_875 }],
    }
    expect(figures(view)).toContain('库存金额（元） 123,456.00')
    expect(rows(view)).toContain('苯磺酸氨氯地平片 5mg*28 2.5 盒 58.75')
  })

  it('says how long a drug lasts, or that nobody bought it', () => {
    const row = { ...drug, sold: 10_000, soldValue: 2_350, bought: 0, onHand: 80_000, lasts: 160 }
    const view: StockView = {
      kind: 'turnover',
      at,
      total: 2,
      month: '2026-11',
      months: [{ month: '2026-11', sold: 2_350, bought: 100 }],
      rows: [row, { ...row, drugId: 'SP0002', sold: 0, soldValue: 0, lasts: null }],
    }
    expect(figures(view)).toContain('2026-11 销售（元） 23.50 进货（元） 1.00')
    expect(rows(view)).toMatch(/8 盒 160 天 .*本月没有卖出/)
  })

  it('says that a lot has expired in a word, not in its colour alone', () => {
    const row = { ...drug, lot: 'L1', expiresOn: '2026-11-19', daysLeft: -1, quantity: 10_000, value: 2_350 }
    const view: StockView = {
      kind: 'expiry',
      at,
      total: 2,
      bands: [
        { band: 'expired', lots: 1, value: 2_350 },
        { band: '30', lots: 1, value: 2_350 },
      ],
      rows: [row, { ...row, lot: 'L2', expiresOn: '2026-11-20', daysLeft: 0 }],
    }
    expect(figures(view)).toContain('已过期 1 批 23.50 元 30 天内 1 批 23.50 元')
    expect(rows(view)).toMatch(/L1 2026-11-19 已过期 .*L2 2026-11-20 0 天/)
  })

  it('says of each upload whether it is late, soon or in time, and when there is none', () => {
    const row = { document: 'RK1', number: '3503' as const, lines: 3, refused: 1, dueAt: at }
    const view: StockView = {
      kind: 'deadlines',
      at,
      total: 2,
      levels: [
        { level: 'late', lines: 3 },
        { level: 'soon', lines: 3 },
      ],
      rows: [
        { ...row, level: 'late' },
        { ...row, document: 'RK2', dueAt: null, level: 'none' },
      ],
    }
    expect(figures(view)).toContain('已超期 3 快到期 3')
    expect(rows(view)).toMatch(/已超期 RK1 采购 2026-11-20 12:00 3 1 没有期限 RK2/)
    expect(rows({ ...view, rows: [] })).toContain('没有等待上传的内容')
  })

  it('is stepped to a shorter and a longer time, and never to a month that has not come', () => {
    const month = '2026-11'
    expect(stepped(firstAsk('value', month), 1, month)).toEqual({ kind: 'value', days: 90 })
    expect(stepped(firstAsk('value', month), -1, month)).toBeNull()
    expect(stepped({ kind: 'expiry', within: 180 }, 1, month)).toBeNull()
    expect(stepped(firstAsk('turnover', month), 1, month)).toBeNull()
    expect(stepped({ kind: 'turnover', month: '2026-01' }, -1, month)).toEqual({ kind: 'turnover', month: '2025-12' })
    expect(stepped(firstAsk('deadlines', month), 1, month)).toBeNull()
  })
})

describe('the book of a drug', () => {
  it('shows each movement with its sign, its kind in a word, and what there was after it', () => {
    const book: DrugBook = {
      ...drug,
      manufacturer: '示范制药有限公司',
      onHand: 15_000,
      rows: [
        {
          seq: 2,
          at,
          kind: 'change',
          changeType: '105',
          quantity: -5_000,
          left: 15_000,
          lot: 'L1',
          document: 'BG202611200001',
          person: '林晓燕',
        },
        {
          seq: 1,
          at,
          kind: 'opening',
          changeType: null,
          quantity: 20_000,
          left: 20_000,
          lot: 'L1',
          document: 'opening',
          person: null,
        },
      ],
      next: null,
    }
    const page = words(createElement(BookPage, { book, onOlder: null, onNewest: null }))
    expect(page).toContain('账上现有 1.5 盒')
    expect(page).toContain('2026-11-20 12:00 销毁 -0.5 盒 1.5 盒 L1 BG202611200001 林晓燕')
    expect(page).toContain('2026-11-20 12:00 期初库存 +2 盒 2 盒 L1 系统')
  })
})

import { ConfigProvider } from 'antd'
import { createElement, type ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, test } from 'vitest'
import { i18n } from '../../../src/renderer/i18n/i18n.ts'
import { SaleLines } from '../../../src/renderer/screens/sale/SaleLines.tsx'
import { SaleMoney } from '../../../src/renderer/screens/sale/SaleMoney.tsx'
import { SaleScreen } from '../../../src/renderer/screens/sale/SaleScreen.tsx'
import { lineBeside, markedLine, saleStepOf, shownSale } from '../../../src/renderer/state/saleStep.ts'
import type { SaleLineView, SaleView } from '../../../src/shared/contract/stock/sale.ts'
import { atRest } from './states.ts'

const line = (number: number, more: Partial<SaleLineView> = {}): SaleLineView => ({
  line: number,
  name: '六味地黄丸',
  specification: '200丸',
  manufacturer: '同安堂药业有限公司',
  lot: '260107A',
  expiresOn: '2028-12-31',
  code: `8100107000000000000${number}`,
  quantity: '1 瓶',
  pieces: { taken: null, inBox: 200, unit: '丸' },
  price: '26.00',
  amount: 2_600,
  earlier: null,
  state: 'taken',
  ...more,
})

const sale = (more: Partial<SaleView> = {}): SaleView => ({
  id: 's1',
  document: 'LS20261122-0009',
  state: 'open',
  lines: [line(1), line(4)],
  total: 5_200,
  due: 5_200,
  refund: 0,
  account: null,
  unanswered: null,
  comingBack: 0,
  returned: 0,
  payment: null,
  paidAt: null,
  cashier: null,
  needsBuyer: false,
  buyer: null,
  papers: [],
  ...more,
})
const paid = sale({ state: 'paid', payment: { given: 6_000, change: 800 }, paidAt: 0, cashier: '林晓燕', papers: ['receipt'] })
const account = {
  name: '王秀兰',
  lastFour: '041X',
  fund: 0,
  account: 4_000,
  familyAccount: 0,
  balance: 9_000,
  settlementId: null,
  wantsPassword: false,
}
const byCard = { ...account, wantsPassword: true }
const asked = { visitId: 'v1', purpose: 'sale', isChecking: false, onPad: true, onWindow: false } as const
const deskOf = (basket: SaleView | null, returning: SaleView | null = null) => ({ basket, returning, last: paid })

describe('the next step of an ordinary sale', () => {
  test.each([
    ['nothing was scanned', deskOf(null), '', null, 'first', 0],
    ['everything was taken out again', deskOf(sale({ lines: [], total: 0 })), '', null, 'first', 0],
    ['a sale was just paid', deskOf(null), '', { kind: 'paid', amount: 800 }, 'done', 800],
    ['goods were just paid back', deskOf(null), '', { kind: 'paidBack', amount: 2_600 }, 'paidBack', 2_600],
    ['boxes are in the basket', deskOf(sale()), '', null, 'pay', 5_200],
    ['more than enough was given', deskOf(sale()), '100', null, 'pay', 5_200],
    ['too little was given', deskOf(sale()), '50', null, 'short', 200],
    ['a name is wanted', deskOf(sale({ needsBuyer: true })), '', null, 'named', 5_200],
    [
      'the name is there',
      deskOf(sale({ needsBuyer: true, buyer: { name: '王秀兰', lastFour: '041X' } })),
      '',
      null,
      'pay',
      5_200,
    ],
    ['a return begins', deskOf(sale(), paid), '', null, 'bringBack', 0],
    ['a box is back', deskOf(sale(), { ...paid, comingBack: 2_600, refund: 2_600 }), '', null, 'payBack', 2_600],
    ['an account pays a part', deskOf(sale({ account, due: 1_200 })), '', null, 'pay', 1_200],
    ['less than its rest was given', deskOf(sale({ account, due: 1_200 })), '10', null, 'short', 200],
    ['the settlement has no answer', deskOf(sale({ account, unanswered: 'settle' })), '', null, 'unanswered', 0],
    [
      'a part of what an account paid for is back',
      deskOf(null, { ...paid, account, refund: 1_200, comingBack: 2_600 }),
      '',
      null,
      'bringBack',
      1_200,
    ],
    [
      'all of it is back',
      deskOf(null, { ...paid, account, refund: 1_200, lines: [line(1, { state: 'comingBack' })] }),
      '',
      null,
      'payBack',
      1_200,
    ],
  ] as const)('when %s', (_what, desk, typed, moved, step, amount) => {
    expect(saleStepOf(desk, typed, moved, null)).toEqual({ step, amount })
  })

  test.each([
    ['nobody is asked', null, 'askPassword'],
    ['the patient is asked for the list', { ...asked, purpose: 'prescriptions' }, 'askPassword'],
    ['the patient types', asked, 'typePassword'],
    ['the center compares', { ...asked, isChecking: true }, 'checkingPassword'],
  ] as const)('when a card pays and %s', (_what, password, step) => {
    expect(saleStepOf(deskOf(sale({ account: byCard, due: 1_200 })), '', null, password)).toEqual({ step, amount: 1_200 })
    expect(saleStepOf(deskOf(sale({ account, due: 1_200 })), '', null, password).step).toBe('pay')
  })

  test('is about what comes back before the basket', () => {
    expect(shownSale(deskOf(sale(), paid))).toBe(paid)
    expect(shownSale(deskOf(sale({ lines: [] })))).toBeNull()
  })
})

test('the line that was scanned last is marked until another is chosen, and the arrows end at both ends', () => {
  expect(markedLine(sale(), null)?.line).toBe(4)
  expect(markedLine(sale(), 1)?.line).toBe(1)
  expect(markedLine(sale(), 3)?.line).toBe(4)
  expect(markedLine(sale({ lines: [] }), null)).toBeNull()
  expect(lineBeside(sale(), null, -1)).toBe(1)
  expect(lineBeside(sale(), 1, -1)).toBe(1)
  expect(lineBeside(sale(), 4, 1)).toBe(4)
  expect(lineBeside(sale({ lines: [] }), null, 1)).toBeNull()
})

const words = (element: ReactElement): string =>
  renderToString(createElement(I18nextProvider, { i18n }, createElement(ConfigProvider, null, element)))
    .replaceAll(/<!--.*?-->/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test('a line tells its number in the basket, its lot with its last day, its code, and what it costs', () => {
  const lines = [line(2), line(5, { code: null, quantity: '12.5 克', expiresOn: null, state: 'comingBack' })]
  const shown = words(createElement(SaleLines, { lines, marked: null, onMark: () => {} }))
  for (const word of [
    '1',
    '六味地黄丸',
    '260107A',
    '2028-12-31',
    '81001070000000000002',
    '2',
    '12.5 克',
    '没有追溯码',
    '没有有效期',
    '要退',
    '26.00',
  ])
    expect(shown).toContain(word)
})

test('the money is what is due, given and goes back; what is short is said; after it the last sale stays', () => {
  const money = (given: Partial<Parameters<typeof SaleMoney>[0]>) =>
    words(createElement(SaleMoney, { sale: null, last: null, typed: '', ...given }))
  expect(money({ sale: sale() })).toMatch(/应收 52\.00 元 .*收到现金 52\.00 没有输入，按刚好收 找零 0\.00/)
  expect(money({ sale: sale(), typed: '60' })).toMatch(/收到现金 60 找零 8\.00/)
  expect(money({ sale: sale(), typed: '50' })).toMatch(/还差 2\.00/)
  expect(money({ sale: { ...paid, comingBack: 2_600, refund: 2_600, returned: 100 } })).toMatch(/应退 26\.00 元 .*退过 1\.00 元/)
  expect(money({ last: paid })).toMatch(/上一单 单据号 LS20261122-0009 .*找零 8\.00/)
  expect(money({ sale: sale({ account, due: 1_200 }) })).toMatch(
    /应收 12\.00 元 王秀兰 041X 总金额 52\.00 个人账户 40\.00 个人账户余额 90\.00/,
  )
  expect(money({})).toContain('扫一盒')
})

test('before the station has told what is there, the screen says so, and its keys are there', () => {
  const given = {
    counter: atRest,
    connected: true,
    act: () => {},
    ask: () => new Promise<never>(() => {}),
    listen: () => () => {},
  }
  const shown = words(createElement(SaleScreen, { ...given, onClose: () => {} }))
  for (const word of ['零售', '正在打开零售', '录入', '退货', 'Shift+F8']) expect(shown).toContain(word)
})

import { createElement, type ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { i18n } from '../../../src/renderer/i18n/i18n.ts'
import { ExpiryTable } from '../../../src/renderer/screens/stock/changes/ChangeList.tsx'
import { ItemTable } from '../../../src/renderer/screens/stock/changes/ChangePanel.tsx'
import { DeliveryHead } from '../../../src/renderer/screens/stock/receiving/DeliveryPanel.tsx'
import { ImportFaults } from '../../../src/renderer/screens/stock/receiving/ImportFaults.tsx'
import { LineTable } from '../../../src/renderer/screens/stock/receiving/LineTable.tsx'
import type { DeliveryLine, DeliveryView } from '../../../src/shared/contract/stock/receiving.ts'

const words = (element: ReactElement): string =>
  renderToString(createElement(I18nextProvider, { i18n }, element))
    .replaceAll(/<!-- -->/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
const ask = () => new Promise<never>(() => undefined)

const line: DeliveryLine = {
  line: 1,
  drug: {
    id: 'SP0001',
    name: '苯磺酸氨氯地平片',
    specification: '5mg*28',
    manufacturer: '示范制药',
    unit: '盒',
    isTraced: true,
  },
  named: '氨氯地平',
  lot: '270101A',
  madeOn: '2027-01-01',
  expiresOn: '2029-12-31',
  isExpired: false,
  expected: 120_000,
  received: 110_000,
  refused: 10_000,
  difference: 'missing',
}
const delivery: DeliveryView = {
  id: 'RK202611290001',
  supplier: '长风医药',
  note: 'SH1',
  invoice: '',
  state: 'open',
  person: '林晓燕',
  needsSecond: true,
  boxes: { expected: 12, scanned: 11, refused: 1 },
  lines: [line, { ...line, line: 2, drug: null, named: '新药', difference: 'unknownDrug', isExpired: true }],
}

test('a delivery shows how much has come and what is missing, in numbers and in words', () => {
  expect(words(createElement(DeliveryHead, { delivery }))).toMatch(/正在收货 .*需要另一个人验收.* 11 已扫 1 未到 1 拒收/)
  expect(words(createElement(LineTable, { ask, delivery }))).toMatch(
    /苯磺酸氨氯地平片 5mg\*28 示范制药 270101A 2029-12-31 12 11 盒 1 少到/,
  )
})

test('a line of a drug that the catalogue does not have asks which it is, and an expired lot says so', () => {
  const html = words(createElement(LineTable, { ask, delivery }))
  expect(html).toMatch(/新药 .*已过期 .*目录里没有 .*记 ?下/)
})

test('what is wrong with a file is named place by place', () => {
  const faults = [{ line: 3, column: '追溯码', fault: 'codeTwice', text: '8100' }] as const
  expect(words(createElement(ImportFaults, { result: { deliveryId: null, faults, faultCount: 1 } }))).toContain(
    '第 3 行 追溯码 追溯码重复 8100',
  )
})

test('a paper says which lot should leave first, and the list of lots what has run out', () => {
  const item = {
    item: 1,
    code: '81001010000000000001',
    drug: '苯磺酸氨氯地平片 5mg*28',
    lot: '270101A',
    expiresOn: '2029-12-31',
    quantity: 10_000,
    unit: '盒',
    isPart: false,
    sooner: '260101A',
  }
  expect(words(createElement(ItemTable, { items: [item], onRemove: null }))).toContain('应先出批号 260101A')
  const lot = {
    drugId: 'SP0001',
    drug: '苯磺酸氨氯地平片',
    shelf: 'A-1',
    lotId: 'L',
    lot: '260101A',
    expiresOn: '2026-12-31',
    daysLeft: 31,
    quantity: 20_000,
    unit: '盒',
  }
  expect(words(createElement(ExpiryTable, { lots: [{ ...lot, daysLeft: -1 }, lot] }))).toMatch(/已过期 2 盒 .*还有 31 天/)
})

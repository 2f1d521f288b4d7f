import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { i18n } from '../../../src/renderer/i18n/i18n.ts'
import { UploadCounts } from '../../../src/renderer/screens/stock/uploads/UploadsSection.tsx'
import { deedsOf, UploadTable } from '../../../src/renderer/screens/stock/uploads/UploadTable.tsx'
import { failure } from '../../../src/shared/contract/failures.ts'
import type { UploadsView, UploadView } from '../../../src/shared/contract/stock/uploads.ts'

const now = 1_800_000_000_000
const HOUR = 3_600_000
const waiting: UploadView = {
  batchSerial: 'RK202611290001-1',
  number: '3503',
  document: 'RK202611290001',
  drug: '苯磺酸氨氯地平片 5mg*28',
  lot: '260101A',
  quantity: 25_000,
  unit: '盒',
  codes: 2,
  state: 'waiting',
  isUnderWay: false,
  failure: null,
  createdAt: now,
  dueAt: now + 5 * HOUR,
  endedAt: null,
  person: '林晓燕',
}
const refused: UploadView = {
  ...waiting,
  state: 'refused',
  failure: failure('TRACE_CODE_SOLD', { center: { code: '1033', message: '该追溯码已销售' } }),
}

function words(rows: readonly UploadView[]): string {
  const table = createElement(UploadTable, { rows, now, mayDecide: true, onDeed: () => undefined })
  return renderToString(createElement(I18nextProvider, { i18n }, table))
    .replaceAll(/<!-- -->/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
}

test('an upload shows what it is of, and its moment in a word: in time, amber, red', () => {
  expect(words([waiting])).toMatch(/采购\s+RK202611290001-1\s+苯磺酸氨氯地平片 5mg\*28\s+260101A\s+2\.5 盒\s+等待上传\s+未到期/)
  expect(words([{ ...waiting, dueAt: now + HOUR }])).toContain('快到期')
  expect(words([{ ...waiting, dueAt: now }])).toContain('已超期')
  expect(words([{ ...waiting, state: 'done', dueAt: now }])).not.toContain('已超期')
})

test('a refused one says why in the center’s own words, and whose turn it is', () => {
  expect(words([refused])).toMatch(/1033 该追溯码已销售.*店员/)
})

test('only a manager drops and deletes, and nobody touches what is at the center now', () => {
  expect(deedsOf(refused, true)).toEqual(['again', 'drop'])
  expect(deedsOf(refused, false)).toEqual(['again'])
  expect(deedsOf({ ...waiting, state: 'done' }, true)).toEqual(['delete'])
  expect(deedsOf({ ...waiting, state: 'done' }, false)).toEqual([])
  expect(deedsOf({ ...waiting, state: 'unknown', isUnderWay: true }, true)).toEqual([])
})

test('the numbers stand large, with how far the sending has come', () => {
  const view: UploadsView = {
    mode: 'fullMovements',
    modes: ['fullMovements'],
    counts: { waiting: 7, refused: 2, unknown: 0, late: 1 },
    isSending: true,
    stopped: null,
    now,
    rows: [],
  }
  const counts = createElement(UploadCounts, { view, progress: { part: 'uploads', id: null, done: 3, of: 10 } })
  const html = renderToString(createElement(I18nextProvider, { i18n }, counts)).replaceAll(/<!-- -->|<[^>]*>/g, '')
  expect(html).toContain('7 等待上传')
  expect(html).toContain('1 已超期')
  expect(html).toContain('已传 3 条，共 10 条')
})

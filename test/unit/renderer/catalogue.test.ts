import { ConfigProvider } from 'antd'
import fc from 'fast-check'
import { createElement, type ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, test } from 'vitest'
import { i18n } from '../../../src/renderer/i18n/i18n.ts'
import { CatalogueSection } from '../../../src/renderer/screens/stock/catalogue/CatalogueSection.tsx'
import { CatalogueTable } from '../../../src/renderer/screens/stock/catalogue/CatalogueTable.tsx'
import { CatalogueTasks } from '../../../src/renderer/screens/stock/catalogue/CatalogueTasks.tsx'
import { DrugForm } from '../../../src/renderer/screens/stock/catalogue/DrugForm.tsx'
import { ImportPanel } from '../../../src/renderer/screens/stock/catalogue/ImportPanel.tsx'
import { ImportPreviewView } from '../../../src/renderer/screens/stock/catalogue/ImportPreviewView.tsx'
import { drugInput, drugValues } from '../../../src/renderer/state/drugForm.ts'
import {
  type CatalogueRow,
  type CatalogueStatus,
  DrugFields,
  type DrugView,
  type ImportPreview,
} from '../../../src/shared/contract/stock/catalogue.ts'
import { specialClasses } from '../../../src/shared/domain/specialClasses.ts'

const ask = () => new Promise<never>(() => {})
const nothing = () => {}

function html(element: ReactElement): string {
  const configured = createElement(ConfigProvider, { button: { autoInsertSpace: false } }, element)
  return renderToString(createElement(I18nextProvider, { i18n }, configured)).replaceAll(/<!--.*?-->/g, '')
}
const words = (element: ReactElement): string =>
  html(element)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

function shows(element: ReactElement, expected: readonly string[], not: readonly string[] = []): void {
  const text = words(element)
  for (const word of expected) expect(text).toContain(word)
  for (const word of not) expect(text).not.toContain(word)
}

const row: CatalogueRow = {
  ...{
    id: 'SP0001',
    nationalCode: 'XC08',
    name: '苯磺酸氨氯地平片',
    specification: '5mg*28',
    manufacturer: '示范制药',
    unit: '盒',
  },
  ...{
    price: 23_500_000,
    prescriptionDrug: 'yes',
    level: 'A',
    shelf: 'A-1',
    special: ['coldChain'],
    limit: null,
    mapping: 'done',
  },
}
const view: DrugView = {
  drug: {
    ...{
      id: 'SP0001',
      nationalCode: 'XC08',
      name: '苯磺酸氨氯地平片',
      productName: '',
      dosageForm: '片剂',
      specification: '5mg*28',
    },
    ...{ manufacturer: '示范制药', approvalNumber: '', unit: '盒', pieceUnit: '片', piecesPerPack: 28, price: 23_500_000 },
    ...{ prescriptionDrug: 'yes', isTraced: true, level: 'A', barcode: null, shelf: 'A-1', special: ['coldChain'] },
  },
  prefixes: ['8990101'],
  isCounted: true,
  prices: [{ since: Date.UTC(2026, 10, 21, 1, 0), price: 23_500_000 }],
  limits: [{ price: 22_000_000, since: '2026-11-21', until: null, source: '1318' }],
  shares: [{ share: 1_000, since: '2026-01-01', until: '2026-12-31', source: '1319' }],
  mapping: { state: 'refused', failure: { code: 'DRUG_NOT_IN_INSURANCE' }, at: 1 },
}
const status: CatalogueStatus = { task: null, last: [], drugs: 20_000, unmapped: 3 }

describe('the list', () => {
  test('is on its way, with its search and the manager’s keys', () => {
    const given = { ask, act: nothing, listen: () => nothing }
    shows(createElement(CatalogueSection, { ...given, mayChange: true }), [
      '正在读取',
      '新建药品',
      'Shift+F6',
      'Shift+F7',
      'Shift+F8',
    ])
    shows(createElement(CatalogueSection, { ...given, mayChange: false }), ['正在读取'], ['新建药品', '从表格导入'])
    expect(html(createElement(CatalogueSection, { ...given, mayChange: false }))).toContain('扫药盒')
  })

  test('has a drug with its price beside the limit, in colour and word where it is above', () => {
    const table = (change: Partial<CatalogueRow>) =>
      createElement(CatalogueTable, { rows: [{ ...row, ...change }], mark: 0, onOpen: nothing })
    shows(table({}), ['苯磺酸氨氯地平片', '23.50', '无', '甲类', '处方药', '冷链', '已对照'], ['高于限价'])
    shows(table({ limit: 23_500_000 }), ['23.50'], ['高于限价'])
    shows(table({ limit: 20_000_000, mapping: 'none', level: null }), ['高于限价', '20.00', '未对照', '目录外'])
    expect(html(table({}))).toContain('aria-current="true"')
  })
})

describe('the numbers above it', () => {
  test('say how far a piece of work has come', () => {
    const task = { kind: 'update' as const, done: 0, of: null }
    const progress = { part: 'catalogue' as const, id: 'update', done: 120, of: 400 }
    shows(createElement(CatalogueTasks, { status, progress: null }), ['20000', '种药品', '3', '还没有和医保对照'])
    shows(createElement(CatalogueTasks, { status: { ...status, task }, progress: null }), ['正在更新医保目录'], ['共'])
    shows(createElement(CatalogueTasks, { status: { ...status, task }, progress }), ['正在更新医保目录', '120，共 400'])
  })

  test('say how the last one ended, and what to do where it broke off', () => {
    const last = [{ kind: 'update' as const, at: Date.UTC(2026, 10, 21, 1, 0), count: 37, failure: null }]
    shows(createElement(CatalogueTasks, { status: { ...status, last }, progress: null }), ['上次更新 37 条', '2026-11-21 09:00'])
    const broke = [{ kind: 'import' as const, at: 0, count: 0, failure: { code: 'IMPORT_OUTDATED' as const } }]
    shows(createElement(CatalogueTasks, { status: { ...status, last: broke }, progress: null }), ['没有做完', '请重新选择文件'])
  })
})

describe('the form of a drug', () => {
  const form = (given: object) =>
    createElement(DrugForm, { ask, view, mayChange: true, onClose: nothing, onDone: nothing, ...given })

  test('shows all that is known, and keeps what the books count in', () => {
    shows(form({}), ['22.00 2026-11-21 起', '10% 2026-01-01 至 2026-12-31', '被退回', '医保目录里没有', '已有库存记录', 'F12'])
    expect(html(form({}))).toMatch(/id="field-piecesPerPack"[^>]*readOnly|readOnly[^>]*id="field-piecesPerPack"/i)
  })

  test('asks for everything of a new one', () => {
    shows(form({ view: null }), ['新建药品', '商品编码', '追溯码前缀', '双人验收'], ['限价', '已有库存记录'])
  })

  test('is only looked at by whoever is no manager', () => {
    shows(form({ mayChange: false }), ['22.00', '关闭'], ['保存'])
  })

  test('sends what it was given when nothing was typed', () => {
    const drugs = fc.record({
      price: fc.integer({ min: 0, max: 1_000_000_000_000 }),
      piecesPerPack: fc.integer({ min: 1, max: 10_000 }),
      prescriptionDrug: fc.constantFrom('no' as const, 'yes' as const, 'both' as const),
      isTraced: fc.boolean(),
      level: fc.constantFrom('A' as const, 'B' as const, 'C' as const, null),
      barcode: fc.constantFrom(null, '6901234567892'),
      special: fc.subarray([...specialClasses]),
    })
    fc.assert(
      fc.property(drugs, fc.uniqueArray(fc.stringMatching(/^\d{7}$/), { maxLength: 5 }), (change, prefixes) => {
        const drug = { ...view.drug, ...change }
        const input = drugInput(drugValues({ drug, prefixes }))
        expect(input).toEqual({ ok: true, value: { drug, prefixes } })
        expect(DrugFields.safeParse(drug).success).toBe(true)
      }),
    )
  })

  test.each([
    ['price', { price: '23元5' }],
    ['piecesPerPack', { piecesPerPack: '半' }],
    ['prefixes', { prefixes: '899010' }],
  ])('names %s when it cannot be', (field, change) => {
    expect(drugInput({ ...drugValues(view), ...change })).toMatchObject({ ok: false, failure: { field } })
  })
})

describe('a file', () => {
  const preview: ImportPreview = { id: 'I1', lines: 9, added: 4, changed: 3, unchanged: 2, faults: [], faultCount: 0 }

  test('is asked for with what it must have', () => {
    const panel = createElement(ImportPanel, { ask, onClose: nothing, onBegun: nothing })
    shows(panel, ['选择文件', '第一行是标题', '导入'])
    expect(html(panel)).toMatch(/data-testid="import-apply"[^>]*disabled/)
  })

  test('shows what it would do', () => {
    shows(createElement(ImportPreviewView, { preview }), ['4 新增', '3 修改', '2 不变'], ['错误', '不用导入'])
    shows(createElement(ImportPreviewView, { preview: { ...preview, added: 0, changed: 0 } }), ['不用导入'])
  })

  test('shows each place that is wrong, and that nothing is taken over', () => {
    const faults = [
      { line: 3, column: '零售价', fault: 'number' as const, text: '面议', other: null },
      { line: 5, column: '追溯码前缀', fault: 'prefixTaken' as const, text: '8990101', other: 'SP0001 苯磺酸氨氯地平片' },
    ]
    shows(createElement(ImportPreviewView, { preview: { ...preview, faults, faultCount: 300 } }), [
      '300 处错误',
      '什么都不会导入',
      '第 3 行 零售价 不是数字：面议',
      '前缀 8990101 已经属于 SP0001 苯磺酸氨氯地平片',
      '只列出前 2 处',
    ])
  })
})

import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { prerender } from 'react-dom/static'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { Place } from '../../../src/renderer/App.tsx'
import { happeningWords } from '../../../src/renderer/format/happening.ts'
import { yuan } from '../../../src/renderer/format/money.ts'
import { i18n } from '../../../src/renderer/i18n/i18n.ts'
import { zhCN } from '../../../src/renderer/i18n/zh-CN/index.ts'
import { Guide } from '../../../src/renderer/screens/counter/Guide.tsx'
import { CaseColumns } from '../../../src/renderer/screens/dispense/CaseColumns.tsx'
import { HelpPanel } from '../../../src/renderer/screens/panels/HelpPanel.tsx'
import { PaperPanel } from '../../../src/renderer/screens/panels/PaperPanel.tsx'
import { SearchPanel } from '../../../src/renderer/screens/panels/SearchPanel.tsx'
import { TodayPanel } from '../../../src/renderer/screens/panels/TodayPanel.tsx'
import { functionKeys, takeUpKeys } from '../../../src/renderer/state/deeds.ts'
import { clearDesk, type Desk } from '../../../src/renderer/state/desk.ts'
import { keysOf } from '../../../src/renderer/state/keys.ts'
import { exchangeSteps, moneyStanding, nextStep, turnOf } from '../../../src/renderer/state/nextStep.ts'
import { firstScreen } from '../../../src/renderer/state/screen.ts'
import type { CaseView } from '../../../src/shared/contract/case.ts'
import { CaseView as CaseViewSchema } from '../../../src/shared/contract/case.ts'
import type { CounterState, Person } from '../../../src/shared/contract/counter.ts'
import { failure, failureCodes } from '../../../src/shared/contract/failures.ts'
import { caseActions, caseMoves } from '../../../src/shared/domain/caseTransition.ts'
import { type CaseState, caseStates } from '../../../src/shared/domain/dispenseCase.ts'
import { reviewPoints } from '../../../src/shared/domain/reviewPoints.ts'
import { visitColours } from '../../../src/shared/domain/visitColours.ts'
import {
  atRest,
  backOf,
  boxOf,
  caseIn,
  counterWith,
  lineOf,
  noticeOf,
  parkedVisit,
  patient,
  summaryOf,
  visitIn,
} from './states.ts'

const ask = () => new Promise<never>(() => {})
const store = { act: () => {}, ask, listen: () => () => {}, dismissFailure: () => {}, load: () => {} }
const clerk: Person = { id: 'wang', name: '王小柜', roles: ['cashier'] }

const words = (html: string): string =>
  html
    .replaceAll(/<!-- -->/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

/** The whole page, with the parts of it that are fetched later. */
async function page(counter: CounterState): Promise<string> {
  const screen = { ...firstScreen, connected: true, accounts: [], counter }
  const element = createElement(I18nextProvider, { i18n }, createElement(Place, { screen, store }))
  const { prelude } = await prerender(element)
  return new Response(prelude).text()
}

function controlsFor(counter: CounterState, desk: Partial<Desk>) {
  const full = { ...clearDesk, ...desk }
  const situation = { counter, person: clerk, connected: true, commandFailure: null, desk: full }
  return { keys: keysOf(situation), desk: full, situation, perform: () => {}, underWay: null }
}

/** The columns of a case alone, with what is typed. */
function columns(view: CaseView, desk: Partial<Desk> = {}): string {
  const controls = controlsFor(counterWith(view), desk)
  return renderToString(
    createElement(I18nextProvider, { i18n }, createElement(CaseColumns, { view, office: atRest.shop.office, controls, ask })),
  )
}

/** The band over the columns, with its buttons. */
function guide(view: CaseView, desk: Partial<Desk> = {}): string {
  const counter = counterWith(view)
  const props = { counter, connected: true, commandFailure: null, controls: controlsFor(counter, desk), ask }
  return renderToString(createElement(I18nextProvider, { i18n }, createElement(Guide, props)))
}

const stepOf = (view: CaseView) => nextStep(counterWith(view)).kind

test('the cases of these tests are such as the station may send', () => {
  for (const state of caseStates) expect(CaseViewSchema.safeParse(caseIn(state)).error, state).toBeUndefined()
})

const expectedSteps: Readonly<Record<CaseState, keyof typeof turnOf>> = {
  authorized: 'toDownload',
  downloaded: 'toVerify',
  notGenuine: 'notGenuine',
  verified: 'scanPharmacist',
  approved: 'scanBoxes',
  rejected: 'rejected',
  picked: 'toPresettle',
  presettled: 'takeMoney',
  outboundReported: 'finishSettlement',
  settled: 'handOver',
  handedOver: 'done',
  cancelling: 'toCancel',
  outboundCancelled: 'cancelled',
  abandoned: 'abandoned',
  withdrawn: 'withdrawn',
  lapsed: 'lapsed',
  usedElsewhere: 'usedElsewhere',
  revoked: 'toTakeBack',
  returned: 'returned',
}

test.each(caseStates)(
  'a case that is %s shows its one next step, whose turn it is and what became of the money',
  async (state) => {
    const view = caseIn(state)
    const html = await page(counterWith(view))
    const kind = expectedSteps[state]
    expect(html).toContain(`data-step="${kind}"`)
    expect(words(html)).toContain(zhCN.turns[turnOf[kind]])
    expect(words(html)).toContain(zhCN.standing[moneyStanding(view)])
    expect(words(html)).not.toContain('{{')
  },
)

test.each(caseStates)('a case that is %s keeps the patient and the last four in view', async (state) => {
  const header = /<header.*<\/header>/s.exec(await page(counterWith(caseIn(state))))?.[0] ?? ''
  expect(words(header)).toContain(patient.name)
  expect(words(header)).toContain(patient.lastFour)
})

const exchanges = Object.keys(exchangeSteps) as readonly (keyof typeof exchangeSteps)[]

test('every exchange that the contract names has its steps', () => {
  expect([...exchanges].sort()).toEqual([...CaseViewSchema.unwrap().shape.underWay.unwrap().options].sort())
})

test.each(exchanges)(
  '%s: while it is at the center it is waited for, and when its answer is lost a key clears it up',
  async (exchange) => {
    const { underWay, lost } = exchangeSteps[exchange]
    expect(stepOf(caseIn('presettled', { underWay: exchange }))).toBe(underWay)
    expect(turnOf[underWay]).toBe('center')
    const view = caseIn('presettled', { unanswered: exchange, canRetry: true, failure: failure('CENTER_SILENT') })
    expect(stepOf(view)).toBe(lost)
    const html = await page(counterWith(view))
    expect(html).toContain(`data-step="${lost}"`)
    expect(html).toContain('data-testid="retry"')
    expect(zhCN.next[lost].hint).toContain('F5')
  },
)

test.each([
  ['settle', 'unknown'],
  ['revoke', 'unknown'],
  ['reverse', 'unknown'],
  ['report', 'untouched'],
  ['presettle', 'untouched'],
] as const)('with %s unanswered the money is %s', (unanswered, expected) => {
  expect(moneyStanding(caseIn('presettled', { unanswered }))).toBe(expected)
  expect(moneyStanding(caseIn('presettled', { underWay: unanswered }))).toBe(expected)
})

test.each([
  ['verified', { pharmacist: '李药师' }, 'review'],
  ['settled', { uploadsLeft: 2 }, 'handOverOwing'],
  ['handedOver', { uploadsLeft: 1 }, 'doneOwing'],
  ['settled', { returned: backOf(1) }, 'scanBack'],
  ['handedOver', { returned: backOf(3) }, 'confirmReturn'],
  ['revoked', { returned: backOf(3) }, 'toTakeBack'],
  ['returned', { returned: backOf(3) }, 'returned'],
] as const)('a case that is %s, with %o, asks for the step %s', (state, more, expected) => {
  expect(stepOf(caseIn(state, more))).toBe(expected)
})

test('the step names what it is about: boxes, cash, pharmacist, boxes back', async () => {
  expect(words(await page(counterWith(caseIn('approved'))))).toContain('已取 2 盒，共 3 盒')
  expect(words(await page(counterWith(caseIn('presettled'))))).toContain('请收现金 100.30 元')
  expect(words(await page(counterWith(caseIn('verified', { pharmacist: '李药师' }))))).toContain('请 李药师 审方')
  const back = caseIn('handedOver', { returned: backOf(1) })
  expect(words(await page(counterWith(back)))).toContain('已扫回 1 盒，共 3 盒')
})

test('every step has words, and every step is reached from somewhere', () => {
  const notSteps = ['label', 'wait', 'slow']
  const withWords = Object.keys(zhCN.next).filter((key) => !notSteps.includes(key))
  expect(withWords.sort()).toEqual(Object.keys(turnOf).sort())
})

test('what stopped a case stands in the band until something is done about it', async () => {
  const view = caseIn('picked', { failure: failure('CENTER_BUSY'), canRetry: true })
  const html = await page(counterWith(view))
  expect(html).toContain('data-testid="case-failure"')
  expect(words(html)).toContain(zhCN.failures.CENTER_BUSY.what)
  expect(html).toContain('data-testid="retry"')
  expect(html).not.toContain('data-testid="dismiss"')
  expect(await page(counterWith({ ...view, underWay: 'presettle' }))).not.toContain('case-failure')
})

test.each(failureCodes)('a case stopped by %s says so in the band', async (code) => {
  expect(await page(counterWith(caseIn('presettled', { failure: failure(code) })))).toContain(zhCN.failures[code].what)
})

test('a refused box stands before what is the matter with the case, with the sale that it went out with', async () => {
  const sold = failure('BOX_SOLD_BEFORE', { sale: { document: 'LS20261101-0003', at: Date.UTC(2026, 10, 1, 2, 5) } })
  const notice = { ...noticeOf('BOX_SOLD_BEFORE'), failure: sold }
  const text = words(await page(counterWith(caseIn('approved', { failure: failure('CENTER_BUSY') }), { notice })))
  for (const word of [zhCN.failures.BOX_SOLD_BEFORE.what, 'LS20261101-0003', '2026-11-01 10:05']) expect(text).toContain(word)
  expect(text).not.toContain(zhCN.failures.CENTER_BUSY.what)
})

test('the prescription shows where it comes from, what it says and a striking allergy', () => {
  const html = columns(caseIn('verified', { allergies: '青霉素', longTerm: true }))
  const text = words(html)
  for (const word of [
    '虚构省第一人民医院',
    '方医生',
    '原发性高血压',
    '长期处方',
    '苯磺酸氨氯地平片',
    '每日一次',
    '3 盒',
    'LS20261122-0007',
  ]) {
    expect(text).toContain(word)
  }
  expect(html).toMatch(/class="allergies"[^>]*>.*?青霉素/s)
  expect(columns(caseIn('verified'))).not.toContain('class="allergies"')
})

test.each([
  ['genuine', 'genuine', 'good', 'good'],
  ['genuine', 'altered', 'good', 'bad'],
  ['genuine', 'unsigned', 'good', 'bad'],
  ['notGenuine', 'unreadable', 'bad', 'bad'],
] as const)(
  'the verdict of the center (%s) and our own check (%s) stand side by side, each with its word',
  (center, own, level, ownLevel) => {
    const html = columns(caseIn('verified', { verdict: { center, own, words: '签名与原文不符', signer: null } }))
    expect(html).toContain(`data-testid="verdict-center" data-level="${level}"`)
    expect(html).toContain(`data-testid="verdict-own" data-level="${ownLevel}"`)
    expect(words(html)).toContain(zhCN.verdict.center[center])
    expect(words(html)).toContain(zhCN.verdict.own[own])
    expect(words(html).includes('签名与原文不符')).toBe(center === 'notGenuine')
  },
)

test('a prescription that is not genuine makes its column an alarm that says what to do', () => {
  const html = columns(caseIn('notGenuine'))
  expect(html).toContain('column-alarm')
  expect(words(html)).toContain(zhCN.verdict.alarm)
  expect(words(html)).toContain('联系虚构市医疗保障局')
  expect(words(html)).toContain('0990-1010101')
  expect(html).toContain('data-testid="report-paper"')
  expect(columns(caseIn('verified'))).not.toContain('column-alarm')
})

test('the review waits for the pharmacist’s voucher, then lists five points, and approves only when all are ticked', () => {
  expect(words(columns(caseIn('verified')))).toContain('请药师出示本人医保电子凭证')
  const view = caseIn('verified', { pharmacist: '李药师' })
  const html = columns(view, { ticked: ['legality', 'dosage'] })
  expect(html.match(/role="checkbox" aria-checked="true"/g)).toHaveLength(2)
  expect(html.match(/role="checkbox" aria-checked="false"/g)).toHaveLength(3)
  expect(words(html)).toContain('还有 3 项没有确认')
  const band = guide(view, { ticked: ['legality', 'dosage'] })
  expect(band).not.toContain('data-testid="approve"')
  expect(band).toContain('data-testid="reject"')
  expect(guide(view, { ticked: reviewPoints })).toContain('data-testid="approve"')
})

test('a rejection asks for its reason and can be sent only with one', () => {
  const view = caseIn('verified', { pharmacist: '李药师' })
  expect(columns(view, { form: 'reject' })).not.toContain('data-testid="send-reject"')
  expect(columns(view, { form: 'reject', opinion: '剂量过大' })).toContain('data-testid="send-reject"')
})

test('a box shows its code, lot and expiry, and why it was typed; the marked one can be taken out', () => {
  const typed = boxOf('2', { byHand: '条码破损', expiresOn: null })
  const html = columns(caseIn('approved', { lines: [lineOf('1', { items: [boxOf('1'), typed] })] }), { mark: '1' })
  for (const word of ['83000010000000000001', 'B20260401', '2028-03-31', '手工录入 条码破损', '2/3', '还差 1 盒']) {
    expect(words(html)).toContain(word)
  }
  expect(html.match(/data-testid="remove-item"/g)).toHaveLength(1)
  expect(html).toMatch(/aria-current="true"[^>]*>.*?83000010000000000001.*?data-testid="remove-item"/s)
})

test('a line names the lot to take first until it is full, and a box of a later lot says which one should have gone before it', () => {
  const takeFirst = { lot: '250301', expiresOn: '2027-02-28', shelf: 'A-3' }
  const open = words(columns({ ...caseIn('approved'), lines: [lineOf('1', { takeFirst })] }))
  expect(open).toContain('先取 批号 250301 · 有效期 2027-02-28 · 货位 A-3')
  expect(open).not.toContain('有更早到期的')
  const items = [boxOf('1', { isLater: true })]
  const full = lineOf('1', { takeFirst: { ...takeFirst, shelf: '' }, boxesWanted: 1, boxesTaken: 1, items })
  const filled = words(columns({ ...caseIn('picked'), lines: [full] }))
  expect(filled).toContain('有更早到期的，请先卖： 批号 250301 · 有效期 2027-02-28')
  expect(filled).not.toContain('先取')
  expect(filled).not.toContain('货位')
})

test('goods without trace codes are taken by the key of their line, until they are there', () => {
  const loose = lineOf('2', { genericName: '酸枣仁', isTraced: false, boxesWanted: 1, boxesTaken: 0, items: [] })
  const view = caseIn('approved', { lines: [lineOf('1'), loose] })
  expect(columns(view)).toContain('data-testid="take-2"')
  const taken = { ...loose, boxesTaken: 1, items: [boxOf('9', { code: null })] }
  expect(columns({ ...view, lines: [lineOf('1'), taken] })).not.toContain('data-testid="take-2"')
})

test('a drug that the shelf does not have says so', () => {
  expect(words(columns(caseIn('approved', { lines: [lineOf('1', { amount: null })] })))).toContain('货架上没有这种药')
})

test('what the patient pays stands there with its parts, thousands apart', () => {
  const text = words(columns(caseIn('presettled')))
  for (const word of ['400.30', '300.00', '100.30', '1,234.50', '统筹基金', '800.00', '职工大额', '34.20', '5,123.45']) {
    expect(text).toContain(word)
  }
})

test('a fund part that we have no word for is shown by its name', () => {
  const view = caseIn('presettled')
  const money = view.money && { ...view.money, parts: [{ name: 'newFund', amount: 100 }] }
  expect(words(columns({ ...view, money }))).toContain('newFund')
})

test.each([
  ['', '100.30', '找零 0.00'],
  ['200', '200', '找零 99.70'],
  ['50', '50', '还差 50.30'],
])('with “%s” typed, %s was given and the screen says %s', (cash, given, expected) => {
  const html = columns(caseIn('presettled'), { cash })
  expect(html).toContain(`data-testid="cash-given">${given}<`)
  expect(words(html)).toContain(expected)
  expect(guide(caseIn('presettled'), { cash }).includes('data-testid="main-step"')).toBe(!expected.startsWith('还差'))
})

test('where no cash is due, none is asked for', () => {
  const view = caseIn('presettled')
  const money = view.money && { ...view.money, account: 40_030, cash: 0 }
  expect(columns({ ...view, money })).not.toContain('data-testid="cash-given"')
  expect(guide({ ...view, money })).toContain('data-testid="main-step"')
  expect(words(guide({ ...view, money }))).toContain('不用收现金')
})

test('a settled case shows its number, the change and what is still owed to the center', () => {
  const text = words(columns(caseIn('settled', { uploadsLeft: 2 })))
  for (const word of ['结算成功', 'JS0001', '200.00', '99.70', '还有 2 项上传没有完成']) expect(text).toContain(word)
})

test('what the center settled otherwise than agreed is not handed over', () => {
  expect(guide(caseIn('settled', { failure: failure('SETTLEMENT_AMOUNTS_DIFFER') }))).not.toContain('data-testid="main-step"')
  expect(words(guide(caseIn('settled')))).toContain('已交付 F12')
})

test('a return counts the boxes back, then can be confirmed, and says what cash to give back', () => {
  const back = (scanned: number) => caseIn('handedOver', { returned: backOf(scanned) })
  expect(columns(back(1))).toMatch(/data-testid="boxes-count">1\/3</)
  expect(words(guide(back(1)))).not.toContain('撤销结算 F12')
  expect(words(guide(back(3)))).toContain('撤销结算 F12')
  expect(words(columns(caseIn('returned')))).toContain('应退现金 100.30')
})

test('the list of today shows document, patient, state in a word and amount; loading, empty and refused are told apart', () => {
  const counter = { ...atRest }
  const draw = (desk: Partial<Desk>) => {
    const controls = controlsFor(counter, { panel: 'today', ...desk })
    return words(renderToString(createElement(I18nextProvider, { i18n }, createElement(TodayPanel, { controls }))))
  }
  const rows = [summaryOf('7', 'handedOver'), summaryOf('8', 'verified')]
  const listed = draw({ today: { value: rows } })
  for (const word of ['LS20261122-0007', patient.name, patient.lastFour, '已交付', '待审方', yuan(40_030), '退货']) {
    expect(listed).toContain(word)
  }
  expect(draw({ today: { value: rows }, row: 1 })).not.toContain('F8 退货 F8')
  expect(draw({ today: null })).toContain(zhCN.today.loading)
  expect(draw({ today: { value: [] } })).toContain(zhCN.today.empty)
  expect(draw({ today: { failure: failure('STATION_AWAY') } })).toContain(zhCN.failures.STATION_AWAY.what)
  const happened = { at: 0, by: null, what: 'end.download.done', state: 'downloaded' as const, purchaser: null }
  const history = draw({ today: { value: rows }, historyOf: '7', history: { value: [happened] } })
  for (const word of ['下载处方 完成', '程序', '已下载']) expect(history).toContain(word)
  expect(draw({ today: { value: rows }, historyOf: '7' })).toContain(zhCN.today.historyLoading)
})

test('the help names every key that the counter has', () => {
  const html = renderToString(createElement(I18nextProvider, { i18n }, createElement(HelpPanel)))
  const others: readonly string[] = ['Escape', ...takeUpKeys]
  const used = functionKeys.filter((key) => !others.includes(key))
  for (const key of [...used, 'Ctrl+1 – 6', 'Esc', 'Delete', 'Enter']) expect(html).toContain(`<kbd>${key}</kbd>`)
})

test('a return shows whose goods they are and its document, and nothing of the patient of the visit behind it', async () => {
  const buyer = { name: '诸葛小退', lastFour: '8765' }
  const html = await page(counterWith(caseIn('handedOver', { patient: buyer, returned: backOf(1) })))
  expect(words(html)).not.toContain(patient.name)
  expect(words(html)).not.toContain(patient.insuranceType)
  const header = words(/<header.*<\/header>/s.exec(html)?.[0] ?? '')
  for (const word of ['退货', buyer.name, '尾号 8765', 'LS20261122-0007']) expect(header).toContain(word)
  expect(html).not.toContain('data-testid="visit-colour"')
})

test('every visit shows its colour with the word, in the header and over the patient', async () => {
  for (const colour of visitColours) {
    const html = await page({ ...counterWith(caseIn('verified')), visit: visitIn('listed', { colour }) })
    expect(html.match(new RegExp(`data-colour="${colour}"[^>]*>${zhCN.colour[colour]}<`, 'g'))).toHaveLength(2)
  }
})

test('while a voucher is being decoded, the case that is shown has no colour of somebody else', async () => {
  const html = await page({ ...counterWith(caseIn('verified')), visit: visitIn('decoding', { id: 'decoding', colour: 'pink' }) })
  expect(html).not.toContain('data-testid="visit-colour"')
  expect(words(/<header.*<\/header>/s.exec(html)?.[0] ?? '')).toContain(patient.name)
})

test('the visits put aside stand in a strip with colour, name, last four, state, and what is the matter; without any there is no strip', async () => {
  const parked = [
    parkedVisit('p1', { colour: 'orange', needsCare: true }),
    parkedVisit('p2', { colour: 'grey', patient: null, caseState: null, phase: 'identifying', isUnderWay: true }),
  ]
  const html = await page({ ...counterWith(caseIn('approved')), parked })
  const [first = '', second = ''] = html.match(/<button[^>]*data-testid="parked-visit".*?<\/button>/gs)?.map(words) ?? []
  for (const word of ['橙', '司马小存', '4321', '配药中', '要处理', 'Ctrl+1']) expect(first).toContain(word)
  for (const word of ['灰', '身份核对中', '核对身份', '办理中', 'Ctrl+2']) expect(second).toContain(word)
  expect(first).not.toContain('办理中')
  expect(second).not.toContain('要处理')
  expect(await page(counterWith(caseIn('approved')))).not.toContain('data-testid="parked"')
})

test('a visit put aside cannot be taken up while goods are coming back, and its button says so', async () => {
  const back = caseIn('handedOver', { returned: backOf(1) })
  expect(await page({ ...counterWith(back), parked: [parkedVisit('p1')] })).toMatch(/data-testid="parked-visit"[^>]*disabled=""/)
  expect(await page({ ...atRest, parked: [parkedVisit('p1')] })).not.toMatch(/data-testid="parked-visit"[^>]*disabled=""/)
})

test('a split line counts pieces, says what a box holds, and what was taken out of each', () => {
  const pieces = { unit: '片', perPack: 24, wanted: 14, taken: 8 }
  const line = lineOf('1', { pieces, boxesWanted: 1, boxesTaken: 1, items: [boxOf('1', { pieces: 8 })] })
  const text = words(columns(caseIn('approved', { lines: [line] })))
  for (const word of ['拆零 14 片 / 每盒 24 片', '8/14', '还差 6 片', '拆出 8 片']) expect(text).toContain(word)
  const full = { ...line, pieces: { ...pieces, taken: 14 }, boxesWanted: 2 }
  expect(words(columns(caseIn('approved', { lines: [full] })))).toContain('已取齐')
  expect(words(columns(caseIn('approved')))).toContain('还差 1 盒')
})

test('the lot of a box that the books do not know is asked for only when the station needs it', () => {
  const view = caseIn('approved')
  expect(columns(view, { form: 'byHand', code: '83' })).not.toContain('data-testid="lot-number"')
  const asked = columns(view, { form: 'byHand', code: '83', asksLot: true })
  expect(asked).toContain('data-testid="lot-number"')
  expect(asked).not.toContain('data-testid="send-by-hand"')
  expect(columns(view, { form: 'byHand', code: '83', asksLot: true, lot: 'B1' })).toContain('data-testid="send-by-hand"')
  expect(words(asked)).toContain('本店购进，库存未登记')
})

test('while a return is made, every box says whether it is back', () => {
  const html = columns(caseIn('handedOver', { returned: backOf(2) }))
  expect(html.match(/data-back="true"/g)).toHaveLength(2)
  expect(html.match(/data-back="false"/g)).toHaveLength(1)
  expect(words(html)).toMatch(/已扫回.*还没扫回/)
  expect(columns(caseIn('handedOver'))).not.toContain('data-back')
})

test('the account pays or not as the station says, whatever the amounts are', () => {
  const view = caseIn('presettled', { useAccount: false })
  expect(words(columns(view))).toContain('改用个人账户')
  expect(words(columns(caseIn('presettled')))).toContain('改为不用个人账户')
})

test('the papers of a case are one key away once there are some, and the next step says so', () => {
  expect(zhCN.next.handOver.hint).toContain('F11')
  expect(zhCN.next.notGenuine.hint).toContain('F11')
  const draw = (view: CaseView, desk: Partial<Desk>) => {
    const controls = controlsFor(counterWith(view), { panel: 'paper', ...desk })
    return renderToString(createElement(I18nextProvider, { i18n }, createElement(PaperPanel, { controls, ask })))
  }
  const of = { caseId: 'c1', document: 'LS20261122-0007', patientName: patient.name, lastFour: patient.lastFour, papers: [] }
  const html = draw(caseIn('settled'), { papersOf: of, paper: 'receipt' })
  for (const word of ['商品清单 1', '结算小票 2', '打印 Enter', '正在读取单据', patient.name, 'LS20261122-0007'])
    expect(words(html)).toContain(word)
  expect(words(draw(caseIn('settled'), { papersOf: of, paper: 'receipt', isPrinted: true }))).toContain('已送到打印机')
  const gone = words(draw(caseIn('verified'), { papersOf: of, paper: 'receipt' }))
  expect(gone).toContain('现在没有可以看的单据')
  expect(gone).not.toContain('打印 Enter')
})

test('the search shows cases, drugs with their stock and what can be done; nothing typed, loading, nothing and refused are told apart', () => {
  const draw = (desk: Partial<Desk>) => {
    const controls = controlsFor({ ...atRest, parked: [parkedVisit('p1')] }, { panel: 'search', ...desk })
    return words(renderToString(createElement(I18nextProvider, { i18n }, createElement(SearchPanel, { controls }))))
  }
  const aside = { ...summaryOf('8', 'approved'), patientName: '司马小存', lastFour: '4321' }
  const drug = {
    id: 'd1',
    name: '缬沙坦胶囊',
    specification: '80mg×28粒',
    manufacturer: '远山制药',
    inStock: 12,
    expiresOn: '2027-03-31',
  }
  const found = {
    value: { cases: [summaryOf('7', 'handedOver'), aside], drugs: [drug, { ...drug, id: 'd2', inStock: 0, expiresOn: null }] },
  }
  const text = draw({ query: '1', found })
  for (const word of [
    patient.name,
    '已交付',
    'LS20261122-0007',
    '司马小存 4321 暂存',
    '缬沙坦胶囊',
    '80mg×28粒',
    '远山制药',
    '库存 12 盒',
    '最近有效期 2027-03-31',
    '没有库存',
  ]) {
    expect(text).toContain(word)
  }
  expect(draw({})).toContain(zhCN.search.typeFirst)
  expect(draw({})).toContain('今日单据 F4')
  expect(draw({ query: '王' })).toContain(zhCN.search.loading)
  expect(draw({ query: '王', found: { value: { cases: [], drugs: [] } } })).toContain(zhCN.search.nothing)
  expect(draw({ query: '王', found: { failure: failure('STATION_AWAY') } })).toContain(zhCN.failures.STATION_AWAY.what)
  expect(draw({ query: '7', found, historyOf: '7' })).toContain(zhCN.today.historyLoading)
})

test('an upload that is still owed stands in the list of today', () => {
  const draw = (uploadsLeft: number) => {
    const today = { value: [{ ...summaryOf('7', 'handedOver'), uploadsLeft }] }
    const controls = controlsFor(atRest, { panel: 'today', today })
    return words(renderToString(createElement(I18nextProvider, { i18n }, createElement(TodayPanel, { controls }))))
  }
  expect(draw(1)).toContain('还欠 1 项上传')
  expect(draw(0)).not.toContain('还欠')
})

test('the cash of a settlement that did not come about need not be typed again', () => {
  const view = caseIn('presettled', { payment: { cashGiven: 20_000, change: 9_970 }, failure: failure('CENTER_BUSY') })
  expect(words(columns(view))).toContain('收到现金 200.00 找零 99.70')
  expect(words(columns(view, { cash: '150' }))).toContain('收到现金 150 找零 49.70')
})

test.each([
  ['begin.report.7207', '上传出库 7207 发出'],
  ['end.report.3505.done', '上传出库 3505 完成'],
  ['end.verify.no', '核验处方 不通过'],
  ['end.settle.unknown', '结算 没有收到回答'],
  ['handOver', '交付'],
  ['lost.withdrawn', '处方不能再用'],
  ['somethingNew', 'somethingNew'],
])('%s in the history reads “%s”', (what, expected) => {
  expect(happeningWords(what)).toBe(expected)
})

test('every event and every exchange of a case has a word in its history', () => {
  expect(Object.keys(zhCN.happening.exchange).sort()).toEqual(Object.keys(caseActions).sort())
  const events = Object.keys(zhCN.happening.event)
  for (const event of Object.keys(caseMoves)) expect(events).toContain(event)
})

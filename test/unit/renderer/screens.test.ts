import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { Place } from '../../../src/renderer/App.tsx'
import { i18n } from '../../../src/renderer/i18n/i18n.ts'
import { zhCN } from '../../../src/renderer/i18n/zh-CN/index.ts'
import { centerLevel } from '../../../src/renderer/screens/counter/Lights.tsx'
import { firstScreen, type Screen } from '../../../src/renderer/state/screen.ts'
import type { CounterState } from '../../../src/shared/contract/counter.ts'
import { failure, failureCodes, failureFacts } from '../../../src/shared/contract/failures.ts'
import { atRest, noticeOf, patient, visitIn, waiting } from './states.ts'

const store = {
  act: () => {},
  ask: () => new Promise<never>(() => {}),
  listen: () => () => {},
  dismissFailure: () => {},
  load: () => {},
}

/** The page as markup, for a state of the counter and what else the page knows. */
function markup(counter: Partial<CounterState> | null, more: Partial<Screen> = {}): string {
  const state = counter && { ...atRest, ...counter }
  const screen: Screen = { ...firstScreen, connected: true, accounts: [], ...more, counter: state }
  return renderToString(createElement(I18nextProvider, { i18n }, createElement(Place, { screen, store })))
}

const words = (html: string): string => html.replaceAll(/<!-- -->/g, '').replaceAll(/<[^>]*>/g, ' ')

const three = visitIn('listed', { prescriptions: ['1', '2', '3'].map(waiting) })
const scanner = atRest.devices[0]
const unplugged = scanner ? [{ ...scanner, state: 'disconnected' as const, reason: 'unplugged' as const }] : []

test.each<readonly [state: string, counter: Partial<CounterState> | null, more: Partial<Screen>, expected: readonly string[]]>([
  ['no station yet', null, { connected: false }, ['正在启动柜台']],
  ['the station could not tell its state', null, { commandFailure: failure('INTERNAL_ERROR') }, ['柜台没有准备好', '重试', 'F5']],
  [
    'nobody signed in',
    { person: null },
    { accounts: [{ id: 'li', name: '李药师', roles: ['pharmacist'] }] },
    ['虚构大药房', '李药师', '药师', '密码', '246810'],
  ],
  ['a wrong secret', { person: null }, { commandFailure: failure('SIGN_IN_WRONG') }, ['密码不对']],
  ['a scan before signing in', { person: null, notice: noticeOf('SCAN_BEFORE_SIGN_IN') }, {}, ['还没有登录，刚才的扫码没有使用']],
  [
    'waiting for a scan',
    {},
    {},
    ['请扫描参保人的医保电子凭证', '王小柜', '收银员', '退出', 'F10', '扫码枪', '已连接', '医保中心', '畅通', '已签到', '悬案'],
  ],
  ['the scanner unplugged', { devices: unplugged }, {}, ['扫码枪还不能用', '重新插好接线', '已拔出']],
  [
    'no scanner at all',
    { devices: atRest.devices.map((device) => ({ ...device, state: 'disconnected', reason: 'notConfigured' })) },
    {},
    ['请用扫码枪扫一次码', '键盘式扫码枪不用设置', '扫码枪 未设置'],
  ],
  [
    'the center out of reach',
    { center: { reach: 'unreachable', signIn: 'failed', clockOffsetMs: null } },
    {},
    ['连不上', '签到失败'],
  ],
  ['a clock that is wrong', { center: { ...atRest.center, clockOffsetMs: 400_000 } }, {}, ['电脑时间比医保中心慢 7 分钟']],
  ['open questions', { openQuestions: 2 }, {}, ['2 件待查']],
  ['nothing to upload', {}, {}, ['待上传 没有']],
  ['decoding', { visit: visitIn('decoding') }, {}, ['正在识别凭证', '身份核对中', '进行中']],
  ['identifying', { visit: visitIn('identifying') }, {}, ['正在核对参保人', '欧阳小培', '123X', '完成', '进行中', '等待']],
  ['authorizing', { visit: visitIn('authorizing') }, {}, ['正在取处方', '欧阳小培', '123X']],
  [
    'three prescriptions',
    { visit: three },
    {},
    [
      '女',
      '47 岁',
      '990101',
      '职工基本医疗保险',
      '3 张待取',
      '虚构省第一人民医院',
      '心血管内科',
      '原发性高血压',
      '还有 3 天',
      '授权还剩',
      '结束本次接待',
      'F9',
    ],
  ],
  ['no prescription', { visit: visitIn('listed') }, {}, ['没有可取的处方', '请参保人询问开方医院']],
  ['a visit that stopped and whose notice was put away', { visit: visitIn('stopped') }, {}, ['这次办理已停止', 'F9']],
  [
    'a step that can be tried again',
    { visit: visitIn('stopped', { canRetry: true }), notice: noticeOf('CENTER_SILENT') },
    {},
    ['轮到', '医保中心没有按时回答', '钱款未动', '重试', 'F5', '知道了', 'Esc', '结束本次接待', 'F9'],
  ],
  [
    'a step that cannot be tried again',
    { visit: visitIn('stopped'), notice: noticeOf('PERSON_NOT_INSURED') },
    {},
    ['轮到', '查不到有效的参保信息', '知道了', 'Esc', '结束本次接待', 'F9'],
  ],
  ['the station gone for a moment', { visit: three }, { connected: false }, ['柜台服务中断', '欧阳小培', '123X']],
])('shown with %s', (_, counter, more, expected) => {
  const text = words(markup(counter, more)).replaceAll(/\s+/g, ' ')
  for (const word of expected) expect(text).toContain(word)
})

test.each(failureCodes)(
  'the notice for %s says what happened, what to do, whose turn it is and what became of the money',
  (code) => {
    const text = words(markup({ notice: noticeOf(code) }))
    const facts = failureFacts[code]
    const expected = [
      zhCN.failures[code].what,
      zhCN.failures[code].next,
      zhCN.turns[facts.turn],
      zhCN.retries[facts.retry],
      zhCN.money[facts.money],
    ]
    for (const word of expected) expect(text).toContain(word)
  },
)

test('what the center said stands in the notice, with the field at fault', () => {
  const said = failure('OUR_REQUEST_REFUSED', { center: { code: '-2', message: '请求参数异常' }, field: 'data.certno' })
  const text = words(markup({ notice: { ...noticeOf('OUR_REQUEST_REFUSED'), failure: said } }))
  for (const word of ['-2', '请求参数异常', 'data.certno']) expect(text).toContain(word)
})

test('nothing of a patient is shown while nobody is signed in', () => {
  const html = markup({ person: null, visit: three })
  for (const secret of [patient.name, patient.lastFour, '原发性高血压']) expect(html).not.toContain(secret)
})

test('training has a frame and its word on every screen, the real thing has neither', () => {
  for (const person of [null, atRest.person]) {
    expect(markup({ person })).toContain('training-frame')
    expect(words(markup({ person }))).toContain('培训')
    expect(markup({ person, mode: 'real' })).not.toContain('training')
    expect(words(markup({ person, mode: 'real' }))).not.toMatch(/培训|246810/)
  }
})

test.each(['listed', 'stopped', 'identifying', 'authorizing'] as const)(
  'name and last four are in the header too while %s',
  (phase) => {
    const header = /<header.*<\/header>/s.exec(markup({ visit: visitIn(phase), notice: noticeOf('SCAN_UNKNOWN') }))?.[0] ?? ''
    expect(words(header)).toContain(patient.name)
    expect(words(header)).toContain(patient.lastFour)
  },
)

test('a visit is not ended while a question to the center is under way', () => {
  for (const phase of ['decoding', 'identifying', 'authorizing'] as const) {
    expect(markup({ visit: visitIn(phase) })).not.toContain('data-testid="end-visit"')
  }
})

test('what can be tried again still can be when its notice was put away', () => {
  const visit = visitIn('stopped', { canRetry: true })
  expect(markup({ visit, notice: noticeOf('CENTER_SILENT') })).toContain('data-testid="dismiss"')
  expect(markup({ visit })).toContain('data-testid="retry"')
})

test('retry is offered only when the station says that it will do something', () => {
  expect(markup({ visit: visitIn('stopped'), notice: noticeOf('CENTER_SILENT') })).not.toContain('data-testid="retry"')
})

test('the station being away puts the buttons away and claims nothing about devices and center', () => {
  const html = markup({ visit: visitIn('stopped', { canRetry: true }), notice: noticeOf('CENTER_SILENT') }, { connected: false })
  for (const id of ['retry', 'dismiss', 'end-visit', 'light-center', 'light-scanner'])
    expect(html).not.toContain(`data-testid="${id}"`)
})

test.each([
  ['unknown', 'none', 'waiting'],
  ['reachable', 'none', 'waiting'],
  ['reachable', 'underWay', 'waiting'],
  ['reachable', 'done', 'good'],
  ['reachable', 'failed', 'bad'],
  ['unreachable', 'done', 'bad'],
] as const)('the center %s with its sign-in %s is %s', (reach, signIn, level) => {
  expect(centerLevel({ reach, signIn })).toBe(level)
})

const HOUR = 3_600_000

test.each<readonly [dueIn: number | null, level: string, word: string]>([
  [null, 'good', '3 件'],
  [5 * HOUR, 'good', '3 件'],
  [HOUR, 'waiting', '3 件，快到期限'],
  [-1, 'bad', '3 件，已超期'],
])(
  'what is to be uploaded, with %s ms until the first of it is late, is %s and says 「%s」 and its key',
  (dueIn, level, word) => {
    const html = markup({ uploads: { count: 3, dueAt: dueIn === null ? null : Date.now() + dueIn } })
    const [light] = html.match(/<button[^>]*data-testid="light-uploads".*?<\/button>/s) ?? []
    expect(light).toContain(`data-level="${level}"`)
    expect(words(light ?? '').replaceAll(/\s+/g, ' ')).toContain(`待上传 ${word} Shift+F5`)
  },
)

test('without anything to upload the light opens nothing', () => {
  expect(markup({})).toMatch(/<div[^>]*data-testid="light-uploads"[^>]*data-level="good"/)
})

test('while a purchaser is registered the band says whose card is wanted, who is known already, and why a card is refused', () => {
  const shown = (card: { readonly name: string; readonly lastFour: string } | null, notice: CounterState['notice'] = null) =>
    words(markup({ visit: visitIn('listed', { credential: 'socialSecurityCard' }), registering: { card }, notice }))
  expect(shown(null)).toMatch(/请放代购人的身份证或社保卡，不要放参保人的.*参保人\s*欧阳小培.*社保卡/s)
  expect(shown(null, noticeOf('PURCHASER_IS_PATIENT'))).toContain('这是参保人本人的身份证')
  const complete = shown({ name: '孙小代', lastFour: '0027' })
  expect(complete).toMatch(/两位都认出来了.*代购人\s*孙小代/s)
  expect(complete).not.toContain('不要放参保人的')
})

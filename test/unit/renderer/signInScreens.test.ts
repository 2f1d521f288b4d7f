import { createElement, type ReactElement } from 'react'
import { prerender } from 'react-dom/static'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { Place } from '../../../src/renderer/App.tsx'
import type { Form } from '../../../src/renderer/components/useForm.ts'
import { i18n } from '../../../src/renderer/i18n/i18n.ts'
import { RecoveryScreen } from '../../../src/renderer/screens/setUp/RecoveryScreen.tsx'
import { SetUpForm } from '../../../src/renderer/screens/setUp/SetUpScreen.tsx'
import { RecoverForm } from '../../../src/renderer/screens/signIn/RecoverForm.tsx'
import { SwitchPerson } from '../../../src/renderer/screens/signIn/SwitchPerson.tsx'
import { faultOf, formOf } from '../../../src/renderer/state/form.ts'
import { firstScreen, type Screen } from '../../../src/renderer/state/screen.ts'
import type { CounterState, Person } from '../../../src/shared/contract/counter.ts'
import { failure } from '../../../src/shared/contract/failures.ts'
import { atRest, caseIn, counterWith, patient } from './states.ts'

const ask = () => new Promise<never>(() => {})
const store = { act: () => {}, ask, listen: () => () => {}, dismissFailure: () => {}, load: () => {} }
const li: Person = { id: 'li', name: '李药师', roles: ['pharmacist'] }
const zhao: Person = { id: 'zhao', name: '赵店长', roles: ['manager'] }
const people = [li, zhao]

async function html(element: ReactElement): Promise<string> {
  const { prelude } = await prerender(createElement(I18nextProvider, { i18n }, element))
  return (await new Response(prelude).text()).replaceAll(/<!--.*?-->/g, '')
}

/** The whole page, with the parts of it that are fetched later. */
function page(counter: Partial<CounterState>, more: Partial<Screen> = {}): Promise<string> {
  const screen: Screen = { ...firstScreen, connected: true, accounts: people, ...more, counter: { ...atRest, ...counter } }
  return html(createElement(Place, { screen, store }))
}

const words = (text: string): string => text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

test.each<readonly [state: string, counter: Partial<CounterState>, more: Partial<Screen>, expected: readonly string[]]>([
  [
    'the first start in real mode',
    { mode: 'real', isSetUp: false, person: null },
    {},
    ['第一次启动', '店名', '地址', '电话', '医保经办机构', '店长姓名', '店长密码', '再输入一遍', '至少 6 位', '完成设置', 'F12'],
  ],
  ['the people on their way', { person: null }, { accounts: null }, ['正在读取人员名单']],
  ['nobody who may sign in', { person: null }, { accounts: [] }, ['没有可以登录的人', '请店长或技术支持建立账号']],
  ['a window that locked itself', { person: null, lockedFor: li }, {}, ['长时间无人操作，已自动锁定。接待没有丢失', '李药师']],
  [
    'a secret that must be changed',
    { mode: 'real', mustChangeSecret: true },
    {},
    ['王小柜，请设自己的密码', '现在的密码', '新密码', '再输入一遍', '至少 6 位', '改密码', '退出', 'F10'],
  ],
  [
    'a manager who does not serve',
    { person: zhao },
    {},
    ['店长管理', '账号', '本店', '药师', '连接', '设备', '赵店长', '退出', 'F10'],
  ],
])('shown with %s', async (_, counter, more, expected) => {
  const text = words(await page(counter, more))
  for (const word of expected) expect(text).toContain(word)
})

test('the one who was there when the window locked is chosen, and the list may come later', async () => {
  const chosen = (text: string): string | undefined =>
    /<input[^>]*checked=""[^>]*value="(\w+)"/.exec(text)?.[1] ?? /value="(\w+)"[^>]*checked=""/.exec(text)?.[1]
  expect(chosen(await page({ person: null, lockedFor: zhao }))).toBe('zhao')
  expect(chosen(await page({ person: null }))).toBe('li')
  expect(chosen(await page({ person: null, lockedFor: { ...zhao, id: 'gone' } }))).toBe('li')
  expect(await page({ person: null, lockedFor: zhao }, { accounts: null })).toContain('已自动锁定')
})

test('only a manager is offered the recovery code, and only in real mode', async () => {
  const offer = 'data-testid="open-recover"'
  expect(await page({ mode: 'real', person: null, lockedFor: zhao })).toContain(offer)
  expect(await page({ mode: 'real', person: null, lockedFor: li })).not.toContain(offer)
  expect(await page({ person: null, lockedFor: zhao })).not.toContain(offer)
})

test('nothing of a patient is shown to whoever must change the secret first, nor in the manager’s place', async () => {
  const visit = counterWith(caseIn('picked'))
  for (const counter of [
    { ...visit, mustChangeSecret: true },
    { ...visit, person: zhao },
  ]) {
    const text = await page(counter)
    for (const secret of [patient.name, patient.lastFour]) expect(text).not.toContain(secret)
  }
})

test('a manager who serves too stands at the counter', async () => {
  expect(await page({ person: { ...zhao, roles: ['manager', 'pharmacist'] } })).toContain('data-testid="counter"')
})

const typed = {
  'shop.name': '虚构大药房',
  'shop.address': '虚构路 1 号',
  'shop.phone': '0990-1234567',
  'shop.officeName': '虚构市医疗保障局',
  'shop.officePhone': '0990-1010101',
  'manager.name': '赵店长',
  'manager.secret': 'aaaaaa',
  again: 'aaaaaa',
}
type SetUpField = keyof typeof typed
const formIn = (more: Partial<Form<SetUpField>>): Form<SetUpField> => ({
  ...formOf(typed),
  type: () => {},
  put: () => {},
  refuse: () => {},
  send: () => {},
  ...more,
})

test('a refused first start keeps all that was typed, and names the field', async () => {
  const fault = faultOf(failure('SECRET_TOO_SIMPLE'), { SECRET_TOO_SIMPLE: 'manager.secret' })
  const text = await html(createElement(SetUpForm, { form: formIn({ fault }), connected: true, onSend: () => {} }))
  for (const value of Object.values(typed)) expect(text).toContain(`value="${value}"`)
  expect(words(text)).toContain('这个密码太容易猜到')
  const secret = /<input[^>]*id="field-manager\.secret"[^>]*>/.exec(text)?.[0] ?? ''
  expect(secret).toContain('aria-invalid="true"')
  expect(secret).toContain('type="password"')
  expect(text.match(/aria-invalid="true"/g)).toHaveLength(1)
})

test('the first start waits for its answer and for a station', async () => {
  const busy = await html(createElement(SetUpForm, { form: formIn({ isBusy: true }), connected: true, onSend: () => {} }))
  expect(busy).toContain('ant-btn-loading')
  const away = await html(createElement(SetUpForm, { form: formIn({}), connected: false, onSend: () => {} }))
  expect(words(away)).toContain('柜台服务中断')
  expect(away).toMatch(/<button[^>]*data-testid="set-up-submit"[^>]*disabled=""/)
})

test('the recovery code stands in one piece with what it is for, and a way to its paper', async () => {
  const recovery = { recoveryCode: 'ABCD-2345-EFGH-6789', paper: '' }
  const text = words(await html(createElement(RecoveryScreen, { recovery, onDone: () => {} })))
  for (const word of ['ABCD-2345-EFGH-6789', '忘记密码', '只显示这一次', '打开打印件', 'F8', '我已抄下或打印', 'F12'])
    expect(text).toContain(word)
})

test('a manager comes back by the code and a new secret', async () => {
  const given = { managers: [zhao], ask, onRecovered: () => {}, onClose: () => {} }
  const text = words(await html(createElement(RecoverForm, given)))
  for (const word of ['赵店长', '恢复码', '新密码', '再输入一遍', '设新密码', 'Enter', '返回', 'Esc'])
    expect(text).toContain(word)
})

test('changing the person at the counter: the people, the keys, a wrong secret, one that is being checked', async () => {
  const given = { accounts: people, failure: null, isBusy: false, act: () => {}, onDone: () => {} }
  const text = words(await html(createElement(SwitchPerson, given)))
  for (const word of ['换人', '接待留在原处', '李药师', 'F1', '赵店长', 'F2', 'Enter']) expect(text).toContain(word)
  const refused = await html(createElement(SwitchPerson, { ...given, failure: failure('SIGN_IN_WRONG') }))
  expect(words(refused)).toContain('密码不对')
  expect(await html(createElement(SwitchPerson, { ...given, isBusy: true }))).toContain('ant-btn-loading')
  expect(words(await html(createElement(SwitchPerson, { ...given, accounts: null })))).toContain('正在读取人员名单')
})

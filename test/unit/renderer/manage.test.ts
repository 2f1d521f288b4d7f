import { ConfigProvider } from 'antd'
import fc from 'fast-check'
import { createElement, type ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { plain } from '../../../scripts/counter/deviceSettings.ts'
import { modelChoices } from '../../../src/main/station/devices/manifests.ts'
import type { Form } from '../../../src/renderer/components/useForm.ts'
import { i18n } from '../../../src/renderer/i18n/i18n.ts'
import { zhCN } from '../../../src/renderer/i18n/zh-CN/index.ts'
import { AccountForm, type AccountTask } from '../../../src/renderer/screens/manage/AccountForm.tsx'
import { AccountTable } from '../../../src/renderer/screens/manage/AccountsSection.tsx'
import { ConnectionForm } from '../../../src/renderer/screens/manage/ConnectionSection.tsx'
import { ChannelRows } from '../../../src/renderer/screens/manage/ConnectionTest.tsx'
import { DeviceForm } from '../../../src/renderer/screens/manage/DeviceForm.tsx'
import { DeviceTable } from '../../../src/renderer/screens/manage/DevicesSection.tsx'
import { DeviceTestPanel } from '../../../src/renderer/screens/manage/DeviceTestPanel.tsx'
import { ManageScreen } from '../../../src/renderer/screens/manage/ManageScreen.tsx'
import { PharmacistsForm } from '../../../src/renderer/screens/manage/PharmacistsSection.tsx'
import { RenewRecoveryForm } from '../../../src/renderer/screens/manage/RenewRecoveryForm.tsx'
import { Findings } from '../../../src/renderer/screens/manage/ScannerDoctor.tsx'
import { ShopForm } from '../../../src/renderer/screens/manage/ShopSection.tsx'
import { SystemPrinterList } from '../../../src/renderer/screens/manage/SystemPrinterChoice.tsx'
import { Waiting } from '../../../src/renderer/screens/manage/Waiting.tsx'
import {
  type ConnectionField,
  connectionInput,
  connectionValues,
  plainFields,
  secretFieldNames,
} from '../../../src/renderer/state/connection.ts'
import { type DeviceTask, deviceValues, settingOf } from '../../../src/renderer/state/deviceForm.ts'
import { afterOnForm, faultOf, formOf } from '../../../src/renderer/state/form.ts'
import { cleanList, faultInList, fieldsOfList, listOfFields } from '../../../src/renderer/state/pharmacists.ts'
import type { CounterState } from '../../../src/shared/contract/counter.ts'
import {
  type DeviceAddress,
  DeviceSetting,
  type DeviceView,
  deviceReasons,
  type Transport,
} from '../../../src/shared/contract/devices.ts'
import { type Failure, failure } from '../../../src/shared/contract/failures.ts'
import type { RegisteredPharmacist } from '../../../src/shared/contract/host.ts'
import type { AccountView, ConnectionView } from '../../../src/shared/contract/shop.ts'
import { ConnectionInput } from '../../../src/shared/contract/shop.ts'
import { identityCheckCharacter } from '../../../src/shared/domain/identityNumber.ts'
import { scanKinds } from '../../../src/shared/domain/scan.ts'
import { scannerFindings } from '../../../src/shared/domain/scannerDoctor.ts'
import { plainProfile } from '../../../src/shared/domain/scannerProfile.ts'
import { atRest, noticeOf, visitIn } from './states.ts'

const ask = () => new Promise<never>(() => {})
const nothing = { act: () => {}, ask, onClose: null, connected: true }

function html(element: ReactElement): string {
  const configured = createElement(ConfigProvider, { button: { autoInsertSpace: false } }, element)
  return renderToString(createElement(I18nextProvider, { i18n }, configured)).replaceAll(/<!--.*?-->/g, '')
}
const words = (text: string): string => text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

function shows(element: ReactElement, expected: readonly string[]): void {
  const text = words(html(element))
  for (const word of expected) expect(text).toContain(word)
}

const zhao: AccountView = {
  id: 'zhao',
  name: '赵店长',
  roles: ['manager'],
  isActive: true,
  mustChangeSecret: false,
  lockedUntil: null,
}
const manager = { id: 'zhao', name: '赵店长', roles: ['manager' as const] }
const counter: CounterState = { ...atRest, person: manager }

test('the manager’s place lists its parts with their keys, and asks for the accounts first', () => {
  shows(createElement(ManageScreen, { ...nothing, counter }), [
    '账号 ',
    'F1',
    '本店',
    'F2',
    '药师',
    'F3',
    '连接',
    'F4',
    '设备',
    'F5',
    '正在读取',
    '退出',
    'F10',
  ])
})

test('the way back to the counter is offered to those who have one', () => {
  const back = 'data-testid="close-manage"'
  expect(html(createElement(ManageScreen, { ...nothing, counter }))).not.toContain(back)
  expect(html(createElement(ManageScreen, { ...nothing, counter, onClose: () => {} }))).toContain(back)
})

test('a notice stands in the manager’s place too, and is put away there; what belongs to the visit is not offered', () => {
  const text = html(
    createElement(ManageScreen, {
      ...nothing,
      counter: { ...counter, visit: visitIn('stopped', { canRetry: true }), notice: noticeOf('CENTER_SILENT') },
    }),
  )
  expect(words(text)).toContain('医保中心没有按时回答')
  expect(text).toContain('data-testid="dismiss"')
  for (const id of ['retry', 'end-visit']) expect(text).not.toContain(`data-testid="${id}"`)
})

test('training has its frame in the manager’s place, the real thing has none', () => {
  expect(html(createElement(ManageScreen, { ...nothing, counter }))).toContain('training-frame')
  expect(html(createElement(ManageScreen, { ...nothing, counter: { ...counter, mode: 'real' } }))).not.toContain('training')
})

test('a station that is away is said', () => {
  shows(createElement(ManageScreen, { ...nothing, connected: false, counter }), ['柜台服务', '中断'])
})

const given = { onRetry: () => {}, children: (value: string) => value }

test('what was asked for is on its way, not to be had, or there', () => {
  shows(createElement(Waiting<string>, { ...given, loaded: null }), ['正在读取'])
  shows(createElement(Waiting<string>, { ...given, loaded: { failure: failure('STATION_AWAY') } }), ['柜台服务暂时中断', '重试'])
  shows(createElement(Waiting<string>, { ...given, loaded: { value: '在这里' } }), ['在这里'])
})

test.each<readonly [state: string, account: Partial<AccountView>, expected: readonly string[]]>([
  ['may sign in', {}, ['赵店长', '店长', '可以登录', '修改', '重设密码']],
  ['was put out', { isActive: false, lockedUntil: 5 }, ['已停用']],
  ['is locked', { lockedUntil: Date.UTC(2026, 10, 22, 1, 30) }, ['锁定到 2026-11-22 09:30']],
  ['has a first secret', { mustChangeSecret: true }, ['下次登录要改密码']],
])('the list says of an account that it %s', (_, account, expected) => {
  shows(createElement(AccountTable, { accounts: [{ ...zhao, ...account }], onOpen: () => {} }), expected)
})

test('no account is said too', () => {
  shows(createElement(AccountTable, { accounts: [], onOpen: () => {} }), ['还没有账号'])
})

test.each<readonly [task: AccountTask, expected: readonly string[], not: readonly string[]]>([
  [
    { kind: 'add' },
    ['新增账号', '姓名', '岗位', '初始密码', '至少 6 位', '第一次登录时必须改掉', '保存', 'F12', 'Esc'],
    ['不勾选就是停用'],
  ],
  [{ kind: 'change', account: zhao }, ['修改账号 赵店长', '姓名', '岗位', '不勾选就是停用'], ['初始密码']],
  [{ kind: 'reset', account: zhao }, ['重设密码 赵店长', '初始密码', '再输入一遍'], ['岗位', '不勾选就是停用']],
])('the form of an account asks for what $kind needs', (task, expected, not) => {
  const element = createElement(AccountForm, { task, ask, onClose: () => {}, onDone: () => {} })
  shows(element, expected)
  for (const word of not) expect(words(html(element))).not.toContain(word)
})

const shop = {
  name: '虚构大药房',
  address: '虚构路 1 号',
  phone: '0990-1234567',
  officeName: '虚构市医疗保障局',
  officePhone: '0990-1010101',
}

test('the shop’s details are typed in real mode and only read in training, with the reason', () => {
  const real = html(createElement(ShopForm, { shop, ask, isFixed: false, onRenew: () => {} }))
  for (const value of Object.values(shop)) expect(real).toContain(`value="${value}"`)
  for (const id of ['save', 'recovery-renew']) expect(real).toContain(`data-testid="${id}"`)
  const training = html(createElement(ShopForm, { shop, ask, isFixed: true, onRenew: () => {} }))
  expect(words(training)).toContain(zhCN.manage.fixed)
  for (const id of ['save', 'recovery-renew']) expect(training).not.toContain(`data-testid="${id}"`)
  expect(training.toLowerCase().match(/readonly=""/g)).toHaveLength(5)
})

test('a new recovery code is given for the manager’s own secret', () => {
  const element = createElement(RenewRecoveryForm, { ask, onClose: () => {}, onRenewed: () => {} })
  shows(element, ['您现在的密码', '换一个新的恢复码', 'F12', '以前的恢复码作废', '关闭', 'Esc'])
  expect(html(element)).toContain('type="password"')
})

const number = (first17: string): string => `${first17}${identityCheckCharacter(first17)}`
const li: RegisteredPharmacist = { name: '李药师', idNumber: number('99010119900101001'), code: 'YS0001', licence: 'ZY0001' }

test('the pharmacists stand in rows, and none at all is said', () => {
  const rows = html(createElement(PharmacistsForm, { pharmacists: [li, { ...li, name: '陈药师' }], ask, isFixed: false }))
  expect(rows.match(/data-testid="pharmacist-row"/g)).toHaveLength(2)
  for (const value of [...Object.values(li), '陈药师']) expect(rows).toContain(`value="${value}"`)
  shows(createElement(PharmacistsForm, { pharmacists: [], ask, isFixed: false }), ['还没有登记药师', '新增药师', 'F6'])
  const training = html(createElement(PharmacistsForm, { pharmacists: [li], ask, isFixed: true }))
  expect(words(training)).toContain(zhCN.manage.fixed)
  for (const id of ['save', 'pharmacist-add', 'pharmacist-remove']) expect(training).not.toContain(`data-testid="${id}"`)
})

const anyPharmacist = fc.record({ name: fc.string(), idNumber: fc.string(), code: fc.string(), licence: fc.string() })

test('any list of pharmacists is the same after it went through the fields of the form', () => {
  fc.assert(
    fc.property(fc.array(anyPharmacist, { maxLength: 12 }), (list) => {
      expect(listOfFields(fieldsOfList(list))).toEqual(list)
    }),
  )
})

test('the first wrong row is named, whatever rows are before it', () => {
  const wrong = [
    [{ ...li, licence: ' ' }, 'licence', 'EMPTY'],
    [
      { ...li, idNumber: `${li.idNumber.slice(0, 17)}${li.idNumber.endsWith('1') ? '2' : '1'}` },
      'idNumber',
      'IDENTITY_NUMBER_WRONG',
    ],
  ] as const
  fc.assert(
    fc.property(fc.nat({ max: 11 }), fc.constantFrom(...wrong), (before, [pharmacist, field, code]) => {
      const list = [...Array.from({ length: before }, () => li), pharmacist, { ...li, name: '' }]
      expect(faultInList(list)).toMatchObject({ field: `pharmacists.${before}.${field}`, code })
    }),
  )
  expect(faultInList([li, li])).toBeNull()
})

test('a number typed small or in full-width characters is sent as it is compared', () => {
  const [clean] = cleanList([{ ...li, name: ' 李药师 ', idNumber: ' ９９０１０１１９９００１０１００１x ' }])
  expect(clean).toMatchObject({ name: '李药师', idNumber: '99010119900101001X' })
})

const view: ConnectionView = {
  voucherUrl: 'https://voucher.example.test',
  insuranceUrl: 'https://insurance.example.test',
  prescriptionUrl: 'https://prescription.example.test',
  institutionCode: 'P99010100001',
  institutionName: '虚构大药房',
  institutionArea: '990101',
  appId: 'A'.repeat(32),
  terminalId: '9'.repeat(20),
  profile: 'national',
  isFixed: false,
  hasAppSecret: true,
  hasPrivateKey: false,
  hasPlatformKey: true,
  profiles: ['national', 'fujian'],
}

function connectionForm(shown: ConnectionView, more: Partial<Form<ConnectionField>> = {}): ReactElement {
  const form = { ...formOf(connectionValues(shown)), type: () => {}, put: () => {}, refuse: () => {}, send: () => {}, ...more }
  return createElement(ConnectionForm, { view: shown, form, onSend: () => {} })
}

test('the connection shows what is open, and of the secrets only whether they are there', () => {
  const text = html(connectionForm(view))
  for (const name of Object.keys(plainFields)) expect(text).toContain(`id="field-${name}"`)
  for (const value of [view.voucherUrl, view.institutionCode, view.appId, view.terminalId])
    expect(text).toContain(`value="${value}"`)
  shows(connectionForm(view), ['国家标准', '福建', '已保存，留空则不变', '还没有保存', '从文件导入', '保存', 'F12'])
  for (const name of secretFieldNames)
    expect(text).toMatch(new RegExp(`<input[^>]*id="field-${name}"[^>]*type="password"[^>]*value=""`))
})

test('a province that is not chosen yet is asked for, one without a word is shown by its name', () => {
  shows(connectionForm({ ...view, profile: '' }), ['请选择'])
  shows(connectionForm({ ...view, profiles: ['national', 'elsewhere'] }), ['elsewhere'])
  expect(words(html(connectionForm(view)))).not.toContain('请选择')
})

test('in training the connection is only read, and says why', () => {
  const text = html(connectionForm({ ...view, isFixed: true }))
  expect(words(text)).toContain('连接由本机的模拟中心给出')
  expect(text).not.toContain('type="password"')
  expect(text).not.toContain('data-testid="save"')
  expect(text).toMatch(/<select[^>]*disabled=""/)
})

test('a refused connection names the field and keeps what was typed, the secrets too', () => {
  const values = { ...connectionValues(view), voucherUrl: 'voucher', appSecret: 'typed-secret' }
  const fault = faultOf(failure('CONNECTION_ADDRESS_WRONG', { field: 'voucherUrl' }))
  const text = html(connectionForm(view, { values, fault }))
  expect(/<input[^>]*id="field-voucherUrl"[^>]*>/.exec(text)?.[0]).toMatch(/aria-invalid="true"/)
  expect(text).toContain('value="typed-secret"')
  expect(words(text)).toContain('地址不对，没有保存')
  expect(html(connectionForm(view, { fault: faultOf(failure('PROFILE_UNKNOWN', { field: 'profile' })) }))).toMatch(
    /<select[^>]*aria-invalid="true"/,
  )
})

const anyValues = fc.record(
  Object.fromEntries(
    [...Object.keys(plainFields), 'profile', ...secretFieldNames].map((name) => [name, fc.string({ maxLength: 6 })]),
  ) as Record<ConnectionField, fc.Arbitrary<string>>,
)

test('whatever is typed is what the contract takes, and a secret left empty is kept', () => {
  fc.assert(
    fc.property(anyValues, (values) => {
      const input = connectionInput(values)
      expect(ConnectionInput.safeParse(input).success).toBe(true)
      for (const name of secretFieldNames) expect(input[name] === null).toBe(values[name].trim() === '')
    }),
  )
})

test('whatever was typed, after saving no secret is left in the page', () => {
  fc.assert(
    fc.property(anyValues, (values) => {
      const secret = 'Geheimnis-7788'
      const typed = { ...values, appSecret: secret, privateKey: secret, platformPublicKey: secret }
      const saved = afterOnForm<ConnectionField>(formOf(typed), { kind: 'carriedOut', secrets: secretFieldNames })
      const text = html(connectionForm(view, saved))
      expect(text).not.toContain(secret)
      expect(text).toContain('已保存，从现在起用新的连接')
    }),
    { numRuns: 10 },
  )
})

test('each channel says whether it is through, in how many ms, and why not', () => {
  const refused: Failure = failure('OUR_SIGNATURE_REFUSED', { center: { code: '-5', message: '验签失败' } })
  const channels = [
    { channel: 'voucher', ms: 12, failure: null },
    { channel: 'insurance', ms: 340, failure: refused },
    { channel: 'prescription', ms: 8, failure: failure('CENTER_UNREACHABLE') },
  ] as const
  const text = html(createElement(ChannelRows, { channels }))
  const rows = text.split('<li').slice(1).map(words)
  expect(rows[0]).toMatch(/电子凭证平台 通 12 毫秒/)
  expect(rows[1]).toMatch(/医保结算 不通 340 毫秒 .*不认可本药店的签名.*-5 验签失败/)
  expect(rows[2]).toMatch(/处方中心 不通 8 毫秒 .*连不上医保中心/)
})

const printer: DeviceView = {
  id: 'p',
  kind: 'printer',
  model: 'ESC/POS',
  transport: 'serial',
  address: { transport: 'serial', port: '/dev/ttyS1', baudRate: null },
  port: '/dev/ttyS1',
  state: 'error',
  reason: 'noPaper',
  lastReadingAt: null,
}
const spare: DeviceView = {
  id: 'x',
  kind: 'unknown',
  model: 'CH340',
  transport: 'serial',
  address: { transport: 'serial', port: '/dev/ttyUSB3', baudRate: null },
  port: '/dev/ttyUSB3',
  state: 'disconnected',
  reason: 'notConfigured',
  lastReadingAt: null,
}

const addresses = {
  serial: { transport: 'serial', port: 'COM3', baudRate: null },
  hid: { transport: 'hid', vendorId: '0c2e', productId: '0b81', serialNumber: '17:4' },
  pcsc: { transport: 'pcsc', reader: 'Virtual PCD 00 00' },
  keyboard: { transport: 'keyboard' },
  network: { transport: 'network', host: '192.168.1.20', port: 9100 },
  system: { transport: 'system', printer: '办公室' },
  bridge: { transport: 'bridge', url: 'http://127.0.0.1:8900/' },
} as const satisfies Record<Transport, DeviceAddress>
const models = modelChoices()
const table = (devices: readonly DeviceView[], saved: readonly DeviceSetting[] = []) =>
  createElement(DeviceTable, { devices, saved, onSetUp: () => {}, onRemove: () => {} })
const form = (task: DeviceTask, saved: readonly DeviceSetting[] = []) =>
  createElement(DeviceForm, {
    task,
    settings: { devices: saved, models },
    devices: [...atRest.devices, printer, spare],
    ask,
    onClose: () => {},
    onDone: () => {},
  })

test.each(deviceReasons)('a printer that is %s has its word and what to do about it', (reason) => {
  shows(table([{ ...printer, reason }]), [
    '打印机',
    zhCN.device.reason[reason],
    zhCN.device.help[reason].replace('{{device}}', '打印机'),
  ])
})

test('what the computer has can be set up, and what was set up removed', () => {
  shows(table([]), ['没有找到任何设备'])
  const own: DeviceSetting = {
    ...plain,
    id: 'p',
    model: 'escpos',
    address: { transport: 'serial', port: '/dev/ttyS1', baudRate: 38_400 },
    papers: ['receipt', 'label'],
    drawerPin: 2,
  }
  shows(table([printer, spare], [own]), ['没有分配给任何设备', '设置', '移除'])
  expect(html(table([printer, spare])).includes('device-remove')).toBe(false)
  shows(form({ view: printer, saved: own }, [own]), ['打印机 · ESC/POS 80 mm', '端口', '/dev/ttyUSB3'])
  expect(html(form({ view: printer, saved: own }, [own]))).toContain('<option value="38400" selected="">')
  shows(form({ view: null, saved: null }), ['扫码枪 · USB-COM', '终端备案号'])
})

test('of a printer is chosen what it prints, and of a receipt printer where the drawer hangs; of a scanner neither', () => {
  const own: DeviceSetting = {
    ...{ ...plain, id: 'p', model: 'escpos58', papers: ['label'], drawerPin: 2 },
    address: { transport: 'network', host: '192.168.1.8', port: 9100 },
  }
  const text = html(form({ view: printer, saved: own }, [own]))
  expect(text).toMatch(/<input type="checkbox" data-testid="papers-label" checked=""/)
  expect(text).toMatch(/<input type="checkbox" data-testid="papers-a5"\/?>/)
  expect(text).toContain('<option value="2" selected="">接口 2')
  const office: DeviceSetting = {
    ...own,
    model: 'systemPrinter',
    address: { transport: 'system', printer: 'Brother' },
    drawerPin: null,
  }
  const sheets = html(form({ view: null, saved: office }, [office]))
  expect(sheets).toContain('data-testid="papers-label"')
  expect(sheets).not.toContain('field-device-drawer')
  expect(html(form({ view: null, saved: null }))).not.toContain('papers-')
})

const list = (place: string, loaded: Parameters<typeof SystemPrinterList>[0]['loaded']) => {
  const form = { values: deviceValues({ view: null, saved: null }, models), fault: null, type: () => {} }
  return createElement(SystemPrinterList, {
    ...{ form: { ...form, values: { ...form.values, place } }, label: '打印机名称', loaded, onRetry: () => {} },
  })
}

test('the printers of the system are offered by name while, once and although they are not known', () => {
  shows(list('', null), ['正在读取系统里的打印机', '请选择'])
  shows(list('', { value: { names: [] } }), ['系统里没有打印机'])
  shows(list('', { failure: failure('SYSTEM_PRINTERS_SILENT') }), ['系统没有说有哪些打印机', '重试'])
  expect(html(list('HP', { value: { names: ['Brother', 'HP'] } }))).toContain('<option value="HP" selected="">HP</option>')
  for (const loaded of [null, { failure: failure('SYSTEM_PRINTERS_SILENT') }, { value: { names: ['Brother'] } }])
    expect(html(list('HP', loaded))).toContain('<option value="HP" selected="">')
})

test('a printer that the system has no more is said, and stays chosen until another is', () => {
  shows(list('HP', { value: { names: ['Brother'] } }), ['HP（系统里没有了）', '系统里已经没有“HP”', 'Brother'])
  expect(words(html(list('HP', { value: { names: ['HP'] } })))).not.toContain('没有')
  expect(words(html(list('HP', null)))).not.toContain('没有')
})

test('a printer that did not print is named with what ails it', () => {
  const words = (reason: 'noPaper' | null) => faultOf(failure('PRINTER_FAILED', { printer: { place: 'COM4', reason } })).next
  expect(words('noPaper')).toContain('打印机 COM4：缺纸')
  expect(words(null)).toMatch(/打印机 COM4$/)
})

test.each(models.flatMap((of) => of.transports.map((transport) => [of.id, transport, of] as const)))(
  'a %s by %s is saved as it was loaded',
  (model, transport, of) => {
    const { kind } = of
    const address = addresses[transport]
    const saved = {
      id: 'one',
      model,
      address,
      terminalId: '12345678901234567890',
      profile: kind === 'scanner' ? { ...plainProfile, stripPrefix: 'A' } : null,
      papers: kind === 'printer' ? (['label', 'a5'] as const) : null,
      drawerPin: kind === 'printer' && transport !== 'system' ? (2 as const) : null,
    }
    const values = deviceValues({ view: null, saved }, models)
    const ticked = { profile: saved.profile, papers: saved.papers ?? [] }
    expect(settingOf(values, 'one', of, ticked)).toEqual(saved)
    expect(DeviceSetting.parse(saved)).toEqual(saved)
  },
)

test('while the devices are tested every reading stands there with what it was taken for', () => {
  shows(createElement(DeviceTestPanel, { test: { readings: [], bytes: [], scanner: null } }), [
    '只显示在这里，不办理业务',
    '请扫任意一个码',
  ])
  const readings = scanKinds.map((kind, index) => ({ deviceId: 'scanner', at: index, kind, fault: null, text: `文${index}` }))
  const bytes = [{ deviceId: 'scanner', at: 0, direction: 'in', length: 3, text: '99<0D>' }] as const
  const element = createElement(DeviceTestPanel, { test: { readings, bytes, scanner: null } })
  shows(element, ['原始数据', '收到', '3 字节', '99'])
  shows(element, [...scanKinds.map((kind) => zhCN.devices.scanKind[kind]), ...readings.map(({ text }) => text)])
  expect(html(element).match(/data-testid="reading"/g)).toHaveLength(scanKinds.length)
})

test('of a scanner each finding has its word, and what to do about it or that saving makes it good', () => {
  const scanner = (isMended: boolean) => ({
    deviceId: 'scanner',
    codes: [],
    findings: scannerFindings.map((finding) => ({ finding, isMended })),
    profile: null,
    strays: 2,
  })
  const shown = (isMended: boolean) => createElement(Findings, { scanner: scanner(isMended), device: undefined })
  const { finding, advice, mended } = zhCN.scannerDoctor
  shows(shown(false), [...Object.values(finding), ...Object.values(advice), '另有 2 次'])
  shows(shown(true), [...Object.values(finding), mended])
  expect(html(shown(true)).includes(advice.capsLock)).toBe(false)
  shows(createElement(Findings, { scanner: null, device: undefined }), ['还没有扫到测试码'])
  const right = { ...scanner(false), findings: [], strays: 0 }
  shows(createElement(Findings, { scanner: right, device: printer }), ['没有发现问题', printer.model])
})

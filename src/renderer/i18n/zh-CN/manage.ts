import type { PaperSort, TestReading, Transport } from '../../../shared/contract/devices.ts'
import type { ChannelTest } from '../../../shared/contract/shop.ts'
import type { ScanFault } from '../../../shared/domain/scanFaults.ts'
import type { PlainField, SecretField } from '../../state/connection.ts'

/** What a form says of itself. */
export const fault = {
  said: '{{what}}。',
  empty: '还没有填写“{{label}}”',
  emptyNext: '请填好标出的一项。',
  different: '两次输入的新密码不一样',
  differentNext: '请把新密码再输入一遍。',
} as const

export const newSecret = {
  rules: '至少 6 位；不要全部相同，不要 123456 这样连着的，不要和姓名相同',
  again: '再输入一遍',
} as const

export const setUp = {
  title: '第一次启动：请先设置本店',
  shop: '本店',
  manager: '店长账号',
  managerName: '店长姓名',
  managerSecret: '店长密码',
  submit: '完成设置',
} as const

export const recovery = {
  title: '请保存好恢复码',
  why: '店长忘记密码时，用它重新设密码。请抄在纸上或打印出来，锁进抽屉，不要拍照、不要告诉别人。',
  once: '恢复码只显示这一次。',
  openPaper: '打开打印件',
  closePaper: '收起打印件',
  print: '打印',
  paper: '恢复码打印件',
  done: '我已抄下或打印',
  renew: '换一个新的恢复码',
  renewWhy: '恢复码丢了，或者没来得及抄下时用。换好以后，以前的恢复码作废。',
  secret: '您现在的密码',
} as const

/** A paper on the screen. */
export const sheet = {
  loading: '正在打开打印件',
  failed: '打印件打不开',
} as const

export const recover = {
  open: '忘记密码',
  title: '用恢复码重新设密码',
  hint: '恢复码在第一次设置本店时打印。用过以后作废，会再给一个新的。',
  who: '店长',
  code: '恢复码',
  submit: '设新密码',
} as const

export const lock = {
  locked: '长时间无人操作，已自动锁定。接待没有丢失',
} as const

export const changeSecret = {
  title: '{{name}}，请设自己的密码',
  why: '您用的还是店长给的初始密码。请改成只有自己知道的，再开始工作。',
  current: '现在的密码',
  secret: '新密码',
  submit: '改密码',
} as const

export const switchPerson = {
  title: '换人',
  keeps: '正在办理的接待留在原处，换好以后接着办。',
  submit: '换成这位',
} as const

export const manage = {
  title: '店长管理',
  section: { accounts: '账号', shop: '本店', pharmacists: '药师', connection: '连接', devices: '设备' },
  back: '返回',
  loading: '正在读取',
  save: '保存',
  saved: '已保存',
  fixed: '培训模式：这里的内容由模拟中心给出，不能修改。',
} as const

export const accounts = {
  name: '姓名',
  roles: '岗位',
  state: '状态',
  actions: '操作',
  none: '还没有账号',
  add: '新增账号',
  change: '修改',
  reset: '重设密码',
  task: { add: '新增账号', change: '修改账号', reset: '重设密码' },
  active: '可以登录',
  inactive: '已停用',
  locked: '密码输错，锁定到 {{until}}',
  mustChange: '下次登录要改密码',
  maySignIn: '可以登录（不勾选就是停用）',
  firstSecret: '初始密码',
  firstSecretWhy: '请当面告诉本人；本人第一次登录时必须改掉。',
} as const

export const shopDetails = {
  name: '店名',
  address: '地址',
  phone: '电话',
  officeName: '当地医保经办机构',
  officePhone: '医保经办机构电话',
  officeWhy: '处方没有通过核验时，向它报告',
} as const

export const pharmacists = {
  why: '请按医保药师登记填写。审方时扫到的药师凭证要和这里一致。',
  none: '还没有登记药师，现在不能审方',
  row: '第 {{number}} 位',
  field: { name: '姓名', idNumber: '身份证号码', code: '医保药师代码', licence: '执业药师注册证编号' },
  add: '新增药师',
  remove: '移除',
} as const

export const connection = {
  fixed: '培训模式：连接由本机的模拟中心给出，不能修改。可以测试连接。',
  field: {
    voucherUrl: '电子凭证平台地址',
    insuranceUrl: '医保结算地址',
    prescriptionUrl: '处方中心地址',
    institutionCode: '定点药店编码（12 位）',
    institutionName: '定点药店名称',
    institutionArea: '所在区划（6 位）',
    appId: '应用编号 AppID（32 位）',
    terminalId: '扫码枪备案号（20 位）',
  } satisfies Record<PlainField, string>,
  secret: {
    appSecret: '应用密钥（32 位）',
    privateKey: '本店私钥（SM2）',
    platformPublicKey: '平台公钥（SM2）',
  } satisfies Record<SecretField, string>,
  profile: '地方口径',
  profileName: { national: '国家标准', fujian: '福建' },
  choose: '请选择',
  kept: '已保存，留空则不变',
  missing: '还没有保存',
  import: '从文件导入',
  saved: '已保存，从现在起用新的连接',
  test: '测试连接',
  testWhy: '用已经保存的设置，向每个通道问一件无害的事。',
  testing: '正在测试，最多等几十秒',
  channel: {
    voucher: '电子凭证平台',
    insurance: '医保结算',
    prescription: '处方中心',
  } satisfies Record<ChannelTest['channel'], string>,
  good: '通',
  bad: '不通',
  ms: '{{ms}} 毫秒',
} as const

export const devices = {
  none: '没有找到任何设备',
  kind: '设备',
  model: '型号',
  port: '端口',
  state: '状态',
  lastReading: '最近一次读到',
  noPort: '没有',
  notUsed: '没有分配给任何设备',
  actions: '操作',
  add: '添加设备',
  setUp: '设置',
  remove: '移除',
  transport: '连接方式',
  by: {
    serial: '串口',
    hid: 'USB HID 接口',
    pcsc: '智能卡服务',
    keyboard: '键盘输入',
    network: '网络',
    system: '系统打印机',
    bridge: '桥接服务',
  } satisfies Record<Transport, string>,
  place: {
    serial: '端口',
    hid: '设备编号',
    pcsc: '读卡器名称',
    keyboard: '端口',
    network: '地址',
    system: '打印机名称',
    bridge: '服务地址',
  } satisfies Record<Transport, string>,
  usbHint: '厂商号:产品号，四位十六进制；同样的设备有两台时再加“:序列号”。',
  networkPort: '端口号',
  baudRate: '波特率',
  ownRate: '型号默认 {{rate}}',
  terminalId: '终端备案号',
  terminalIdHint: '医保局登记的 20 位编号；不填就用本店的。',
  papers: '打印哪些单据',
  usualRoll: '都不勾选：打印没有指定给别的打印机的小票和标签；没有系统打印机时也打印 A5 单据。',
  usualSheets: '都不勾选：打印没有指定给别的打印机的 A5 单据。',
  paperSort: {
    receipt: '小票和清单',
    label: '用药标签',
    a5: 'A5 单据（处方、情况说明）',
  } satisfies Record<PaperSort, string>,
  drawerPin: '钱箱',
  ownPin: '型号默认',
  pin: '接口 {{pin}}',
  systemPrinters: {
    loading: '正在读取系统里的打印机…',
    none: '系统里没有打印机，请先在系统里安装。',
    choose: '请选择',
    gone: '{{name}}（系统里没有了）',
    isGone: '系统里已经没有“{{name}}”，请换一台，或者在系统里重新安装。',
  },
  testOn: '现场测试',
  testOff: '结束测试',
  testing: '正在测试：扫到的码只显示在这里，不办理业务。测完请结束测试。',
  readings: '扫到的码',
  bytes: '原始数据',
  bytesHint: '收到的内容只显示种类：9 数字，A 字母，. 符号，? 其他；控制字符显示编号。',
  direction: { in: '收到', out: '发出' },
  byteCount: '{{count}} 字节',
  noReading: '请扫任意一个码',
  testPrint: '打印测试页',
  printed: '已送到打印机',
  scanKind: {
    voucher: '医保电子凭证',
    pharmacistVoucher: '药师凭证',
    prescriptionQr: '处方二维码',
    traceCode: '药品追溯码',
    makerCode: '厂家自编的追溯码',
    productCode: '商品条码',
    doubled: '两个码连在一起',
    unreadable: '没有读清楚',
    unknown: '不认识的码',
    identityCard: '身份证',
    socialSecurityCard: '社保卡',
    cardFailure: '没有读出的卡',
  } satisfies Record<TestReading['kind'], string>,
  scanFault: {
    separatorsLost: '分隔符丢失',
    fullWidth: '全角字符',
    capsLock: '大小写相反',
    layout: '键盘布局不对',
    zerosLost: '开头的 0 丢失',
    cutOff: '没有读完整',
  } satisfies Record<ScanFault, string>,
} as const

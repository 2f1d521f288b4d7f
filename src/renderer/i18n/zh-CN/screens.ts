import type { PhotoFault } from '../../../shared/contract/cardPhoto.ts'
import type { CenterView, PatientView, VisitPhase } from '../../../shared/contract/counter.ts'
import type { DeviceView } from '../../../shared/contract/devices.ts'
import type { CredentialKind, Relation } from '../../../shared/contract/purchaser.ts'
import type { Role } from '../../../shared/contract/roles.ts'
import type { VisitColour } from '../../../shared/domain/visitColours.ts'

export const app = {
  name: 'RxCounter 处方柜台',
  broken: '画面出错了',
  brokenNext: '已录入的内容都已保存。请重新载入画面；再次出现请联系技术支持。',
  reload: '重新载入',
} as const

export const training = {
  word: '培训',
  sentence: '人和处方都是虚构的，不会产生真实结算',
  center: '打开培训中心（Ctrl+Shift+P）',
  secretHint: '培训账号密码 246810',
} as const

export const start = {
  waiting: '正在启动柜台',
  waitingNext: '正在打开数据和扫码枪，请稍候。',
  failed: '柜台没有准备好',
} as const

export const signIn = {
  who: '谁在柜台',
  secret: '密码',
  submit: '登录',
  keys: '↑ ↓ 或 F1、F2… 选人，Enter 登录',
  loading: '正在读取人员名单',
  none: '没有可以登录的人',
  noneNext: '请店长或技术支持建立账号。',
} as const

export const roles = {
  cashier: '收银员',
  pharmacist: '药师',
  manager: '店长',
} as const satisfies Record<Role, string>

export const actions = {
  retry: '重试',
  dismiss: '知道了',
  endVisit: '结束本次接待',
  signOut: '退出',
  help: '帮助',
  today: '今日单据',
  sale: '零售',
  picture: '图片识码',
  park: '暂存',
  askPassword: '输入密码',
  purchaser: '代购',
  papers: '单据',
  search: '查找',
  switchPerson: '换人',
  lock: '锁定',
  manage: '管理',
  stock: '库存',
  uploads: '待上传的库存数据',
  close: '关闭',
} as const

export const header = {
  several: '{{name}} {{ready}}/{{count}}',
  nobody: '等待参保人',
  returning: '退货',
  tail: '尾号',
  uploads: '待上传',
  uploadsNone: '没有',
  uploadsSome: { none: '{{count}} 件', inTime: '{{count}} 件', soon: '{{count}} 件，快到期限', late: '{{count}} 件，已超期' },
  customer: '顾客屏',
  openQuestions: '悬案',
  openQuestionsSome: '件待查',
  openQuestionsNone: '没有',
  clockSlow: '电脑时间比医保中心慢 {{minutes}} 分钟，请校准',
  clockFast: '电脑时间比医保中心快 {{minutes}} 分钟，请校准',
  station: '柜台服务',
  stationLight: '中断',
  stationAway: '柜台服务中断，正在自动恢复',
  stationAwayNext: '已录入的内容都在。恢复之前请先不要扫码。',
} as const

export const device = {
  kind: {
    scanner: '扫码枪',
    identityReader: '身份证阅读器',
    cardReader: '社保卡读卡器',
    passwordPad: '密码键盘',
    printer: '打印机',
    unknown: '其他设备',
  } satisfies Record<DeviceView['kind'], string>,
  reason: {
    opening: '正在连接',
    ready: '已连接',
    notConfigured: '未设置',
    absent: '没找到',
    unplugged: '已拔出',
    denied: '没有权限',
    busy: '被占用',
    noAnswer: '没有应答',
    addonMissing: '缺少组件',
    serviceMissing: '服务没有运行',
    noPaper: '缺纸',
    coverOpen: '纸仓开着',
    failed: '故障',
  } satisfies Record<DeviceView['reason'], string>,
  /** one sentence of advice per fault; `device` is the kind's own word */
  help: {
    opening: '正在连接{{device}}，请稍候。',
    ready: '{{device}}可以使用。',
    notConfigured: '还没有设置{{device}}，请店长在“管理”的“设备”里设置。',
    absent: '找不到{{device}}，请检查电源和接线是否插好。',
    unplugged: '{{device}}被拔出了，请重新插好接线，会自动恢复。',
    denied: '系统不允许使用{{device}}，请联系技术支持。',
    busy: '{{device}}被另一个程序占用，请关闭那个程序。',
    noAnswer: '{{device}}接着但没有应答，请检查型号、波特率和电源，或拔下重插。',
    addonMissing: '这台电脑缺少使用{{device}}的组件，请联系技术支持重新安装程序。',
    serviceMissing: '系统的智能卡服务没有运行，请联系技术支持启动它。',
    noPaper: '打印机没有纸了，请换一卷纸。',
    coverOpen: '打印机的纸仓盖没有合上，请合上。',
    failed: '{{device}}出错，请拔下重插；仍不行请联系技术支持。',
  } satisfies Record<DeviceView['reason'], string>,
} as const

export const center = {
  name: '医保中心',
  reach: { unknown: '还没联系', reachable: '畅通', unreachable: '连不上' } satisfies Record<CenterView['reach'], string>,
  signIn: { none: '未签到', underWay: '正在签到', done: '已签到', failed: '签到失败' } satisfies Record<
    CenterView['signIn'],
    string
  >,
} as const

export const columns = {
  patient: '参保人',
  prescription: '处方',
  review: '审方',
  boxes: '药盒',
  money: '结算',
  later: '选定处方后开始',
  reviewLater: '药品、用法和审核意见',
  boxesLater: '逐盒扫描追溯码',
  moneyLater: '医保支付与自付',
  opening: '正在打开',
} as const

/** What tells the open visits apart, beside the colour itself. */
export const colour = {
  blue: '蓝',
  teal: '青',
  orange: '橙',
  pink: '粉',
  brown: '棕',
  grey: '灰',
} as const satisfies Record<VisitColour, string>

export const parked = {
  title: '暂存的参保人',
  takeUp: '接着办理',
  underWay: '办理中',
  needsCare: '要处理',
  phase: {
    decoding: '识别凭证',
    awaitingPassword: '等密码',
    identifying: '核对身份',
    choosingPlace: '选参保地',
    authorizing: '取处方',
    listed: '待选处方',
    stopped: '已停止',
  } satisfies Record<VisitPhase, string>,
} as const

export const places = {
  title: '在哪里参保',
  hint: '请参保人说明，按数字选一个',
  choose: '选这里',
  active: '正常参保',
  inactive: '暂停参保',
} as const

export const patient = {
  none: '扫码以后，这里显示姓名和尾号',
  returning: '正在办退货，请对照单据和药盒',
  unknown: '身份核对中',
  notIdentified: '没有识别出参保人',
  tail: '尾号',
  gender: { male: '男', female: '女', unknown: '性别不详' } satisfies Record<PatientView['gender'], string>,
  age: '{{age}} 岁',
  ageUnknown: '年龄不详',
  area: '参保地',
  insuranceType: '险种',
  credentialLabel: '凭证',
  credential: { voucher: '医保电子凭证', identityCard: '身份证', socialSecurityCard: '社保卡' } satisfies Record<
    CredentialKind,
    string
  >,
  photo: '身份证照片',
  photoWord: {
    decoding: '照片解码中',
    noDecoder: '照片需厂商解码组件',
    silent: '照片解码组件没有应答',
    undecoded: '照片解码组件没有给出照片',
  } satisfies Record<PhotoFault | 'decoding', string>,
  progress: '办理进度',
} as const

export const password = {
  onPad: '在密码键盘上输入',
  onWindow: '在顾客屏上输入',
  onBoth: '在密码键盘或顾客屏上输入',
} as const

/** Somebody who collects in the patient's place. */
export const purchaser = {
  title: '登记代购人',
  wanted: '请放代购人的身份证或社保卡，不要放参保人的',
  hint: '没有阅读器就录入代购人的姓名和身份证号。按 Enter 登记，按 Esc 关闭',
  complete: '两位都认出来了，请选关系、写原因，按 Enter 登记',
  patient: '参保人',
  registeredAt: '登记于',
  patientBy: '参保人凭',
  byReader: '读卡',
  name: '姓名',
  idNumber: '身份证号',
  relation: '与参保人的关系',
  reason: '代购原因',
  reasonHint: '例如：行动不便、在外住院',
  submit: '登记',
  withdraw: '取消代购',
  who: '代购人',
  byHand: '手工录入',
  relations: {
    spouse: '配偶',
    child: '子女',
    parent: '父母',
    sibling: '兄弟姐妹',
    relative: '其他亲属',
    carer: '照护人员',
    other: '其他',
  } satisfies Record<Relation, string>,
} as const

export const progress = {
  step: { decoding: '识别凭证', identifying: '核对参保人', authorizing: '取处方' } satisfies Record<
    Exclude<VisitPhase, 'awaitingPassword' | 'choosingPlace' | 'listed' | 'stopped'>,
    string
  >,
  state: { done: '完成', underWay: '进行中', waiting: '等待' },
} as const

export const prescription = {
  none: '参保人授权以后，待取的处方列在这里',
  coming: '正在等待处方',
  empty: '没有可取的处方',
  emptyNext: '处方可能还没有流转，或已在别的药店取过。请参保人询问开方医院，或刷新医保电子凭证后再扫一次。',
  stopped: '没有取到处方',
  unit: '张待取',
  choose: '选这张',
  chosen: '已选中',
  confirm: '已与参保人确认',
  department: '科室',
  diagnosis: '诊断',
  prescribedAt: '开方',
  validUntil: '有效期至',
  number: '处方号',
  validity: {
    expired: '已过期',
    today: '今天到期',
    tomorrow: '明天到期',
    days: '还有 {{days}} 天',
  },
  token: {
    hours: '授权还剩 {{hours}} 小时 {{minutes}} 分',
    minutes: '授权还剩 {{minutes}} 分',
    expired: '授权已过期，请参保人重新扫码',
  },
} as const

export const notice = {
  turn: '轮到',
  center: '中心回答',
  field: '字段',
  code: '代码',
  sale: '卖出',
  tries: '还可以输入 {{count}} 次，之后锁定一天',
} as const

/** 险种, by its code on the wire [inferred]; a code that is not here is shown as it is. */
export const insuranceTypes = {
  '310': '职工医保',
  '390': '居民医保',
} as const

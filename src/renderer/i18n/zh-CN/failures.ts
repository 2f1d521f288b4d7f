import type { FailureCode, MoneyState, Retry, Turn } from '../../../shared/contract/failureFacts.ts'

/** Per failure code: what happened and what to do next, for a person at the counter with a queue before them. */
export const failures = {
  MESSAGE_MALFORMED: { what: '程序内部的消息不完整，这一步没有做', next: '请再做一次。再次出现请联系技术支持。' },
  COMMAND_UNKNOWN: { what: '程序内部要求了一个不存在的操作', next: '请联系技术支持，并说明刚才按了什么。' },
  INPUT_INVALID: { what: '录入的内容不符合要求，这一步没有做', next: '请检查后重新录入。再次出现请联系技术支持。' },
  NOT_SIGNED_IN: { what: '还没有登录', next: '请先选择姓名、输入密码登录。' },
  ROLE_MISSING: { what: '当前登录的人没有这项权限', next: '请有权限的店员或药师登录后再操作。' },
  STATION_AWAY: { what: '柜台服务暂时中断，这一步没有做', next: '正在自动恢复，请等几秒钟再做一次。' },
  INTERNAL_ERROR: { what: '程序出错，这一步没有完成', next: '请稍等再试。再次出现请联系技术支持。' },
  INTERRUPTED: { what: '程序中途重新启动，上一步没有做完', next: '请重试；不行就请参保人刷新二维码，再扫一次。' },
  SIGN_IN_WRONG: { what: '密码不对', next: '请确认选的是自己的姓名，然后重新输入密码。' },
  SIGN_IN_LOCKED: { what: '密码连续输错，这个账号暂时锁定', next: '请等几分钟再登录，或换一位同事登录。' },
  SCAN_UNKNOWN: { what: '无法识别这个码', next: '请确认参保人打开的是“医保电子凭证”二维码，再扫一次。' },
  SCAN_DOUBLED: { what: '两个码连在一起了', next: '请稍停一下，一次只扫一个码。' },
  SCAN_UNREADABLE: { what: '这个码没有读清楚', next: '请把屏幕调亮、擦净镜头，离远一点再扫一次。' },
  SCAN_BEFORE_SIGN_IN: { what: '还没有登录，刚才的扫码没有使用', next: '请先登录，再请参保人刷新二维码重新扫。' },
  TRACE_CODE_NOT_WANTED: { what: '扫到的是药盒上的追溯码，现在用不上', next: '现在只需要扫描参保人的医保电子凭证。' },
  PRODUCT_CODE_NOT_WANTED: { what: '扫到的是商品条码，现在用不上', next: '现在只需要扫描参保人的医保电子凭证。' },
  PHARMACIST_VOUCHER_NOT_WANTED: { what: '扫到的是药师的凭证，现在用不上', next: '现在只需要扫描参保人的医保电子凭证。' },
  VISIT_BUSY: { what: '上一步还在进行', next: '请等它完成，再扫码或操作。' },
  VISIT_MISSING: { what: '现在没有参保人在办理', next: '请扫描参保人的医保电子凭证。' },
  NOTHING_TO_RETRY: { what: '现在没有可以重试的步骤', next: '请看屏幕上方的下一步提示。' },
  VOUCHER_QR_UNKNOWN: { what: '医保中心无法识别这个二维码', next: '请参保人重新打开医保电子凭证，再扫一次。' },
  VOUCHER_QR_USED: { what: '这个二维码已经用过了', next: '请参保人刷新二维码，再扫一次。' },
  VOUCHER_QR_EXPIRED: { what: '这个二维码已经过期', next: '请参保人刷新二维码，马上再扫一次。' },
  VOUCHER_NOT_ACTIVATED: { what: '参保人还没有激活医保电子凭证', next: '请参保人在“国家医保服务平台”上激活，然后再扫一次。' },
  VOUCHER_CHANNEL_NOT_AUTHORIZED: {
    what: '参保人用的这个应用没有获得医保授权',
    next: '请参保人改用“国家医保服务平台”出示凭证，再扫一次。',
  },
  VOUCHER_ANSWER_LOST: { what: '没有收到医保中心的处理结果，这个二维码可能已经作废', next: '请参保人刷新二维码，再扫一次。' },
  VOUCHER_TOKEN_DEAD: { what: '这次凭证识别已经失效', next: '请参保人刷新二维码，再扫一次。' },
  PERSON_NOT_INSURED: {
    what: '查不到有效的参保信息',
    next: '请参保人到参保地医保经办机构查询。自费购买处方药仍须凭处方并经药师审核。',
  },
  PERSON_MISMATCH: { what: '凭证上的人和参保登记的人不一致', next: '请核对身份，由参保人本人出示凭证，再扫一次。' },
  CENTER_UNREACHABLE: { what: '连不上医保中心', next: '请检查网线和路由器。恢复后请重试，不能重试时请重新扫码。' },
  CENTER_SILENT: { what: '医保中心没有按时回答', next: '请稍等再重试，不能重试时请重新扫码。' },
  CENTER_BUSY: { what: '医保中心现在很忙', next: '请等一分钟左右再重试，不能重试时请重新扫码。' },
  CENTER_ERROR: { what: '医保中心内部出错', next: '请稍等再重试。一直这样请联系医保中心。' },
  CENTER_ANSWER_UNREADABLE: { what: '医保中心返回的内容无法识别', next: '请稍等再重试。一直这样请联系技术支持。' },
  CENTER_SIGNATURE_WRONG: { what: '返回内容的签名不对，不能确认是医保中心发来的', next: '请不要继续办理，马上联系技术支持。' },
  CENTER_REFUSED: { what: '医保中心没有同意这次办理', next: '请看下面中心说明的原因，按原因处理。' },
  INSTITUTION_UNKNOWN: { what: '医保中心没有登记本药店', next: '请联系技术支持，核对定点药店编码。' },
  OUR_SIGNATURE_REFUSED: { what: '医保中心不认可本药店的签名', next: '请联系技术支持，核对本店的密钥。' },
  OUR_REQUEST_REFUSED: { what: '医保中心认为本店发去的内容有误', next: '请联系技术支持，并告知下面的字段和中心的说明。' },
  OUR_REQUEST_INVALID: { what: '要发给医保中心的内容不合规范，没有发出', next: '请联系技术支持，并告知下面的字段。' },
  CENTER_KEYS_UNREADABLE: { what: '与医保中心通信的密钥读不出来，没有发出', next: '请联系技术支持，核对连接设置。' },
  BUSINESS_SIGN_IN_MISSING: { what: '今天还没有向医保中心签到', next: '请重试，程序会自动签到。' },
  KEY_STORE_MISSING: { what: '这台电脑的系统密钥库不可用', next: '请联系技术支持，不要在这台电脑上办理。' },
  KEY_UNREADABLE: { what: '本机数据的密钥读不出来', next: '请联系技术支持，不要删除任何文件。' },
  REAL_MODE_REFUSED: { what: '这个版本只能用于培训，不能办理真实业务', next: '请联系技术支持，安装正式版本。' },
  SETTINGS_UNREADABLE: { what: '本机设置文件 station.json 有错', next: '请联系技术支持，按提示的字段改正后重新启动。' },
  DATABASE_NEWER: { what: '数据来自更新的版本，这个版本不能打开', next: '请联系技术支持，升级程序。' },
  DATABASE_DAMAGED: { what: '数据文件损坏', next: '请联系技术支持，不要删除任何文件。' },
  CENTER_NOT_LOOPBACK: { what: '培训模式只能连接本机的模拟中心', next: '请联系技术支持，检查设置。' },
} as const satisfies Record<FailureCode, { readonly what: string; readonly next: string }>

/** Whose turn it is. */
export const turns = {
  clerk: '店员',
  pharmacist: '药师',
  patient: '参保人',
  center: '医保中心',
  support: '技术支持',
} as const satisfies Record<Turn, string>

/** Whether trying again helps. */
export const retries = {
  no: '重试没有用',
  now: '可以马上重试',
  later: '请稍后再试',
  newScan: '需要重新扫码',
} as const satisfies Record<Retry, string>

/** What happened to the money. */
export const money = {
  untouched: '钱款未动',
  unknown: '钱款待查',
  moved: '钱款已动',
} as const satisfies Record<MoneyState, string>

import { isIP } from 'node:net'
import { type CenterContext, nextChoices } from '../context.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Institution } from '../store/registry.ts'
import { chinaTime } from '../time.ts'
import type { Refused } from './holder.ts'
import type { TerminalInterface } from './interface.ts'

const TERMINAL_ID = /^\d{20}$/
const MAC = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/
/** First level of V table C.1: whom a business type belongs to. */
const BUSINESS_TYPES_OF: Readonly<Record<Institution['kind'], string>> = { pharmacy: '02', hospital: '01' }

/** Whether the message comes from a registered terminal of the institution, for business that is the institution's (V tables B.3, C.1). */
export function refuseTerminal(
  context: CenterContext,
  institution: Institution,
  data: Readonly<Record<string, unknown>>,
): Refused {
  if (!textOf(data, 'businessType').startsWith(BUSINESS_TYPES_OF[institution.kind])) {
    return refuse('-2', 'data.businessType', '该业务类型不属于本类机构 (V 表 C.1)')
  }
  const terminal = textOf(data, 'termId')
  if (!TERMINAL_ID.test(terminal)) return refuse('-2', 'data.termId', '终端备案号须为 20 位数字 (V 2.8)')
  if (!context.store.registry.terminalsOf(institution.code).includes(terminal))
    return refuse('-2', 'data.termId', '终端未在本机构备案 (V 7.2.1.1)')
  return isIP(textOf(data, 'termIp')) === 0 ? refuse('-2', 'data.termIp', '须为 IP 地址 (V 表 B.3)') : null
}

/** ec.termReg 终端登记 (V 7.2.1.1, table 1): a scanner is given its filing number. One address is one scanner. */
export const registerTerminal: TerminalInterface = (context, { data, institution }) => {
  const { registry } = context.store
  const mac = textOf(data, 'mac').toLowerCase()
  if (!/^\d+(\.\d+)+$/.test(textOf(data, 'termVersion')))
    return refuse('-2', 'data.termVersion', '须为 X.Y 形式，至少两级 (V 表 1)')
  if (textOf(data, 'orgName') !== institution.name) return refuse('-2', 'data.orgName', '须为本机构名称 (V 表 1)')
  if (!MAC.test(mac)) return refuse('-2', 'data.mac', '须为物理地址，如 f8:34:41:bd:e1:88 (V 表 1)')
  if (registry.terminalWithMac(mac) !== undefined) return refuse('-2', 'data.mac', '该终端已备案 (V 2.8)')
  const id = nextChoices(context, 'terminal').digits(20)
  const registeredOn = chinaTime(context.clock.now()).date
  registry.addTerminal({
    id,
    institution: institution.code,
    mac,
    name: textOf(data, 'termName'),
    purpose: textOf(data, 'termUse'),
    version: textOf(data, 'termVersion'),
    developer: textOf(data, 'developer'),
    registeredOn,
  })
  return give({ termId: id, regDate: registeredOn })
}

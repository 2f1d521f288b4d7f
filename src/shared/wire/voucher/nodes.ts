import { idTypes } from '../codes.ts'
import type { Field } from '../table.ts'

const V = { found: 'V' } as const
const byAnnexA = { found: 'V', inferred: '附录 A.1.5 的形式，渠道比照' } as const
const card = { found: 'S2,S13,V' } as const

/** Who is at the terminal: what V tables A.4 and B.3 ask for besides the credential itself. */
export const operatorFields = [
  { name: 'operatorId', label: '操作员工号', type: 'c', length: 20, required: 'Y', source: card },
  { name: 'operatorName', label: '操作员姓名', type: 'c', length: 30, required: 'Y', source: card },
  { name: 'officeId', label: '医保科室编号', type: 'c', length: 20, required: '-', source: card },
  { name: 'officeName', label: '科室名称', type: 'c', length: 30, required: '-', source: card },
] as const satisfies readonly Field[]

/** A person by name and document: what 实名认证 compares (V 2.4, table A.6). */
export const identityFields = [
  { name: 'idType', label: '证件类型', type: 'c', length: 2, required: 'Y', codes: idTypes, source: V },
  { name: 'idNo', label: '证件号码', type: 'c', length: 22, required: 'Y', source: V },
  { name: 'userName', label: '姓名', type: 'c', length: 50, required: 'Y', source: V },
] as const satisfies readonly Field[]

/** The voucher's password [inferred]: six digits, in the clear as all of channel C, which travels over HTTPS (V table A.1). */
export const passwordField = {
  name: 'password',
  label: '电子凭证密码',
  type: 'c',
  length: 6,
  required: 'Y',
  source: { inferred: 'V 4.2、6.1.3 b 只要求有密码，6 位数字为推定' },
} as const satisfies Field

/** What an identified person comes as: of a decoded QR (V table A.5), a face, a card with the password. */
export const identifiedFields = [
  { name: 'userName', label: '用户姓名', type: 'c', length: 200, required: 'Y', source: card },
  { name: 'idNo', label: '证件号码', type: 'c', length: 64, required: 'Y', source: card },
  { name: 'idType', label: '证件类型', type: 'c', length: 2, required: 'Y', codes: idTypes, source: card },
  { name: 'ecToken', label: '医保电子凭证令牌', type: 'c', length: 64, required: 'Y', source: card },
  { name: 'insuOrg', label: '参保地医保区划', type: 'c', length: 6, required: '-', source: { found: 'S2,S13' } },
] as const satisfies readonly Field[]

/** The whole message of a terminal, as V table B.1 has it: plain and unsigned, for the 中台 of its own network. */
export function terminalInput<const T extends string, const N extends readonly Field[]>(transType: T, name: string, fields: N) {
  return [
    { name: 'orgId', label: '机构 ID', type: 'c', length: 40, required: 'Y', source: V },
    {
      name: 'transType',
      label: '交易类型',
      type: 'c',
      length: 40,
      required: 'Y',
      codes: { [transType]: name },
      source: { found: 'V', inferred: '取值' },
    },
    {
      name: 'data',
      label: '接口请求参数',
      type: 'object',
      required: 'Y',
      source: V,
      fields: [{ name: 'orgId', label: '机构 ID', type: 'c', length: 40, required: 'Y', source: V }, ...fields],
    },
    { name: 'extra', label: '扩展参数', type: 'json', length: 200_000, required: '-', source: V },
  ] as const satisfies readonly Field[]
}

/**
 * The whole message of a system with keys of its own, as V table A.2 has it. `signData` is the SM2 signature in Base64 over the text that channel B signs, with
 * `data` in the clear, as the example of V A.1.5.1 has it.
 */
export function signedInput<const T extends string, const N extends readonly Field[]>(transType: T, name: string, fields: N) {
  return [
    { name: 'orgId', label: '机构 ID，渠道为渠道编号', type: 'c', length: 40, required: 'Y', source: byAnnexA },
    { name: 'version', label: '版本号', type: 'c', length: 10, required: 'Y', codes: { '1.0.0': '中台版本' }, source: byAnnexA },
    { name: 'encType', label: '加密方式', type: 'c', length: 10, required: 'Y', codes: { SM4: 'SM4' }, source: byAnnexA },
    {
      name: 'transType',
      label: '交易类型',
      type: 'c',
      length: 20,
      required: 'Y',
      codes: { [transType]: name },
      source: { found: 'V', inferred: '取值' },
    },
    { name: 'signType', label: '签名类型', type: 'c', length: 10, required: 'Y', codes: { SM2: 'SM2' }, source: byAnnexA },
    {
      name: 'signData',
      label: '签名数据',
      type: 'c',
      length: 100,
      required: 'Y',
      source: { found: 'V', inferred: '算法未公布，比照 B 通道待签名串，Base64' },
    },
    {
      name: 'timestamp',
      label: '时间戳 yyyyMMddHHmmss',
      type: 'c',
      length: 20,
      required: 'Y',
      alsoNumber: true,
      source: byAnnexA,
    },
    { name: 'extra', label: '附加参数', type: 'json', required: '-', source: byAnnexA },
    { name: 'data', label: '入参内容', type: 'object', required: 'Y', source: byAnnexA, fields },
  ] as const satisfies readonly Field[]
}

/** The whole answer (V tables A.3 and B.2): `data` only with success. */
export function answerWith<const N extends readonly Field[]>(fields: N) {
  return [
    { name: 'orgId', label: '机构 ID', type: 'c', length: 40, required: '-', source: { found: 'V', inferred: '非必填' } },
    { name: 'code', label: '返回码', type: 'c', length: 10, required: 'Y', alsoNumber: true, source: V },
    { name: 'message', label: '返回信息', type: 't', required: '-', source: { found: 'S2,S13' } },
    {
      name: 'data',
      label: '接口响应参数',
      type: 'object',
      required: 'C',
      when: { field: 'code', in: ['0', '0000'] },
      source: { found: 'V', inferred: '仅成功时必填' },
      fields,
    },
  ] as const satisfies readonly Field[]
}

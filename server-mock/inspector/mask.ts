import {
  epcEnvelope,
  type Field,
  fsiEnvelope,
  type InterfaceTable,
  interfaceTables,
  toCamelCase,
  toSnakeCase,
} from '../../src/shared/wire/index.ts'
import { isObject } from '../json.ts'

/** Digits of an identity number with a date that can be, and of a mobile phone, wherever they stand in a text; not inside a longer number. */
const IDENTITY = /(?<![0-9A-Za-z])(\d{6})(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2}(\d[\dXx])(?![0-9A-Za-z])/g
const PHONE = /(?<![0-9A-Za-z])(1[3-9]\d)\d{4}(\d{4})(?![0-9A-Za-z])/g
/** Longer texts than this are files and signatures. */
const LONGEST_SHOWN = 400

type Mask = (text: string) => string

const maskName: Mask = (text) => `${[...text][0] ?? ''}${'*'.repeat(Math.max(1, [...text].length - 1))}`
const maskNumber: Mask = (text) =>
  text.length <= 8 ? '*'.repeat(text.length) : `${text.slice(0, 4)}${'*'.repeat(text.length - 8)}${text.slice(-4)}`
const maskAll: Mask = () => '***'

/** What a field is told by: its national label. The first that fits decides. */
const byLabel: readonly (readonly [RegExp, Mask])[] = [
  [/姓名|医师名|药师名|收件人|联系人$/, maskName],
  [/证件号码|证件编号|身份证|卡号|凭证编号|令牌|二维码|个人编号|人员编号|授权编号|验证码/, maskNumber],
  [/电话|手机/, maskNumber],
  [/地址|住址|经度|纬度|邮箱/, maskAll],
  [/诊断|病种|病情|过敏|疾病|症状|主诉|中医病|证候/, maskAll],
  [/出生日期/, maskAll],
]
/** Fields whose label says less than their name. */
const byName: readonly (readonly [RegExp, Mask])[] = [
  [/^(?:mdtrt_?cert_?no|certno|idNo|psn_no|cardNo)$/i, maskNumber],
  [/token$/i, maskNumber],
  [/^memo$/i, maskAll],
]

function fieldsOf(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => ('fields' in field ? [field, ...fieldsOf(field.fields)] : [field]))
}

function labels(): ReadonlyMap<string, string> {
  const tables: readonly InterfaceTable[] = Object.values(interfaceTables)
  const envelopes = [fsiEnvelope, epcEnvelope]
  const all = [
    ...tables.flatMap(({ input, output }) => [...fieldsOf(input), ...fieldsOf(output)]),
    ...envelopes.flatMap(({ request, response }) => [...fieldsOf(request), ...fieldsOf(response)]),
  ]
  const known = new Map<string, string>()
  for (const field of all) {
    for (const spelled of [toSnakeCase([field], { [field.name]: '' }), toCamelCase([field], { [field.name]: '' })]) {
      for (const name of Object.keys(spelled)) if (!known.has(name)) known.set(name, field.label)
    }
  }
  return known
}

const labelOf = labels()

/** A value of a field as anybody may see it: personal data by the field's name and label, identity and phone numbers by their shape anywhere, files shortened. */
export function maskedValue(name: string, value: unknown, label = labelOf.get(name) ?? ''): unknown {
  if (typeof value !== 'string' || value === '') return value
  const mask = byLabel.find(([pattern]) => pattern.test(label))?.[1] ?? byName.find(([pattern]) => pattern.test(name))?.[1]
  return shortened(mask === undefined ? maskedText(value) : mask(value))
}

/** A sentence with its identity and phone numbers hidden. */
export function maskedText(text: string): string {
  return text
    .replace(IDENTITY, (_all, start: string, end: string) => `${start}${'*'.repeat(10)}${end}`)
    .replace(PHONE, (_all, start: string, end: string) => `${start}****${end}`)
}

/** A whole node so. */
export function maskedNode(node: unknown, name = ''): unknown {
  if (Array.isArray(node)) return node.map((each) => maskedNode(each, name))
  if (!isObject(node)) return maskedValue(name, node)
  return Object.fromEntries(Object.entries(node).map(([member, value]) => [member, maskedNode(value, member)]))
}

function shortened(text: string): string {
  if (text.length <= LONGEST_SHOWN) return text
  // the log has told the length of what it did not keep whole
  const [ending] = /…（SHA-256 [0-9a-f]{64}，共 \d+ 个字符）$/.exec(text) ?? [`…（共 ${text.length} 个字符）`]
  return `${text.slice(0, LONGEST_SHOWN / 2)}${ending}`
}

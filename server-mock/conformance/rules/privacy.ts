import type { Field } from '../../../src/shared/wire/index.ts'
import { type Exchange, type Node, nodesOf, textsIn } from '../exchange.ts'
import { broken, kept, type Rule } from '../rule.ts'

/** 18 digits of an identity number with a date that can be, or 11 of a mobile phone, standing alone. */
const IDENTITY = /(?<![0-9A-Za-z])\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/
const PHONE = /(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])/
/** Fields that are there for what a person wrote. */
const FREE_LABEL = /备注|意见|原因|说明|描述|扩展|摘要/
const NAME_FIELDS: readonly string[] = ['userName', 'psn_name', 'patnName', 'patn_name']

/** Personal data stands where its table wants it, and nowhere else. */
export const privacyRules = [
  {
    id: 'YS-1',
    group: 'privacy',
    title: '证件号码、手机号码只出现在规定的字段',
    source: 'N 9.3.3.1.5、9.3.4.1 b；个人信息保护法 6',
    breaks: '身份证号、手机号出现在备注、意见、原因、单据号等字段，或报文头',
    looksAt: '每条报文中标签不含「证件」「凭证」「电话」「手机」的文本字段',
    judge: ({ exchanges }) =>
      exchanges.map((each) => {
        const table = each.table === null ? [] : leavesOf(each.table.input, each.content)
        const around = each.channel === 'C' ? [] : headOf(each)
        const found = [...table, ...around].find(({ label, text }) => !/证件|凭证|电话|手机|联系/.test(label) && isPersonal(text))
        return found === undefined ? kept(each) : broken(`${found.label} 中有证件号码或手机号码`, each)
      }),
  },
  {
    id: 'YS-2',
    group: 'privacy',
    title: '备注、意见、原因中不写患者姓名',
    source: 'N 9.3.3.1.5；推断',
    breaks: '患者姓名（此前应答中给出的）出现在备注、意见、原因、扩展等自由文本字段',
    looksAt: '每条有自由文本字段的报文，与此前应答中的姓名',
    judge: ({ exchanges }) => {
      const names = new Set<string>()
      return exchanges.flatMap((each) => {
        const free =
          each.table === null ? [] : leavesOf(each.table.input, each.content).filter(({ label }) => FREE_LABEL.test(label))
        const leak = free.find(({ text }) => [...names].some((name) => text.includes(name)))
        for (const { field, text } of textsIn(each.output)) if (NAME_FIELDS.includes(field) && text.length > 1) names.add(text)
        if (free.length === 0) return []
        return [leak === undefined ? kept(each) : broken(`${leak.label} 中有患者姓名`, each)]
      })
    },
  },
] as const satisfies readonly Rule[]

function isPersonal(text: string): boolean {
  return IDENTITY.test(text) || PHONE.test(text)
}

interface Leaf {
  readonly label: string
  readonly text: string
}

function leavesOf(fields: readonly Field[], node: Node): readonly Leaf[] {
  return fields.flatMap((field) => {
    const value = node[field.name]
    if ('fields' in field) return nodesOf(value).flatMap((each) => leavesOf(field.fields, each))
    if (field.type === 'json') return textsIn(value).map(({ text }) => ({ label: field.label, text }))
    return typeof value === 'string' && value !== '' ? [{ label: field.label, text: value }] : []
  })
}

/** What stands around the content, but for what is there to be long. */
function headOf({ envelope }: Exchange): readonly Leaf[] {
  return Object.entries(envelope).flatMap(([name, value]) =>
    ['input', 'encData', 'signData', 'cainfo', 'msgid', 'sign_no', 'timestamp'].includes(name)
      ? []
      : textsIn(value).map(({ text }) => ({ label: `报文头 ${name}`, text })),
  )
}

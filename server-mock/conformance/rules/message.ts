import type { Field } from '../../../src/shared/wire/index.ts'
import { amountOf, readDecimal, scales } from '../../money.ts'
import { textOf } from '../../refusal.ts'
import { readCompactTime, readDateTime } from '../../time.ts'
import { type Exchange, type Node, nodeOf, nodesOf } from '../exchange.ts'
import { broken, type Finding, kept, type Rule } from '../rule.ts'

const FORM_CODES: readonly string[] = ['1003', '-2']
const SIGNATURE_CODES: readonly string[] = ['1002', '700001', '700002', '700003']
const UNKNOWN_CODES: readonly string[] = ['1008', '-5']
const isSigned = ({ channel }: Exchange): boolean => channel !== 'C'

/** The form of every message: table, signature, numbers, times, amounts. */
export const messageRules = [
  {
    id: 'BW-1',
    group: 'message',
    title: '报文符合接口表：字段、类型、长度、必填、代码',
    source: 'N 9.4.4.2 a；各接口表',
    breaks: '被中心以入参不合规 (1003、-2) 拒绝',
    looksAt: '每条到达中心的报文的返回码',
    judge: ({ exchanges }) => byCode(exchanges, FORM_CODES, '报文不符合接口表'),
  },
  {
    id: 'BW-2',
    group: 'message',
    title: '签名、加密正确',
    source: 'N 9.3.3.1.2 a、9.3.3.1.3 a、9.4.4.2 e',
    breaks: '验签或解密失败 (1002、700002、700003)，或使用未登记的应用 (700001)',
    looksAt: '每条到达中心的签名报文的返回码',
    judge: ({ exchanges }) => byCode(exchanges.filter(isSigned), SIGNATURE_CODES, '签名或加密不正确'),
  },
  {
    id: 'BW-3',
    group: 'message',
    title: '报文编号 msgid：机构编号 12 位、当时时间 14 位、序号 4 位',
    source: 'S1 报文头 msgid；时间的允许误差为推断',
    breaks: 'msgid 不是该形式，或其中的时间与到达时间相差超过允许误差',
    looksAt: '定点机构接口 (A) 每条报文的 msgid',
    judge: ({ exchanges, province }) =>
      exchanges
        .filter(({ channel }) => channel === 'A')
        .map((each) => {
          const msgid = textOf(each.envelope, 'msgid')
          const time = readCompactTime(msgid.slice(12, 26))
          const isRight = msgid.slice(0, 12) === each.client && /^\d{4}$/.test(msgid.slice(26)) && time !== null
          if (!isRight) return broken('msgid 不合规则', each)
          return Math.abs(time - each.at) > province.insuranceClockTolerance.value
            ? broken('msgid 中的时间不是发送时间', each)
            : kept(each)
        }),
  },
  {
    id: 'BW-4',
    group: 'message',
    title: '报文编号 msgid 不重复',
    source: 'S1 报文头 msgid；S7',
    breaks: '同一 msgid 出现两次，包括应答丢失后原样重发',
    looksAt: '定点机构接口 (A) 全部 msgid',
    judge: ({ exchanges }) => {
      const first = new Map<string, Exchange>()
      return exchanges
        .filter(({ channel }) => channel === 'A')
        .map((each) => {
          const msgid = textOf(each.envelope, 'msgid')
          const earlier = first.get(msgid)
          if (earlier === undefined) first.set(msgid, each)
          if (earlier === undefined && each.code !== '1009') return kept(each)
          return broken('msgid 已使用过', each, ...(earlier === undefined ? [] : [earlier]))
        })
    },
  },
  {
    id: 'BW-5',
    group: 'message',
    title: '签名报文不得原样重放',
    source: 'N 9.3.3.1.2；推断',
    breaks: '同一签名值出现两次；重试须重新签名',
    looksAt: '处方中心等签名加密接口的 signData',
    judge: ({ exchanges }) => {
      const first = new Map<string, Exchange>()
      return exchanges.flatMap((each) => {
        const signature = textOf(each.envelope, 'signData')
        if (signature === '') return []
        const earlier = first.get(signature)
        if (earlier === undefined) first.set(signature, each)
        return [earlier === undefined ? kept(each) : broken('与此前报文的签名相同', each, earlier)]
      })
    },
  },
  {
    id: 'BW-6',
    group: 'message',
    title: '发送时间与中心时间一致',
    source: '报文头 inf_time、timestamp；允许误差为推断',
    breaks: '报文头的时间与到达时间相差超过允许误差',
    looksAt: '每条报文的 inf_time (A) 或 timestamp (签名加密接口)',
    judge: ({ exchanges, province }) =>
      exchanges.filter(isSigned).map((each) => {
        const isInsurance = each.channel === 'A'
        const tolerance = (isInsurance ? province.insuranceClockTolerance : province.prescriptionClockTolerance).value
        const sent = isInsurance
          ? readDateTime(textOf(each.envelope, 'inf_time'))
          : timestampOf(textOf(each.envelope, 'timestamp'))
        return sent !== null && Math.abs(sent - each.at) <= tolerance ? kept(each) : broken('发送时间不在允许误差之内', each)
      }),
  },
  {
    id: 'BW-7',
    group: 'message',
    title: '金额以文本传送，两位小数',
    source: '接口表 n16,2；S1；写法为推断',
    breaks: '金额写成 JSON 数字（浮点），或文本不是恰好两位小数',
    looksAt: '报文中类型为 n16,2 的每个字段',
    judge: ({ exchanges }) =>
      exchanges.flatMap((each) => {
        const amounts = each.table === null ? [] : amountsIn(each.table.input, each.content)
        const wrong = amounts.find(({ value }) => typeof value !== 'string' || !/^-?\d+\.\d\d$/.test(value))
        if (amounts.length === 0) return []
        return [wrong === undefined ? kept(each) : broken(`${wrong.name} 须为两位小数的文本`, each)]
      }),
  },
  {
    id: 'BW-8',
    group: 'message',
    title: '明细金额之和等于总额，单价乘数量等于明细金额',
    source: '2101A、2102A 接口表 medfee_sumamt、det_item_fee_sumamt；推断',
    breaks: '结算报文的金额自相矛盾',
    looksAt: '每条 2101、2101A、2102、2102A 的费用明细',
    judge: ({ exchanges }) => exchanges.filter(({ interface: number }) => /^210[12]A?$/.test(number)).map(judgeSums),
  },
  {
    id: 'BW-9',
    group: 'message',
    title: '不调用本省没有的接口',
    source: 'N 9.4.2；各省接口清单',
    breaks: '调用的接口在本省没有开通 (1008、-5)，或根本没有这个接口',
    looksAt: '每条报文的接口编号、地址与返回码',
    judge: ({ exchanges }) =>
      exchanges.map((each) =>
        each.interface === 'unknown' || UNKNOWN_CODES.includes(each.code) ? broken('本省没有该接口', each) : kept(each),
      ),
  },
] as const satisfies readonly Rule[]

function byCode(exchanges: readonly Exchange[], codes: readonly string[], what: string): readonly Finding[] {
  return exchanges
    .filter(({ processed }) => processed)
    .map((each) => (codes.includes(each.code) ? broken(`${what} (${each.code})`, each) : kept(each)))
}

function timestampOf(text: string): number | null {
  return /^\d{13}$/.test(text) ? Number(text) : readCompactTime(text)
}

/** The longest of the fields with two decimals are money; the shorter ones are days and ages. */
const MONEY_DIGITS = 12

function amountsIn(fields: readonly Field[], node: Node): readonly { readonly name: string; readonly value: unknown }[] {
  return fields.flatMap((field) => {
    if ('fields' in field) return nodesOf(node[field.name]).flatMap((each) => amountsIn(field.fields, each))
    const value = node[field.name]
    const isAmount = field.type === 'n' && field.scale === 2 && (field.length ?? 0) >= MONEY_DIGITS
    return isAmount && value !== undefined && value !== null && value !== '' ? [{ name: field.name, value }] : []
  })
}

function judgeSums(each: Exchange): Finding {
  const lines = nodesOf(each.content.drugdetail)
  const fen = (node: Node, name: string): number => readDecimal(textOf(node, name), scales.fen) ?? Number.NaN
  const sum = lines.reduce((total, line) => total + fen(line, 'det_item_fee_sumamt'), 0)
  const total = fen(nodeOf(each.content.druginfo), 'medfee_sumamt')
  const wrong = lines.some((line) => {
    const quantity = readDecimal(textOf(line, 'cnt'), scales.quantity)
    const price = readDecimal(textOf(line, 'pric'), scales.price)
    return quantity === null || price === null || amountOf(quantity, price) !== fen(line, 'det_item_fee_sumamt')
  })
  if (wrong) return broken('单价 × 数量不等于明细金额', each)
  return sum === total ? kept(each) : broken('明细金额之和不等于总额', each)
}

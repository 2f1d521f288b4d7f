import { textOf } from '../../refusal.ts'
import { readDateTime } from '../../time.ts'
import { type Exchange, isDone, isLost, nodeOf, nodesOf, textsIn } from '../exchange.ts'
import { broken, kept, type Rule } from '../rule.ts'

/** Credentials and tokens are used while they live, and once where they are for one use. */
export const tokenRules = [
  {
    id: 'LP-1',
    group: 'token',
    title: '处方令牌过期后不再使用',
    source: 'N 8.4.4 注 2；7201 出参 tokenValidEndTime',
    breaks: '7204、7205、7206 使用的处方令牌，在 7201 应答所告知的截止时间之后（应答丢失后的重复 7206 不算）',
    looksAt: '每条带 epcToken 的报文与给出该令牌的 7201',
    judge: ({ exchanges }) =>
      exchanges.flatMap((each) => {
        const given = authorizationOf(exchanges, each)
        if (given === undefined) return []
        const until = readDateTime(textOf(given.node, 'tokenValidEndTime')) ?? Number.POSITIVE_INFINITY
        if (each.at <= until || isRepeatedReview(exchanges, each)) return [kept(each, given.by)]
        return [broken('处方令牌已过截止时间', each, given.by)]
      }),
  },
  {
    id: 'LP-2',
    group: 'token',
    title: '下载一张处方后，同次授权的其他令牌不再使用',
    source: 'N 8.4.4 注 1',
    breaks: '7204 成功之后，又使用同一次 7201 给出的另一张处方的令牌',
    looksAt: '每条 7204 与同一次 7201 的其他 7204',
    judge: ({ exchanges }) =>
      exchanges
        .filter(({ interface: number }) => number === '7204')
        .flatMap((each) => {
          const given = authorizationOf(exchanges, each)
          if (given === undefined) return []
          const other = exchanges.find(
            (earlier) =>
              earlier.id < each.id &&
              earlier.interface === '7204' &&
              isDone(earlier) &&
              earlier.hiRxno !== each.hiRxno &&
              authorizationOf(exchanges, earlier)?.by === given.by,
          )
          return [other === undefined ? kept(each, given.by) : broken('令牌已随另一张处方的下载失效', each, other)]
        }),
  },
  {
    id: 'LP-3',
    group: 'token',
    title: '被告知失效的令牌不再使用',
    source: 'V 2.10；N 8.4.4 注 2',
    breaks: '令牌已被中心以失效为由拒绝 (1006、700101、700111、700133)，又在其后的报文中使用',
    looksAt: '每次以令牌失效拒绝的报文，及其后使用同一令牌的报文',
    judge: ({ exchanges }) =>
      exchanges
        .filter((each) => Object.hasOwn(TOKEN_FIELDS, each.code) && each.delivered === 'yes')
        .flatMap((each) => {
          const token = tokenIn(each)
          if (token === '') return []
          const again = exchanges.find(
            (later) =>
              later.id > each.id && textsIn(later.content).some(({ text }) => text === token) && later.channel === each.channel,
          )
          return [again === undefined ? kept(each) : broken('已告知失效的令牌再次使用', each, again)]
        }),
  },
  {
    id: 'LP-4',
    group: 'token',
    title: '展码一次一用',
    source: 'V 4.11',
    breaks: '已得到应答的二维码再次解码（应答丢失后重试一次不算）',
    looksAt: '每条 ec.query 的 ecQrCode',
    judge: ({ exchanges }) => {
      const queries = exchanges.filter(({ interface: number }) => number === 'ec.query')
      const qrOf = ({ content }: Exchange): string => textOf(nodeOf(content.data), 'ecQrCode')
      return queries.map((each) => {
        const answered = queries.find((earlier) => earlier.id < each.id && qrOf(earlier) === qrOf(each) && !isLost(earlier))
        return answered === undefined ? kept(each) : broken('二维码已经解码过', each, answered)
      })
    },
  },
] as const satisfies readonly Rule[]

/** The refusals of a dead token, and where that stands. */
const TOKEN_FIELDS: Readonly<Record<string, readonly string[]>> = {
  '1006': ['mdtrt_cert_no'],
  '700101': ['mdtrtCertNo'],
  '700111': ['epcToken', 'downloadIdeCode'],
  '700133': ['ecToken'],
}

/** The token that a message was refused for. */
function tokenIn({ code, content }: Exchange): string {
  const fields = TOKEN_FIELDS[code] ?? []
  return textsIn(content).find(({ field }) => fields.includes(field))?.text ?? ''
}

/** Which 7201 gave the prescription token of a message, and what it said of it. */
function authorizationOf(exchanges: readonly Exchange[], each: Exchange) {
  if (!['7204', '7205', '7206'].includes(each.interface)) return undefined
  const token = textsIn(each.content).find(({ field }) => field === 'epcToken')?.text
  if (token === undefined) return undefined
  for (const by of exchanges) {
    if (by.interface !== '7201' || by.id > each.id || !isDone(by)) continue
    const node = nodesOf(by.output.rxList).find((item) => textOf(item, 'epcToken') === token)
    if (node !== undefined) return { by, node }
  }
  return undefined
}

function isRepeatedReview(exchanges: readonly Exchange[], each: Exchange): boolean {
  return (
    each.interface === '7206' &&
    exchanges.some(
      ({ id, interface: number, hiRxno, delivered }) =>
        id < each.id && number === '7206' && hiRxno === each.hiRxno && delivered === 'no',
    )
  )
}

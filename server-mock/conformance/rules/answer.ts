import { type Exchange, isDone, isLost, textsIn } from '../exchange.ts'
import { broken, kept, type Rule } from '../rule.ts'

/** Shorter texts come about by chance. */
const DISTINCT_LENGTH = 12
/** What works once, and names what it was given for. */
const SINGLE_USE: readonly string[] = ['ecToken', 'epcToken', 'rxSignVerifySn', 'mdtrtCertNo', 'mdtrt_cert_no']
const UNTRUSTED: readonly string[] = ['wrongSignature', 'duplicateAnswer', 'halfBody']

/** Nothing is done with what a wrong answer said. */
export const answerRules = [
  {
    id: 'YD-1',
    group: 'answer',
    title: '验签不过、残缺或重叠的应答，其内容不得使用',
    source: 'N 9.3.3.1.2 a、c；9.4.3.2',
    breaks: '中心曾以错误签名、一文两份或半截报文应答，而只在其中出现过的编号、令牌被客户端用于其后的报文',
    looksAt: '每次播放签名错误、重复应答、半截应答的故障，其应答内容与其后的报文',
    judge: ({ exchanges }) =>
      exchanges
        .filter(({ fault, processed }) => processed && UNTRUSTED.includes(fault ?? ''))
        .map((each) => {
          const said = onlyHere(each, exchanges)
          const user = exchanges.find((later) => later.id > each.id && uses(later, said, exchanges, each.id))
          return user === undefined ? kept(each) : broken('使用了不可信应答的内容', each, user)
        }),
  },
  {
    id: 'YD-2',
    group: 'answer',
    title: '识别过时的应答，不当作本次应答使用',
    source: 'N 9.3.3.1.2；推断',
    breaks: '中心以此前的应答作答，客户端未重新询问，即把其中给别的业务、且已用过的令牌或验签流水号再用一次',
    looksAt: '每次播放过时应答的故障，其应答中的一次性令牌与其后的报文',
    judge: ({ exchanges, everybody }) =>
      exchanges
        .filter(({ fault }) => fault === 'staleAnswer')
        .map((each) => {
          const earlier = everybody.findLast(
            ({ id, interface: number, processed }) => id < each.id && number === each.interface && processed,
          )
          const stale = earlier === undefined ? [] : textsIn(earlier.output).map(({ text }) => text)
          const asked = exchanges.find((later) => later.id > each.id && later.interface === each.interface && !isLost(later))
          const user = exchanges.find(
            (later) =>
              later.id > each.id &&
              later.id < (asked?.id ?? Number.POSITIVE_INFINITY) &&
              singleUses(later).some((text) => stale.includes(text) && wasSpent(text, later, each, exchanges)),
          )
          return user === undefined ? kept(each) : broken('把过时的应答当作本次应答', each, user)
        }),
  },
] as const satisfies readonly Rule[]

/** What an answer said that its client could know from nowhere else. */
function onlyHere(each: Exchange, exchanges: readonly Exchange[]): readonly string[] {
  const before = exchanges.filter(({ id }) => id <= each.id)
  const known = new Set(
    before.flatMap((earlier) => [
      ...textsIn([earlier.envelope, earlier.content]).map(({ text }) => text),
      ...(earlier.id < each.id && !isLost(earlier) ? textsIn(earlier.output).map(({ text }) => text) : []),
    ]),
  )
  return textsIn(each.output).flatMap(({ text }) => (text.length >= DISTINCT_LENGTH && !known.has(text) ? [text] : []))
}

/** Whether a message uses one of these texts before a good answer said it. */
function uses(later: Exchange, texts: readonly string[], exchanges: readonly Exchange[], since: number): boolean {
  const used = new Set(textsIn(later.content).map(({ text }) => text))
  return texts.some(
    (text) =>
      used.has(text) &&
      !exchanges.some(
        (good) =>
          good.id > since && good.id < later.id && isDone(good) && textsIn(good.output).some((each) => each.text === text),
      ),
  )
}

function singleUses({ content }: Exchange): readonly string[] {
  return textsIn(content).flatMap(({ field, text }) => (SINGLE_USE.includes(field) ? [text] : []))
}

/** Whether a token had served the same interface before the stale answer came, under an answer that arrived. */
function wasSpent(text: string, later: Exchange, stale: Exchange, exchanges: readonly Exchange[]): boolean {
  return exchanges.some(
    (earlier) =>
      earlier.id < stale.id && earlier.interface === later.interface && isDone(earlier) && singleUses(earlier).includes(text),
  )
}

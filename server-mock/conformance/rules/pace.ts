import { type Exchange, isLost } from '../exchange.ts'
import { broken, kept, type Rule } from '../rule.ts'

/** How soon a client comes again. Real time counts: the center's clock may stand still. */
export const paceRules = [
  {
    id: 'JZ-1',
    group: 'pace',
    title: '被限流后暂停',
    source: 'V 表 C.4「-6 触发限流」；时长为推断',
    breaks: '收到 -6、1010 或限流的 HTTP 状态后，同一通道不到规定时长又有报文',
    looksAt: '每次限流应答与同一通道的下一条报文（实际时间）',
    judge: ({ exchanges, province }) =>
      exchanges.filter(isThrottled).flatMap((each) => {
        const next = exchanges.find((later) => later.id > each.id && later.channel === each.channel)
        if (next === undefined) return []
        const pause = next.realAt - each.realAt
        return [
          pause >= province.throttlePause.value ? kept(each, next) : broken(`${Math.round(pause)} 毫秒后又来报文`, each, next),
        ]
      }),
  },
  {
    id: 'JZ-2',
    group: 'pace',
    title: '失败后不连续猛发',
    source: 'N 9.3.3.1.3 e「高频异常」；次数为推断',
    breaks: '同一接口的应答接连丢失，一秒之内又发出超过规定次数',
    looksAt: '应答丢失后同一接口的报文（实际时间）',
    judge: ({ exchanges, province }) =>
      exchanges
        .filter((each) => beginsLoss(each, exchanges))
        .flatMap((each) => {
          const row = exchanges.filter(
            (later) => later.id >= each.id && sameAs(each)(later) && later.realAt - each.realAt < SECOND_MS,
          )
          const others = row.slice(1)
          if (others.length === 0) return []
          return [
            others.length > province.retryBurst.value
              ? broken(`一秒之内重发 ${others.length} 次`, each, ...others)
              : kept(each, ...others),
          ]
        }),
  },
] as const satisfies readonly Rule[]

const SECOND_MS = 1_000
const THROTTLED: readonly string[] = ['-6', '1010']

function isThrottled({ code, fault }: Exchange): boolean {
  return THROTTLED.includes(code) || fault === 'throttle' || fault === 'http503'
}

function sameAs(each: Exchange): (other: Exchange) => boolean {
  return (other) => other.interface === each.interface && other.hiRxno === each.hiRxno
}

/** Whether the answer of this message was lost, and that of the one before it was not. */
function beginsLoss(each: Exchange, exchanges: readonly Exchange[]): boolean {
  const before = exchanges.findLast((earlier) => earlier.id < each.id && sameAs(each)(earlier))
  return isLost(each) && (before === undefined || !isLost(before))
}

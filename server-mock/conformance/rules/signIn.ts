import { textOf } from '../../refusal.ts'
import { type Exchange, isDayOver, isDone, isLost, nodeOf } from '../exchange.ts'
import { broken, kept, type Rule } from '../rule.ts'

const operatorOf = ({ envelope }: Exchange): string => textOf(envelope, 'opter')

/** Signing in before work, and signing off after it. */
export const signInRules = [
  {
    id: 'QD-1',
    group: 'signIn',
    title: '先签到 (9001)，后办业务',
    source: 'S1 报文头 sign_no；9001 接口',
    breaks: '未签到、签到已失效、使用他人或他日的签到编号，被中心以 1004 拒绝',
    looksAt: '定点机构接口 (A) 除 9001 外的每条报文；9002 应答丢失后的重复签退不算',
    judge: ({ exchanges }) =>
      exchanges
        .filter(({ channel, interface: number, processed }) => channel === 'A' && number !== '9001' && processed)
        .filter((each) => each.code !== '1004' || !repeatsLostSignOff(each, exchanges))
        .map((each) => (each.code === '1004' ? broken('未持有当日有效的签到编号', each) : kept(each))),
  },
  {
    id: 'QD-2',
    group: 'signIn',
    title: '当日业务结束须签退 (9002)',
    source: '9002 接口；推断',
    breaks: '经办人当日签到过，到日终没有签退，或签退之后又签到而未再签退',
    looksAt: '每个经办人每日最后一次成功的 9001 与 9002',
    judge: ({ exchanges, now }) => {
      const signings = exchanges.filter((each) => ['9001', '9002'].includes(each.interface) && each.accepted)
      const last = new Map(signings.map((each) => [`${each.day} ${operatorOf(each)}`, each]))
      return [...last.values()].flatMap((each) => {
        if (each.interface === '9002') return [kept(each)]
        return isDayOver(each, now) ? [broken(`经办人 ${operatorOf(each)} 当日没有签退`, each)] : []
      })
    },
  },
] as const satisfies readonly Rule[]

function repeatsLostSignOff(each: Exchange, exchanges: readonly Exchange[]): boolean {
  const signNo = ({ content }: Exchange): string => textOf(nodeOf(content.signOut), 'sign_no')
  return (
    each.interface === '9002' &&
    exchanges.some(
      (earlier) =>
        earlier.interface === '9002' &&
        earlier.id < each.id &&
        (isLost(earlier) || !isDone(earlier)) &&
        signNo(earlier) === signNo(each),
    )
  )
}

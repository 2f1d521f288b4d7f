import { nextChoices } from '../context.ts'
import { isObject } from '../json.ts'
import { give, refuse, textOf } from '../refusal.ts'
import { chinaTime } from '../time.ts'
import type { InsuranceInterface } from './interface.ts'

/** 9001 签到: the operator's business sign-in, good for today. */
export const signIn: InsuranceInterface = (context, { input, institution, operator }) => {
  const request = isObject(input.signIn) ? input.signIn : {}
  if (textOf(request, 'opter_no') !== operator) return refuse('1003', 'signIn.opter_no', '须与报文头 opter 一致')
  const now = chinaTime(context.clock.now())
  const signNo = `${now.compact}${nextChoices(context, 'signNo').digits(16)}`
  context.store.signIns.add({ signNo, institution: institution.code, operator, date: now.date })
  return give({ signinoutb: { sign_time: now.dateTime, sign_no: signNo } })
}

import { isObject } from '../json.ts'
import { give, refuse, textOf } from '../refusal.ts'
import { chinaTime } from '../time.ts'
import type { InsuranceInterface } from './interface.ts'

/** 9002 签退: ends one of the operator's own sign-ins. */
export const signOut: InsuranceInterface = (context, { input, institution, operator }) => {
  const request = isObject(input.signOut) ? input.signOut : {}
  if (textOf(request, 'opter_no') !== operator) return refuse('1003', 'signOut.opter_no', '须与报文头 opter 一致')
  const signNo = textOf(request, 'sign_no')
  const signedIn = context.store.signIns.find(signNo)
  if (signedIn?.institution !== institution.code || signedIn.operator !== operator) {
    return refuse('1004', 'signOut.sign_no', '不是该经办人在本机构的签到')
  }
  context.store.signIns.end(signNo)
  return give({ signoutoutb: { sign_time: chinaTime(context.clock.now()).dateTime } })
}

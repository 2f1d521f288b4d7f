import { refuse, textOf } from '../refusal.ts'
import { findByCard } from './credential.ts'
import { placeOf } from './ecQuery.ts'
import type { TerminalInterface } from './interface.ts'
import { refuseWrongPassword } from './password.ts'
import { refuseTerminal } from './terminal.ts'
import { giveToken } from './tokens.ts'

/** ec.pwdCheck 电子凭证密码校验 (N 7.4.3 j, 8.4.4 b): who puts down a card and knows the voucher's password is given a token, as a decoded QR gives it. */
export const checkPassword: TerminalInterface = (context, { data, institution }) => {
  const wrongTerminal = refuseTerminal(context, institution, data)
  if (wrongTerminal) return wrongTerminal
  const found = findByCard(context, {
    type: textOf(data, 'mdtrtCertType'),
    number: textOf(data, 'mdtrtCertNo'),
    cardSn: textOf(data, 'cardSn'),
  })
  if (!found.ok) return refuse(found.fault === 'card' ? '-4' : '500001', `data.${fields[found.field]}`, found.rule)
  const { person } = found
  const wrong = refuseWrongPassword(context, person, textOf(data, 'password'), 'data.password')
  if (wrong) return wrong
  return giveToken(context, { person, institution, source: 'password', area: placeOf(context, person.identityNumber) })
}

const fields = { number: 'mdtrtCertNo', cardSn: 'cardSn' } as const

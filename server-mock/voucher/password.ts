import type { VoucherCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { refuse, textOf } from '../refusal.ts'
import type { Person } from '../store/registry.ts'
import { chinaTime } from '../time.ts'
import { digestOf } from './digest.ts'
import { holderOf, type Refused } from './holder.ts'

const RUNS = ['01234567890', '09876543210']

/** 校验密码有效性 (V 6.1.3 b): six digits, not one digit six times, no run up or down; the rule itself is inferred. */
export function isGoodPassword(password: string): boolean {
  return /^\d{6}$/.test(password) && !/^(\d)\1+$/.test(password) && !RUNS.some((run) => run.includes(password))
}

/** Refuses a new password that is none. */
export function refuseNewPassword(data: Readonly<Record<string, unknown>>): Refused {
  return isGoodPassword(textOf(data, 'password'))
    ? null
    : refuse('-2', 'data.password', '须为 6 位数字，不得全部相同或连续 (V 6.1.3 b)')
}

/** Gives a person's voucher a password, which ends a lock. */
export function setPassword({ store }: CenterContext, { identityNumber }: Person, password: string): void {
  store.holders.setPassword(identityNumber, digestOf(identityNumber, password))
}

/**
 * Whether this is the voucher's password. A wrong one is counted, and after some in a row none is taken for a while [inferred]; a right one begins the count anew.
 * By the switch nothing is counted.
 */
export function refuseWrongPassword(context: CenterContext, person: Person, password: string, field: string): Refused {
  const { store, clock, province, switches } = context
  const holder = holderOf(context, person)
  const locks = switches().passwordLock === 'lock'
  if (holder.password === null) return refuse<VoucherCode>('500042', field, '须先在渠道应用设置电子凭证密码 (V 4.2)')
  if (locks && holder.lockedUntil !== null && holder.lockedUntil > clock.now()) return locked(field, holder.lockedUntil)
  const begun = holder.lockedUntil === null ? holder.wrongPasswords : 0
  if (holder.password === digestOf(person.identityNumber, password)) {
    if (holder.wrongPasswords > 0) store.holders.setTries(person.identityNumber, 0, null)
    return null
  }
  if (!locks) return refuse('500004', field, '电子凭证密码不正确')
  const wrong = begun + 1
  const left = province.passwordTries.value - wrong
  const lockedUntil = left > 0 ? null : clock.now() + province.passwordLock.value
  store.holders.setTries(person.identityNumber, wrong, lockedUntil)
  return lockedUntil === null ? refuse('500004', field, `电子凭证密码不正确，还可输入 ${left} 次`) : locked(field, lockedUntil)
}

function locked(field: string, until: number): Exclude<Refused, null> {
  return refuse('500004', field, `密码连续输错，锁定至 ${chinaTime(until).dateTime}，重新设置密码可解锁`)
}

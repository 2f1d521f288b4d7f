import { describe, expect, it } from 'vitest'
import { withTries } from '../../../src/main/station/gateways/passwordTries.ts'
import { failure } from '../../../src/shared/contract/failures.ts'

const refused = (message: string) =>
  ({ kind: 'refused', failure: failure('VOUCHER_PASSWORD_WRONG', { center: { code: '500004', message } }) }) as const

describe('what the center says of a wrong password', () => {
  it.each([
    ['电子凭证密码不正确，还可输入 4 次', 4],
    ['密码错误，剩余1次', 1],
    ['密码错误，您还有 2 次机会', 2],
  ])('%s', (message, triesLeft) => {
    expect(withTries(refused(message))).toMatchObject({ failure: { code: 'VOUCHER_PASSWORD_WRONG', triesLeft } })
  })

  it('that none is taken any more', () => {
    expect(withTries(refused('密码连续输错，锁定至明天，重新设置密码可解锁'))).toMatchObject({
      failure: { code: 'VOUCHER_PASSWORD_LOCKED' },
    })
  })

  it.each(['电子凭证密码错误', '', '您已连续输错 3 次'])('“%s” says nothing of it', (message) => {
    const outcome = refused(message)
    expect(withTries(outcome)).toEqual(outcome)
  })

  it('is read of a wrong password alone', () => {
    const other = {
      kind: 'refused',
      failure: failure('CENTER_REFUSED', { center: { code: '1', message: '还可输入 4 次' } }),
    } as const
    expect(withTries(other)).toBe(other)
  })
})

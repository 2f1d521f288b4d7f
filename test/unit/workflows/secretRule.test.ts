import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isTooSimple } from '../../../src/main/station/workflows/people/secretRule.ts'

it.each(['', '1', '24681', '林晓燕'])('a secret of fewer than six characters is too simple: %j', (secret) => {
  expect(isTooSimple(secret, '王敏')).toBe(true)
})

it.each(['111111', 'aaaaaaaa', '123456', '654321', '1234567890', '098765', 'abcdef', 'FEDCBA', 'aBcDeF', '１２３４５６'])(
  'one character again and again, or a run, is too simple: %j',
  (secret) => {
    expect(isTooSimple(secret, '王敏')).toBe(true)
  },
)

it.each([
  ['zhoudianzhang', 'zhoudianzhang'],
  ['Zhou Dianzhang', 'zhoudianzhang'],
  ['买买提·艾力江', '买买提•艾力江'],
])('the name of the account is too simple: %j', (secret, name) => {
  expect(isTooSimple(secret, name)).toBe(true)
})

it.each(['246810', '123457', '112233', 'abcdeg', '一二三四五六', '12345６7x'])('anything else will do: %j', (secret) => {
  expect(isTooSimple(secret, '王敏')).toBe(false)
})

it('every run of six or more characters is found, wherever it begins', () => {
  const run = fc.record({
    from: fc.integer({ min: 0, max: 9 }),
    length: fc.integer({ min: 6, max: 20 }),
    step: fc.constantFrom(-1, 0, 1),
  })
  fc.assert(
    fc.property(run, ({ from, length, step }) => {
      const digits = Array.from({ length }, (_, index) => (((from + step * index) % 10) + 10) % 10)
      expect(isTooSimple(digits.join(''), '王敏')).toBe(true)
    }),
  )
})

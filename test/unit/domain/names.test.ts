import { expect, test } from 'vitest'
import { isLoopback } from '../../../src/shared/domain/loopback.ts'
import { normalName, normalNumber } from '../../../src/shared/domain/personNames.ts'

test.each([
  ['买买提·艾力', '买买提•艾力'],
  ['买买提·艾力', '买买提．艾力'],
  ['王 秀兰', '王　秀兰'],
])('%s and %s are one name', (one, other) => {
  expect(normalName(one)).toBe(normalName(other))
})

test('other names stay other names', () => {
  expect(normalName('王秀兰')).not.toBe(normalName('王秀蓝'))
})

test('an identity number is the same in full width and with a small x', () => {
  expect(normalNumber('９９０１０１１９９００１０１００１x')).toBe('99010119900101001X')
})

test.each(['http://127.0.0.1:80', 'https://localhost', 'http://[::1]:8080/', 'http://127.9.9.9'])(
  '%s is this computer',
  (address) => {
    expect(isLoopback(address)).toBe(true)
  },
)

test.each([
  'http://192.0.2.1',
  'http://127.0.0.1.example.org',
  'http://127.0.0.1@example.org',
  'http://localhost@example.org:80',
  'http://example.org/127.0.0.1',
  'ftp://127.0.0.1',
  'http://0.0.0.0',
  '127.0.0.1',
])('%s is not', (address) => {
  expect(isLoopback(address)).toBe(false)
})

import { expect, it } from 'vitest'
import { isPrivateAddress } from '../../../src/shared/domain/privateAddress.ts'

it.each(['10.0.0.1', '10.255.255.255', '127.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.50', '169.254.10.10'])(
  '%s is of an own network',
  (host) => expect(isPrivateAddress(host)).toBe(true),
)

it.each([
  '9.255.255.255',
  '11.0.0.1',
  '172.15.0.1',
  '172.32.0.1',
  '192.167.1.1',
  '169.253.1.1',
  '256.1.1.1',
  '10.0.0',
  '10.0.0.01',
  '1.10.0.0.1',
  '10.0.0.1:80',
  'fe80::1',
  'shop',
])('%s is not', (host) => expect(isPrivateAddress(host)).toBe(false))

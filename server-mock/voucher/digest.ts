import { createHash } from 'node:crypto'

/**
 * A password as it is kept. A million passwords are tried in a second: this keeps them out of listings, not from whoever has the file, where everybody is invented
 * and the seed gives everything anyway.
 */
export function digestOf(identityNumber: string, password: string): string {
  return createHash('sha256').update(`${identityNumber}\0${password}`).digest('hex')
}

import { scryptSync } from 'node:crypto'
import type { HashedSecret } from '../../../src/main/station/store/secret.ts'

/** What is kept of a secret, hashed in no time: the program's own parameters take 0.2 s. */
export function cheapSecret(secret: string): HashedSecret {
  const parameters = { N: 16, r: 8, p: 1 }
  const salt = new Uint8Array(16).fill(7)
  return { salt, hash: scryptSync(secret, salt, 32, parameters), parameters }
}

import { scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** The bounds keep a forged row from exhausting the machine. */
export const ScryptParameters = z
  .strictObject({
    N: z
      .int()
      .min(2)
      .max(2 ** 17),
    r: z.int().min(1).max(16),
    p: z.int().min(1).max(16),
  })
  .readonly()
export type ScryptParameters = z.infer<typeof ScryptParameters>

/** What is kept of a person's secret. */
export interface HashedSecret {
  readonly salt: Uint8Array
  readonly hash: Uint8Array
  readonly parameters: ScryptParameters
}

/** OWASP's scrypt setting with the least memory but one: 16 MiB, about 0.2 s. */
const PARAMETERS: ScryptParameters = Object.freeze({ N: 2 ** 14, r: 8, p: 5 })
/** For a secret that everybody may read: there is nothing to guess, and nobody should wait for it. */
export const PUBLIC_SECRET_PARAMETERS: ScryptParameters = Object.freeze({ N: 2 ** 10, r: 8, p: 1 })
const SALT_BYTES = 16
const HASH_BYTES = 32

/** Hashes a secret with a salt of its own, off the main thread. Full-width and half-width characters count as the same (NFKC). */
export async function hashSecret(
  secret: string,
  random: (size: number) => Uint8Array,
  parameters = PARAMETERS,
): Promise<HashedSecret> {
  const salt = random(SALT_BYTES)
  return { salt, hash: await derive(secret, salt, parameters), parameters }
}

/** Whether this is the secret, with the parameters it was hashed with, compared in constant time. */
export async function verifySecret(secret: string, hashed: HashedSecret): Promise<boolean> {
  const hash = await derive(secret, hashed.salt, hashed.parameters)
  return hash.length === hashed.hash.length && timingSafeEqual(hash, hashed.hash)
}

function derive(secret: string, salt: Uint8Array, { N, r, p }: ScryptParameters): Promise<Uint8Array> {
  const maxmem = 256 * N * r
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFKC'), salt, HASH_BYTES, { N, r, p, maxmem }, (error, hash) =>
      error ? reject(error) : resolve(hash),
    )
  })
}

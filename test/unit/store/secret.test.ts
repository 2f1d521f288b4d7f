import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { hashSecret, ScryptParameters, verifySecret } from '../../../src/main/station/store/secret.ts'

const random = (size: number) => randomBytes(size)

it('knows the secret again and no other', async () => {
  const hashed = await hashSecret('246810', random)
  expect(await verifySecret('246810', hashed)).toBe(true)
  expect(await verifySecret('246811', hashed)).toBe(false)
  expect(await verifySecret('', hashed)).toBe(false)
})

it('takes full-width digits of an input method for the same secret', async () => {
  expect(await verifySecret('２４６８１０', await hashSecret('246810', random))).toBe(true)
})

it('salts every secret on its own', async () => {
  const [one, two] = await Promise.all([hashSecret('246810', random), hashSecret('246810', random)])
  expect(one.hash).not.toEqual(two.hash)
})

it('uses the parameters that a secret was hashed with', async () => {
  const hashed = await hashSecret('246810', random)
  expect(await verifySecret('246810', { ...hashed, parameters: { ...hashed.parameters, p: 1 } })).toBe(false)
})

it('refuses parameters that would exhaust the machine', () => {
  expect(ScryptParameters.safeParse({ N: 2 ** 30, r: 8, p: 1 }).success).toBe(false)
})

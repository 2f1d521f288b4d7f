import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { countOf } from '../fixtures/shellLog.ts'
import { expect, test } from '../fixtures/test.ts'

test('real mode keeps its master key sealed by the key store and opens it again at the next start', async ({
  launch,
  folders,
}) => {
  const file = join(folders.data, 'master-key.json')
  const first = await launch({ args: ['--mode=real'], withKeyStore: true })
  await expect(first.page).toHaveURL('app://counter/index.html')
  await expect.poll(() => countOf(folders.data, 'station ready')).toBe(1)
  const written = readFileSync(file, 'utf8')
  expect(JSON.parse(written)).toMatchObject({ protection: 'keyStore', sealed: expect.any(String) })
  await first.close()

  const second = await launch({ args: ['--mode=real'], withKeyStore: true })
  await expect.poll(() => countOf(folders.data, 'station ready')).toBe(2)
  expect(readFileSync(file, 'utf8')).toBe(written)
  expect(second.page.url()).toBe('app://counter/index.html')
})

test('real mode without a key store shows why it does not open', async ({ launch, folders }) => {
  const { page } = await launch({ args: ['--mode=real'] })
  await expect(page.getByRole('alert')).toContainText('没有可用的系统密钥库')
  await expect(page.getByRole('alert')).toContainText('KEY_STORE_MISSING')
  expect(countOf(folders.data, 'station ready')).toBe(0)
})

test('a master key that the key store cannot open is refused and left as it is', async ({ launch, folders }) => {
  const file = join(folders.data, 'master-key.json')
  const first = await launch({ args: ['--mode=real'], withKeyStore: true })
  await expect.poll(() => countOf(folders.data, 'station ready')).toBe(1)
  await first.close()
  const written = readFileSync(file, 'utf8')

  // another home has another key ring
  const { page } = await launch({ args: ['--mode=real'], withKeyStore: true, home: join(folders.root, 'otherHome') })
  await expect(page.getByRole('alert')).toContainText('KEY_UNREADABLE')
  expect(readFileSync(file, 'utf8')).toBe(written)
})

import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

/** What the secret scan says to a file with this text. */
function scan(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-secrets-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'leak.ts'), text)
  return spawnSync(fromRoot('node_modules/.bin/secretlint'), ['--secretlintrc', fromRoot('.secretlintrc.json'), 'leak.ts'], {
    cwd: folder,
    encoding: 'utf8',
  })
}

test('the secret scan refuses a private key in a source file', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { status, stdout } = scan(`export const key = \`${privateKey.export({ type: 'pkcs8', format: 'pem' })}\`\n`)
  expect(stdout).toContain('leak.ts')
  expect(status).toBe(1)
})

test('the secret scan has nothing to say to an ordinary file', () => {
  expect(scan('export const answer = 42\n')).toMatchObject({ status: 0, stdout: '' })
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAdminClient } from '../../../server-mock/admin/client.ts'
import { ChangedAreas } from '../../../server-mock/admin/contract.ts'
import { areas } from '../../../server-mock/changes.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { createPharmacy } from './pharmacy.ts'

const SECRET = 'outside of the folder'
let root: string
let center: MockCenter

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'rxcounter-console-'))
  const folder = join(root, 'console')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(root, 'console-not'))
  writeFileSync(join(root, 'secret.js'), SECRET)
  writeFileSync(join(root, 'console-not/secret.js'), SECRET)
  writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">')
  writeFileSync(join(folder, 'assets/a.js'), 'const a = "__CSP_NONCE__"')
  writeFileSync(join(folder, 'notes.txt'), 'not part of a page')
  center = await createMockCenter({ port: 0, seed: 'console', consoleFolder: folder })
})
afterAll(async () => {
  await center.close()
  rmSync(root, { recursive: true })
})

/** Asks with the path exactly as it stands here: `fetch` would tidy it up. */
function askRaw(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(center.port, '127.0.0.1')
    const parts: Buffer[] = []
    socket.on('data', (part) => parts.push(part))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(parts).toString()))
    // not ended: whoever hangs up gets no answer
    socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n`)
  })
}

describe('the pages of the consoles', () => {
  it('are announced with the token where no browser sends it', () => {
    expect(center.consoleUrl).toBe(`${center.url}/console/#token=${center.adminToken}`)
  })

  it('come with a policy, and a fresh nonce each time', async () => {
    const nonces = []
    for (const path of ['/console/', '/console']) {
      const answer = await fetch(`${center.url}${path}`)
      const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
      expect(await answer.text()).toBe(`<meta name="csp-nonce" content="${nonce}">`)
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      nonces.push(nonce)
    }
    expect(nonces[0]).not.toBe(nonces[1])
  })

  it('are served as they are, each with its type', async () => {
    const answer = await fetch(`${center.url}/console/assets/a.js`)
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await answer.text()).toBe('const a = "__CSP_NONCE__"')
  })

  it.each(['notes.txt', 'assets', 'assets/', 'nothing.js', 'index.html/a.js'])('are all there is: %s', async (path) => {
    const answer = await fetch(`${center.url}/console/${path}`)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it.each([
    '/console/../secret.js',
    '/console/../console-not/secret.js',
    '/console/%2e%2e/secret.js',
    '/console/%2e%2e%2fsecret.js',
    '/console/..%2fconsole-not%2fsecret.js',
    '/console/assets/../../secret.js',
    '/console/..%5csecret.js',
    '/console/%252e%252e%252fsecret.js',
    '/console//../secret.js',
    '/console/%00',
    '/console/%',
  ])('are nowhere else: %s', async (path) => {
    const answer = await askRaw(path)
    expect(answer).toMatch(/^HTTP\/1.1 (400|404) /)
    expect(answer).not.toContain(SECRET)
  })

  it('say so when they were not built, and the center works', async () => {
    const bare = await createMockCenter({ port: 0, seed: 'console', consoleFolder: join(root, 'never-built') })
    const answer = await fetch(`${bare.url}/console/`)
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('npm run build')
    expect(await createAdminClient(bare.adminUrl, bare.adminToken).people()).not.toHaveLength(0)
    await bare.close()
  })
})

describe('the stream of changes', () => {
  async function listen() {
    const over = new AbortController()
    const answer = await fetch(`${center.adminUrl}/events`, {
      headers: { authorization: `Bearer ${center.adminToken}` },
      signal: over.signal,
    })
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    const heard: string[] = []
    const next = async (): Promise<readonly string[]> => {
      while (!rest.includes('\n')) rest += (await reader?.read())?.value ?? ''
      const [line = '', ...others] = rest.split('\n')
      rest = others.join('\n')
      return line === '' ? next() : ChangedAreas.parse(JSON.parse(line)).changed
    }
    return {
      next,
      /** waits until `area` was told of, and gives all that was told since the last time */
      until: async (area: string) => {
        while (!heard.includes(area)) heard.push(...(await next()))
        return new Set(heard.splice(0))
      },
      end: () => over.abort(),
    }
  }

  it('asks for the token', async () => {
    expect((await fetch(`${center.adminUrl}/events`)).status).toBe(401)
  })

  it('begins with everything and then says what changed, and nothing else', async () => {
    const admin = createAdminClient(center.adminUrl, center.adminToken)
    const pharmacy = createPharmacy(center)
    const { next, until, end } = await listen()
    expect(await next()).toEqual([...areas])

    await admin.clock({ advanceMs: 1 })
    expect(await until('clock')).toEqual(new Set(['clock', 'faults']))
    // asking for the time, or for a prescription on a phone, is no change of the clock: whoever asks again would ask for ever
    await admin.clock({})
    await pharmacy.tokenOf('王秀兰')
    const told = await until('messages')
    expect(told).not.toContain('settlements')
    expect(told).not.toContain('clock')
    const valid = (await admin.prescriptions()).find(({ state, used }) => state === 'valid' && !used)
    await admin.withdraw({ hiRxno: valid?.hiRxno ?? '' })
    expect(await until('prescriptions')).not.toContain('stock')
    await admin.reset()
    expect(await until('stock')).toContain('people')
    end()
  })

  it('ends with the center, which does not wait for its listeners', async () => {
    const closing = await createMockCenter({ port: 0, seed: 'console' })
    const answer = await fetch(`${closing.adminUrl}/events`, { headers: { authorization: `Bearer ${closing.adminToken}` } })
    await closing.close()
    await expect(answer.text()).resolves.toContain('messages')
  })
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAppHandler } from '../../src/main/electron/protocol.ts'
import { refusalUrl } from '../../src/main/electron/refusal.ts'
import { failureCodes } from '../../src/shared/contract/failures.ts'

const SECRET = 'outside of the folder'

describe('the app:// protocol', () => {
  let root: string
  let get: (path: string, method?: string) => Promise<Response>
  let ask: (url: string) => Promise<Response>

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'rxcounter-test-'))
    const folder = join(root, 'renderer')
    mkdirSync(join(folder, 'assets'), { recursive: true })
    mkdirSync(join(root, 'renderer-not'))
    writeFileSync(join(root, 'secret.json'), SECRET)
    writeFileSync(join(root, 'renderer-not/secret.json'), SECRET)
    writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">')
    writeFileSync(join(folder, 'assets/a.js'), 'const a = "__CSP_NONCE__"')
    writeFileSync(join(folder, 'assets/worker.mjs'), '')
    writeFileSync(join(folder, 'notes.txt'), 'not part of the page')
    writeFileSync(join(folder, '处方.svg'), '<svg/>')
    const handle = createAppHandler(folder)
    ask = (url) => handle({ url, method: 'GET' })
    get = (path, method = 'GET') => handle({ url: `app://counter${path}`, method })
  })
  afterAll(() => rmSync(root, { recursive: true }))

  it('puts the nonce of the policy into the page, a fresh one each time', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const answer = await get('/index.html')
        const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
        expect(await answer.text()).toBe(`<meta name="csp-nonce" content="${nonce}">`)
        return nonce
      }),
    )
    expect(nonces[0]).not.toBe(nonces[1])
  })

  it.each([
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/a.js', 'text/javascript; charset=utf-8'],
    ['/assets/worker.mjs', 'text/javascript; charset=utf-8'],
    ['/%E5%A4%84%E6%96%B9.svg', 'image/svg+xml'],
  ])('serves %s as %s', async (path, contentType) => {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe(contentType)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('leaves files other than pages as they are', async () => {
    expect(await (await get('/assets/a.js')).text()).toBe('const a = "__CSP_NONCE__"')
  })

  it.each([
    ['/..%2fsecret.json', 400],
    ['/assets/..%2f..%2fsecret.json', 400],
    ['/..%2frenderer-not/secret.json', 400],
    ['/%2e%2e%2fsecret.json', 400],
    ['/../secret.json', 404],
    ['/%2e%2e/secret.json', 404],
    ['//secret.json', 404],
    ['/index.html%00.js', 400],
    ['/%', 400],
    ['/%ff', 400],
    ['/', 400],
    ['/assets', 404],
    ['/notes.txt', 404],
    ['/nothing.js', 404],
  ])('answers %s with %i and the policy', async (path, status) => {
    const answer = await get(path)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('never serves what lies outside of its folder', async () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2E.',
      '/',
      '%2f',
      '\\',
      '%5c',
      '%252f',
      'secret.json',
      'renderer-not',
      'assets',
      '',
      '%00',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const answer = await get(`/${pieces.join('')}`)
        expect(await answer.text()).not.toContain(SECRET)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    'app://evil/index.html',
    'app://counter.evil/index.html',
    'app://counter@evil/index.html',
    'app://user@counter/index.html',
  ])('refuses %s', async (url) => {
    const answer = await ask(url)
    expect(answer.status).toBe(403)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    expect((await get('/index.html', method)).status).toBe(405)
  })

  it('shows a refusal as a sentence, without script', async () => {
    for (const code of failureCodes) {
      const page = await (await ask(refusalUrl(code))).text()
      expect(page).toMatch(/<p>[^<]{8,}<\/p>/)
      expect(page).not.toContain('<script')
    }
    expect(await (await ask(refusalUrl('KEY_UNREADABLE'))).text()).toContain('KEY_UNREADABLE')
  })

  it('repeats nothing on the refusal page that it does not know', async () => {
    const page = await (await ask(refusalUrl('<script>alert(1)</script>'))).text()
    expect(page).not.toContain('alert(1)')
  })
})

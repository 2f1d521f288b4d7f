import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { processIds } from '../../../scripts/windows/launch.ts'
import { commandNames, eventNames } from '../../../src/shared/contract/names.ts'
import { countOf, shellEvents } from '../fixtures/shellLog.ts'
import { expect, test } from '../fixtures/test.ts'

// What an attacker could do who has got code into the page. The debugging port is exempt from the page's policy while it evaluates, so every
// attack runs from a timer, as the page's own code would.

test('text is never run as code', async ({ page }) => {
  await runInPage(page, () => {
    const ways = [
      // biome-ignore lint/security/noGlobalEval: it is the attack
      () => globalThis.eval('window.attacked = true'),
      () => new Function('window.attacked = true')(),
      () => setTimeout('window.attacked = true', 0),
    ]
    const thrown = ways.map((way) => {
      try {
        way()
        return 'nothing'
      } catch (error) {
        return error instanceof EvalError ? 'EvalError' : String(error)
      }
    })
    Object.assign(window, { thrown })
  })
  expect(await page.evaluate(() => Reflect.get(window, 'thrown'))).toEqual(['EvalError', 'EvalError', 'nothing'])
  expect(await isAttacked(page)).toBe(false)
})

test('injected elements run no script', async ({ page }) => {
  const refused = await violationsOf(page, 5, () => {
    const mark = 'window.attacked = true'
    const script = document.createElement('script')
    script.textContent = mark
    const foreign = document.createElement('script')
    foreign.src = 'https://example.invalid/attack.js'
    const image = document.createElement('img')
    image.setAttribute('onerror', mark)
    image.src = 'data:,'
    const link = document.createElement('a')
    link.href = `javascript:${mark}`
    const holder = document.createElement('div')
    document.body.append(script, foreign, image, link, holder)
    holder.innerHTML = `<button onclick="${mark}">x</button>`
    holder.querySelector('button')?.click()
    link.click()
  })
  expect(new Set(refused)).toEqual(new Set(['script-src-elem', 'script-src-attr']))
  expect(await isAttacked(page)).toBe(false)
})

test('no new window opens', async ({ app, page, folders }) => {
  await runInPage(page, () => {
    window.open('https://example.invalid/')
    window.open('app://counter/index.html', '_blank')
    const link = document.createElement('a')
    link.href = 'app://counter/index.html'
    link.target = '_blank'
    document.body.append(link)
    link.click()
  })
  await expect.poll(() => shellEvents(folders.data).filter(({ attempt }) => attempt === 'window')).toHaveLength(3)
  expect(app.browser.contexts()[0]?.pages()).toHaveLength(1)
})

for (const address of [
  'https://example.invalid/',
  'http://127.0.0.1:9/',
  'app://counter.evil/index.html',
  'app://counter@evil/index.html',
  'app://evil/index.html',
  'file:///etc/passwd',
  'data:text/html,attacked',
]) {
  test(`the window does not go to ${address}`, async ({ page, folders }) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await page.evaluate((href) => {
      Object.assign(window, { unmoved: true })
      setTimeout(() => {
        window.location.href = href
      })
    }, address)
    // refused by the shell, or by Chromium itself before the shell is asked
    await expect.poll(() => countOf(folders.data, 'navigation refused') + complaints.length).toBeGreaterThan(0)
    expect(page.url()).toBe('app://counter/index.html')
    expect(await page.evaluate(() => 'unmoved' in window)).toBe(true)
  })
}

test('a page that blanks itself is replaced by the counter', async ({ page, folders }) => {
  await page.evaluate(() => Object.assign(window, { unmoved: true }))
  await runInPage(page, () => {
    window.location.href = 'about:blank'
  })
  await expect.poll(() => countOf(folders.data, 'window left the counter')).toBe(1)
  await expect(page).toHaveURL('app://counter/index.html')
  expect(await page.evaluate(() => 'unmoved' in window)).toBe(false)
})

test('a redirect written into the page leads nowhere', async ({ page, folders }) => {
  await page.evaluate(() => Object.assign(window, { unmoved: true }))
  await runInPage(page, () => {
    const meta = document.createElement('meta')
    meta.httpEquiv = 'refresh'
    meta.content = '0;url=https://example.invalid/'
    document.head.append(meta)
  })
  await expect.poll(() => countOf(folders.data, 'navigation refused')).toBeGreaterThan(0)
  expect(await page.evaluate(() => 'unmoved' in window)).toBe(true)
})

test('nothing of the page reaches the network', async ({ page }) => {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*').end('<!doctype html>')
  })
  const address = await listen(server)
  const refused = await violationsOf(
    page,
    7,
    (target) => {
      const ways: readonly (() => unknown)[] = [
        () => fetch(`${target}/fetch`).catch(() => undefined),
        () => new WebSocket(`${target.replace('http', 'ws')}/socket`),
        () => new EventSource(`${target}/events`),
        () => navigator.sendBeacon(`${target}/beacon`),
        () => Object.assign(new Image(), { src: `${target}/image.png` }),
        () => {
          const frame = document.createElement('iframe')
          frame.src = `${target}/frame`
          document.body.append(frame)
        },
        () => {
          const form = document.createElement('form')
          form.action = `${target}/form`
          form.method = 'post'
          document.body.append(form)
          form.submit()
        },
      ]
      for (const way of ways) {
        try {
          way()
        } catch {
          // some are refused at once
        }
      }
    },
    address,
  )
  expect(new Set(refused)).toEqual(new Set(['connect-src', 'img-src', 'frame-src', 'form-action']))
  expect(requests).toEqual([])
  server.close()
})

test('files outside the page cannot be fetched, and every answer carries the policy', async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const paths = [
      '/index.html',
      '/nothing.js',
      '/../../package.json',
      '/%2e%2e%2f%2e%2e%2fpackage.json',
      '/..%5c..%5cpackage.json',
      '/%00',
      '/%',
    ]
    return Promise.all(
      paths.map(async (path) => {
        const answer = await fetch(`app://counter${path}`)
        return { path, status: answer.status, policy: answer.headers.get('content-security-policy') ?? '' }
      }),
    )
  })
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 404, 400, 400, 400, 400])
  for (const { policy } of answers) expect(policy).toContain("default-src 'none'")
  const nonces = answers.map(({ policy }) => /'nonce-([^']+)'/.exec(policy)?.[1])
  expect(new Set(nonces).size).toBe(answers.length)
})

test('the page finds nothing of Node and Electron', async ({ page }) => {
  const found = await page.evaluate(() => {
    const names = [
      'require',
      'process',
      'Buffer',
      'global',
      'module',
      'exports',
      '__dirname',
      'ipcRenderer',
      'electron',
      'setImmediate',
    ]
    return names.filter((name) => name in globalThis)
  })
  expect(found).toEqual([])
})

test('the bridge offers the names of the contract and cannot be bent', async ({ page }) => {
  const bridge = await page.evaluate(() => {
    const { rxcounter } = window
    const before = rxcounter.commands
    try {
      Object.assign(window, { rxcounter: {} })
    } catch {
      // refused at once
    }
    try {
      Object.assign(rxcounter, { commands: {}, extra: 1 })
    } catch {
      // refused at once
    }
    const after = window.rxcounter
    return {
      keys: Object.keys(after).sort(),
      commands: Object.keys(after.commands).sort(),
      events: Object.keys(after.events).sort(),
      isSame: after.commands === before,
    }
  })
  expect(bridge).toEqual({
    keys: ['commands', 'events', 'onStation', 'setCamera'],
    commands: [...commandNames].sort(),
    events: [...eventNames].sort(),
    isSame: true,
  })
})

test('forged calls over the bridge end in coded failures and leave the station alive', async ({ app, page }) => {
  await page.evaluate(() => new Promise<void>((resolve) => window.rxcounter.onStation((connected) => connected && resolve())))
  const before = (await processIds(app.browser, 'node.mojom.NodeService'))[0]
  const codes = await page.evaluate(async () => {
    const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`)
    const inputs: readonly unknown[] = [
      undefined,
      null,
      42,
      'text',
      [],
      deep,
      { accountId: { toString: 'x' }, secret: 1 },
      { accountId: 'x'.repeat(100_000), secret: '' },
      JSON.parse('{"__proto__": {"roles": ["manager"]}, "accountId": "a", "secret": "b", "constructor": {}}'),
      { accountId: 'a', secret: 'b', extra: true },
      {
        get accountId() {
          throw new Error('getter')
        },
        secret: 'b',
      },
      { accountId: () => 'a', secret: 'b' },
      Symbol('s'),
      10n,
      document.body,
    ]
    const codes: string[] = []
    for (const input of inputs) {
      try {
        const reply = await window.rxcounter.commands['session.signIn'](input as never)
        codes.push(reply.ok ? 'accepted' : reply.failure.code)
      } catch {
        codes.push('refused by the bridge')
      }
    }
    return codes
  })
  for (const code of codes) expect(['INPUT_INVALID', 'MESSAGE_MALFORMED', 'refused by the bridge']).toContain(code)
  expect(await page.evaluate(async () => (await window.rxcounter.commands['counter.state']({})).ok)).toBe(true)
  expect((await processIds(app.browser, 'node.mojom.NodeService'))[0]).toBe(before)
  expect(await page.evaluate(() => 'roles' in {})).toBe(false)
})

test('every permission is refused', async ({ page }) => {
  const states = await page.evaluate(async () => {
    const names = [
      'camera',
      'microphone',
      'geolocation',
      'notifications',
      'clipboard-read',
      'midi',
      'persistent-storage',
    ] as PermissionName[]
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
  const outcomes = await page.evaluate(() =>
    Promise.all([
      Notification.requestPermission(),
      new Promise<string>((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          ({ code }) => resolve(code === GeolocationPositionError.PERMISSION_DENIED ? 'denied' : `error ${code}`),
        )
      }),
    ]),
  )
  expect(outcomes).toEqual(['denied', 'denied'])
})

/** Runs a self-contained function as the page's own code. */
function runInPage<T = void>(page: Page, attack: (argument: T) => void, argument?: T): Promise<void> {
  return page.evaluate(`new Promise((resolve) => setTimeout(() => { (${attack})(${JSON.stringify(argument)}); resolve() }))`)
}

/** Runs an attack and waits until the page's policy has refused at least `count` things; gives the directives that did. */
async function violationsOf<T = void>(
  page: Page,
  count: number,
  attack: (argument: T) => void,
  argument?: T,
): Promise<readonly string[]> {
  await page.evaluate(() => {
    const violations: string[] = []
    Object.assign(window, { violations })
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
  })
  await runInPage(page, attack, argument)
  const violations = (): Promise<readonly string[]> => page.evaluate(() => Reflect.get(window, 'violations'))
  await expect.poll(async () => (await violations()).length).toBeGreaterThanOrEqual(count)
  return violations()
}

function isAttacked(page: Page): Promise<boolean> {
  return page.evaluate(() => 'attacked' in window)
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}

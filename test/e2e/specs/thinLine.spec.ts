import { spawnSync } from 'node:child_process'
import { fromRoot } from '../../../scripts/bootstrap/paths.mjs'
import { type CounterPage, counterPage } from '../../../scripts/counter/counterPage.ts'
import { everyKind } from '../../../scripts/counter/deviceSettings.ts'
import { identify } from '../../../scripts/counter/sale.ts'
import { processIds } from '../../../scripts/windows/launch.ts'
import type { AdminClient } from '../../../server-mock/admin/client.ts'
import { exchangeStates, filesWith } from '../fixtures/books.ts'
import { countOf } from '../fixtures/shellLog.ts'
import { expect, test } from '../fixtures/test.ts'

const PATIENT = '王秀兰'
const WAITING = [
  { institution: '九江路第一人民医院', diagnosis: '高血压病2级' },
  { institution: '九江路第一人民医院', diagnosis: '2型糖尿病' },
  { institution: '青石桥中医医院', diagnosis: '失眠' },
] as const
const DAY = 86_400_000
/** time enough to be killed in; short enough to wait for when the death came before the first byte, and the delay is still to be played */
const LONG = 5_000

test.describe('from the voucher to the list', () => {
  test('a person signs in by keyboard alone, and a scanned voucher brings the patient', async ({
    counter,
    admin,
    scanVoucher,
  }) => {
    await counter.signIn()
    await counter.isReady()
    await expect(counter.step('scanVoucher')).toContainText('请扫描参保人的医保电子凭证')
    await scanVoucher(PATIENT)

    const lastFour = (await identityNumberOf(admin, PATIENT)).slice(-4)
    await expect(counter.patientName).toHaveText(PATIENT)
    await expect(counter.patientLastFour).toHaveText(lastFour)
    await expect(counter.headerPatient).toContainText(PATIENT)
    await expect(counter.headerPatient).toContainText(lastFour)
    for (const place of [counter.patientName, counter.patientLastFour, counter.headerPatient])
      await expect(place).toBeInViewport()
  })

  test('each waiting prescription shows institution, diagnosis and the days that are left', async ({ counter, scanVoucher }) => {
    await serve(counter, scanVoucher, PATIENT)
    await expect(counter.prescriptions).toHaveCount(WAITING.length)
    const state = await counter.page.evaluate(() => window.rxcounter.commands['counter.state']({}))
    const listed = state.ok ? (state.value.visit?.prescriptions ?? []) : []
    for (const [index, { institution, diagnosis }] of WAITING.entries()) {
      const card = counter.prescriptions.nth(index)
      await expect(card).toContainText(institution)
      await expect(card).toContainText(diagnosis)
      await expect(card.getByTestId('validity')).toHaveText(daysLeft(listed[index]?.validUntil ?? Number.NaN))
      await expect(card).toBeInViewport()
    }
    await expect(counter.step('checkList')).toContainText('3 张待取')
  })

  test('a patient without prescriptions is told so', async ({ counter, scanVoucher }) => {
    await serve(counter, scanVoucher, '李建国')
    await expect(counter.noPrescriptions).toContainText('没有可取的处方')
    await expect(counter.step('nothingWaiting')).toBeVisible()
    await expect(counter.prescriptions).toHaveCount(0)
  })

  test('F9 ends the visit and leaves nothing of the patient on the page', async ({ counter, admin, scanVoucher }) => {
    await serve(counter, scanVoucher, PATIENT)
    await expect(counter.prescriptions).toHaveCount(WAITING.length)
    const traces = await tracesOf(counter, admin)
    for (const trace of traces) expect(await counter.page.content()).toContain(trace)

    await counter.press('F9')
    await expect(counter.step('scanVoucher')).toBeVisible()
    const left = await counter.page.content()
    for (const trace of traces) expect(left).not.toContain(trace)
  })

  test("the next patient's voucher takes the place of the one before", async ({ counter, scanVoucher }) => {
    await serve(counter, scanVoucher, PATIENT)
    await expect(counter.prescriptions).toHaveCount(WAITING.length)
    await scanVoucher('吴桂芳')
    await expect(counter.patientName).toHaveText('吴桂芳')
    await expect(counter.prescriptions).toHaveCount(1)
    await expect(counter.prescriptions).toContainText('高脂血症')
    expect(await counter.page.content()).not.toContain(PATIENT)
  })

  test('whoever signs out takes the patient off the page, and the next person finds the visit again', async ({
    counter,
    admin,
    scanVoucher,
  }) => {
    await serve(counter, scanVoucher, PATIENT)
    await expect(counter.prescriptions).toHaveCount(WAITING.length)
    const traces = await tracesOf(counter, admin)

    await counter.press('F10')
    await expect(counter.signInScreen).toBeVisible()
    const left = await counter.page.content()
    for (const trace of traces) expect(left).not.toContain(trace)

    await counter.signIn('F3')
    await expect(counter.person).toContainText('陈国栋')
    await expect(counter.patientName).toHaveText(PATIENT)
    await expect(counter.prescriptions).toHaveCount(WAITING.length)
  })
})

const furnished = test.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  moreDevices: async ({}, use) => {
    await use(everyKind)
  },
})

furnished('the header has room for a device of every kind, on the smallest screen and on a large one', async ({ sale }) => {
  const { counter } = sale
  const { page } = counter
  await counter.signIn('F3')
  await identify(sale)
  await expect(page.getByTestId('light-scanner')).toContainText('2/2')
  for (const kind of ['identityReader', 'cardReader', 'passwordPad', 'printer'])
    await expect(page.getByTestId(`light-${kind}`)).toHaveAttribute('data-level', 'bad')
  for (const size of [
    { width: 1366, height: 768 },
    { width: 1920, height: 1080 },
  ]) {
    await page.setViewportSize(size)
    const outside = await page.locator('header.head').evaluate((head) => {
      const { left, right, top, bottom } = head.getBoundingClientRect()
      const [person] = head.getElementsByClassName('head-person')
      const lights = [...head.getElementsByClassName('light')].map(
        (light) => [light.textContent, light.getBoundingClientRect()] as const,
      )
      const end = person?.getBoundingClientRect().left ?? right
      const isOut = (box: DOMRect) => box.left < left || box.right > end || box.top < top || box.bottom > bottom
      return { out: lights.filter(([, box]) => isOut(box)).map(([text]) => text), height: bottom - top, count: lights.length }
    })
    // the height that shop, patient and person have anyway
    expect(outside).toEqual({ out: [], height: expect.closeTo(70, -1), count: 9 })
    await expect(counter.headerPatient.locator('strong')).toBeInViewport({ ratio: 1 })
  }
})

test.describe('the lights', () => {
  test('a scanner that is pulled out is missed in words, and works again when it is back', async ({
    counter,
    scanner,
    scanVoucher,
  }) => {
    await counter.signIn()
    await counter.isReady()
    await expect(counter.scannerLight).toContainText('已连接')

    await scanner.unplug()
    await expect(counter.scannerLight).toHaveAttribute('data-level', 'bad')
    await expect(counter.scannerLight).toContainText(/已拔出|没找到/)
    await expect(counter.step('fixScanner')).toContainText('扫码枪')

    await scanner.plugBack()
    await expect(counter.scannerLight).toContainText('已连接')
    await scanVoucher(PATIENT)
    await expect(counter.patientName).toHaveText(PATIENT)
  })

  test('the center is said to be reachable and signed in to once somebody is at the counter', async ({ counter }) => {
    await counter.signIn()
    await expect(counter.centerLight).toHaveAttribute('data-level', 'good')
    await expect(counter.centerLight).toContainText('畅通 · 已签到')
  })
})

test.describe('what is kept', () => {
  test('the page stores nothing', async ({ counter, scanVoucher }) => {
    await serve(counter, scanVoucher, PATIENT)
    await expect(counter.prescriptions).toHaveCount(WAITING.length)
    const stored = await counter.page.evaluate(async () => ({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: await indexedDB.databases(),
      cookies: document.cookie,
      caches: await caches.keys(),
    }))
    expect(stored).toEqual({ local: {}, session: {}, databases: [], cookies: '', caches: [] })
    expect(await counter.page.context().cookies()).toEqual([])
  })

  test('no file holds anything personal in clear, while it runs and afterwards', async ({
    counter,
    app,
    admin,
    folders,
    scanVoucher,
  }) => {
    await counter.signIn()
    await counter.isReady()
    const qr = await scanVoucher(PATIENT)
    await expect(counter.prescriptions).toHaveCount(WAITING.length)
    // refusals are logged and written too
    await scanVoucher('郑文博')
    await counter.hasNotice('PERSON_NOT_INSURED')

    const people = (await admin.people()).filter(({ name }) => name === PATIENT || name === '郑文博')
    expect(people).toHaveLength(2)
    const secrets = [
      ...people.flatMap(({ name, identityNumber, phone }) => [name, identityNumber, phone]),
      ...WAITING.map(({ diagnosis }) => diagnosis),
      ...(await tokensOf(admin)),
      qr,
      '246810',
    ]
    // the search itself finds what is there: an institution's name is plain
    expect(filesWith(folders.data, WAITING[0].institution)).not.toEqual([])
    for (const secret of secrets) expect(filesWith(folders.data, secret), secret).toEqual([])
    await app.close()
    for (const secret of secrets) {
      expect(filesWith(folders.data, secret), secret).toEqual([])
      expect(filesWith(folders.home, secret), secret).toEqual([])
    }
  })

  test('the audit trail of the line verifies', async ({ counter, app, folders, scanVoucher }) => {
    await serve(counter, scanVoucher, PATIENT)
    await expect(counter.prescriptions).toHaveCount(WAITING.length)
    await counter.press('F9')
    await expect(counter.step('scanVoucher')).toBeVisible()
    await app.close()
    const { status, stdout } = spawnSync(process.execPath, [fromRoot('scripts/audit-verify.ts'), folders.data], {
      encoding: 'utf8',
    })
    expect(status, stdout).toBe(0)
    // signed in, signed in at the center, identified, confirmed, authorized, ended
    expect(Number.parseInt(stdout, 10)).toBeGreaterThanOrEqual(6)
  })
})

test.describe('what a death interrupts', () => {
  test('an application killed while 7201 is under way says so at its next start, and F5 brings the list', async ({
    counter,
    app,
    admin,
    folders,
    launch,
    scanVoucher,
  }) => {
    await admin.addFault({ interface: '7201', kind: 'delay', delayMs: LONG })
    await serve(counter, scanVoucher, PATIENT)
    await expect.poll(() => exchangeStates(folders.data, '7201')).toEqual(['sent'])
    await app.kill()

    const again = counterPage((await launch()).page)
    await again.signIn()
    await again.hasNotice('INTERRUPTED')
    await expect(again.patientName).toHaveText(PATIENT)
    await expect(again.openQuestions).toContainText('1 件待查')
    await again.isReady()
    await again.press('F5')
    await expect(again.prescriptions).toHaveCount(WAITING.length)
    await expect(again.openQuestions).toContainText('没有')
  })

  test('an application killed while ec.query is under way asks for a new QR at its next start', async ({
    counter,
    app,
    admin,
    folders,
    launch,
    scanVoucher,
  }) => {
    await admin.addFault({ interface: 'ec.query', kind: 'delay', delayMs: LONG })
    await counter.signIn()
    await counter.isReady()
    await scanVoucher(PATIENT)
    await expect.poll(() => exchangeStates(folders.data, 'ec.query')).toEqual(['sent'])
    await app.kill()

    const again = counterPage((await launch()).page)
    await again.hasNotice('VOUCHER_ANSWER_LOST')
    await again.signIn()
    await again.isReady()
    await expect(again.openQuestions).toContainText('没有')
    await scanVoucher(PATIENT)
    await expect(again.prescriptions).toHaveCount(WAITING.length)
  })

  test('a station killed while 7201 is under way comes back to the same window, and F5 brings the list', async ({
    counter,
    app,
    admin,
    folders,
    scanVoucher,
  }) => {
    await admin.addFault({ interface: '7201', kind: 'delay', delayMs: LONG })
    await serve(counter, scanVoucher, PATIENT)
    await expect.poll(() => exchangeStates(folders.data, '7201')).toEqual(['sent'])
    await counter.page.evaluate(() => Object.assign(window, { unmoved: true }))
    for (const pid of await processIds(app.browser, 'node.mojom.NodeService')) process.kill(pid, 'SIGKILL')

    await expect.poll(() => countOf(folders.data, 'station ready')).toBe(2)
    await counter.hasNotice('INTERRUPTED')
    await expect(counter.patientName).toHaveText(PATIENT)
    await counter.isReady()
    await counter.press('F5')
    await expect(counter.prescriptions).toHaveCount(WAITING.length)
    expect(await counter.page.evaluate(() => 'unmoved' in window), 'the page was not loaded again').toBe(true)
  })
})

/** Signs in, scans the voucher of `person` and waits for their name. */
async function serve(counter: CounterPage, scanVoucher: (person: string) => Promise<string>, person: string): Promise<void> {
  await counter.signIn()
  await counter.isReady()
  await scanVoucher(person)
  await expect(counter.patientName).toHaveText(person)
}

async function identityNumberOf(admin: AdminClient, name: string): Promise<string> {
  const person = (await admin.people()).find((candidate) => candidate.name === name)
  if (person === undefined) throw new Error(`nobody is called ${name}`)
  return person.identityNumber
}

/** Everything on the page by which the patient and what they suffer from could be known. */
async function tracesOf(counter: CounterPage, admin: AdminClient): Promise<readonly string[]> {
  const numbers = await counter.prescriptions.evaluateAll((cards) => cards.map((card) => card.getAttribute('data-rx') ?? ''))
  const lastFour = (await identityNumberOf(admin, PATIENT)).slice(-4)
  return [PATIENT, lastFour, ...numbers, ...WAITING.flatMap(({ institution, diagnosis }) => [institution, diagnosis])]
}

/** The tokens that the center has given out, wherever they stand in its answers. */
async function tokensOf(admin: AdminClient): Promise<readonly string[]> {
  const answers = JSON.stringify((await admin.requests()).map(({ answer }) => answer))
  const tokens = [...answers.matchAll(/"\w*[tT]oken":"([^"]+)"/g)].map(([, token = '']) => token)
  expect(tokens.length).toBeGreaterThanOrEqual(2)
  return tokens
}

/** The words for a last day, counted in the calendar of China. */
function daysLeft(validUntil: number): string {
  const dayOf = (at: number): number => Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(at))
  const days = (dayOf(validUntil) - dayOf(Date.now())) / DAY
  return ['今天到期', '明天到期'][days] ?? `还有 ${days} 天`
}

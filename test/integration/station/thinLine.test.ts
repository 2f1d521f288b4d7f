import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CounterState } from '../../../src/shared/contract/counter.ts'
import type { FailureCode } from '../../../src/shared/contract/failures.ts'
import { openShop, type Page, type Shop, signIn } from './harness.ts'

let shop: Shop
let page: Page

beforeEach(async () => {
  shop = await openShop()
  page = shop.page()
})
afterEach(() => shop.close())

const listed = (state: CounterState): boolean => state.visit?.phase === 'listed'
const noticed =
  (code: FailureCode) =>
  (state: CounterState): boolean =>
    state.notice?.failure.code === code

function scanVoucher(person: string): string {
  const { qr } = shop.center.showVoucher(person)
  shop.scanner.scan(qr)
  return qr
}

describe('from the voucher to the waiting prescriptions', () => {
  test('a scanned voucher brings the patient and the prescriptions that can be collected', async () => {
    await signIn(page)
    scanVoucher('王秀兰')
    const { visit, openQuestions } = await page.sees(listed)
    expect(visit?.patient).toMatchObject({ name: '王秀兰', gender: 'female', insuranceArea: '990101' })
    expect(visit?.patient?.lastFour).toMatch(/^\d{3}[\dX]$/)
    expect(visit?.prescriptions.map((prescription) => prescription.diagnosis)).toEqual(['高血压病2级', '2型糖尿病', '失眠'])
    expect(openQuestions).toBe(0)
  })

  test('only valid and unused prescriptions are listed', async () => {
    await signIn(page)
    scanVoucher('吴桂芳')
    const { visit } = await page.sees(listed)
    expect(visit?.prescriptions.map((prescription) => prescription.diagnosis)).toEqual(['高脂血症'])
  })

  test('a patient with nothing to collect is shown with an empty list', async () => {
    await signIn(page)
    scanVoucher('李建国')
    const { visit } = await page.sees(listed)
    expect(visit?.patient?.name).toBe('李建国')
    expect(visit?.prescriptions).toEqual([])
  })

  test('the next voucher ends the visit before it', async () => {
    await signIn(page)
    scanVoucher('王秀兰')
    const first = await page.sees(listed)
    scanVoucher('李建国')
    const second = await page.sees((state) => listed(state) && state.visit?.patient?.name === '李建国')
    expect(second.visit?.id).not.toBe(first.visit?.id)
  })

  test('scans before anybody has signed in are answered, not lost in silence', async () => {
    scanVoucher('王秀兰')
    await page.sees(noticed('SCAN_BEFORE_SIGN_IN'))
  })

  test.each([
    ['81068880030113220431', 'TRACE_CODE_NOT_WANTED'],
    ['6901234567892', 'PRODUCT_CODE_NOT_WANTED'],
    ['HY12345678901234567890123456', 'PHARMACIST_VOUCHER_NOT_WANTED'],
    ['8106888003011322043181068880030113220431', 'SCAN_DOUBLED'],
    ['what is this', 'SCAN_UNKNOWN'],
  ] as const)('%s at this moment is refused as %s', async (text, code) => {
    await signIn(page)
    shop.scanner.scan(text)
    await page.sees(noticed(code))
  })
})

describe('what the center refuses', () => {
  test.each([
    ['赵小梅', 'VOUCHER_NOT_ACTIVATED'],
    ['孙立军', 'VOUCHER_CHANNEL_NOT_AUTHORIZED'],
  ] as const)('the voucher of %s: %s', async (person, code) => {
    await signIn(page)
    scanVoucher(person)
    const { visit } = await page.sees(noticed(code))
    expect(visit).toBeNull()
  })

  test('an unknown QR', async () => {
    await signIn(page)
    shop.scanner.scan('1234567890123456789012345678')
    await page.sees(noticed('VOUCHER_QR_UNKNOWN'))
  })

  test('an expired QR', async () => {
    await signIn(page)
    const { qr } = shop.center.showVoucher('王秀兰')
    shop.center.clock.advance(120_000)
    shop.scanner.scan(qr)
    await page.sees(noticed('VOUCHER_QR_EXPIRED'))
  })

  test('a QR that was used is never sent again', async () => {
    await signIn(page)
    const qr = scanVoucher('王秀兰')
    await page.sees(listed)
    await page.call('visit.end', {})
    shop.advance(1_000)
    shop.scanner.scan(qr)
    await page.sees(noticed('VOUCHER_QR_USED'))
    const asked = await shop.admin.requests()
    expect(asked.filter((request) => request.interface === 'ec.query')).toHaveLength(1)
  })

  test('a refused voucher leaves the visit on the screen as it is', async () => {
    await signIn(page)
    scanVoucher('王秀兰')
    const before = await page.sees(listed)
    scanVoucher('赵小梅')
    const { visit } = await page.sees(noticed('VOUCHER_NOT_ACTIVATED'))
    expect(visit).toEqual(before.visit)
  })

  test('a refused QR may be shown again, for the center to decide', async () => {
    await signIn(page)
    const qr = scanVoucher('孙立军')
    await page.sees(noticed('VOUCHER_CHANNEL_NOT_AUTHORIZED'))
    shop.advance(1_000)
    shop.scanner.scan(qr)
    await expect
      .poll(async () => (await shop.admin.requests()).filter((request) => request.interface === 'ec.query').length)
      .toBe(2)
  })

  test('a person without insurance', async () => {
    await signIn(page)
    scanVoucher('郑文博')
    const { visit } = await page.sees(noticed('PERSON_NOT_INSURED'))
    expect(visit?.patient?.name).toBe('郑文博')
  })
})

describe('what goes wrong on the way', () => {
  test('a lost answer of ec.query asks for a new QR and leaves no open question', async () => {
    await signIn(page)
    shop.center.faults.add('ec.query', { kind: 'dropAfter' })
    scanVoucher('王秀兰')
    const { openQuestions, visit } = await page.sees(noticed('VOUCHER_ANSWER_LOST'))
    expect({ openQuestions, visit }).toEqual({ openQuestions: 0, visit: null })
    scanVoucher('王秀兰')
    await page.sees(listed)
  })

  test('a lost answer of 7201 clears itself up by asking again', async () => {
    await signIn(page)
    shop.center.faults.add('7201', { kind: 'dropAfter' })
    scanVoucher('王秀兰')
    const { visit, openQuestions, notice } = await page.sees(listed)
    expect({ openQuestions, notice, count: visit?.prescriptions.length }).toEqual({ openQuestions: 0, notice: null, count: 3 })
  })

  test('while 7201 stays unanswered there is an open question, which the retry of a person closes', async () => {
    await signIn(page)
    shop.center.faults.add('7201', { kind: 'dropAfter', times: 3 })
    scanVoucher('王秀兰')
    const stopped = await page.sees(noticed('CENTER_SILENT'))
    expect(stopped).toMatchObject({ openQuestions: 1, visit: { phase: 'stopped', canRetry: true } })
    expect(await page.call('visit.retry', {})).toEqual({ ok: true, value: {} })
    const { openQuestions, notice } = await page.sees(listed)
    expect({ openQuestions, notice }).toEqual({ openQuestions: 0, notice: null })
  })

  test('an answer with a wrong signature shows nothing of what it says', async () => {
    await signIn(page)
    shop.center.faults.add('7201', { kind: 'wrongSignature' })
    scanVoucher('王秀兰')
    const { visit } = await page.sees(noticed('CENTER_SIGNATURE_WRONG'))
    expect(visit?.prescriptions).toEqual([])
  })

  test('a center that is away was never told the QR, which works when it is back', async () => {
    await signIn(page)
    await page.sees((state) => state.center.signIn === 'done')
    const { qr } = shop.center.showVoucher('王秀兰')
    await shop.connect({ voucherUrl: 'http://127.0.0.1:1' })
    shop.scanner.scan(qr)
    const { center } = await page.sees(noticed('CENTER_UNREACHABLE'))
    expect(center.reach).toBe('unreachable')
    await shop.connect({})
    shop.advance(1_000)
    shop.scanner.scan(qr)
    await page.sees(listed)
  })

  test('training takes no center but one on this computer', async () => {
    await signIn(page)
    await page.sees(({ center }) => center.signIn === 'done')
    await shop.connect({ prescriptionUrl: 'http://192.0.2.1:8080' })
    const state = await page.sees(noticed('CENTER_NOT_LOOPBACK'))
    expect(state.shop.code).toBe('')
    shop.scanner.scan(shop.center.showVoucher('王秀兰').qr)
    await page.sees(noticed('CENTER_UNREACHABLE'))
  })

  test('an institution the province does not know cannot sign in', async () => {
    const { institution } = shop.center.connection
    await shop.connect({ institution: { ...institution, code: 'P00000000000' } })
    await signIn(page)
    await page.sees((state) => state.center.signIn === 'failed')
    scanVoucher('王秀兰')
    await page.sees(noticed('INSTITUTION_UNKNOWN'))
  })

  test('a number of the business sign-in that the center has forgotten is asked for anew', async () => {
    await signIn(page)
    await page.sees((state) => state.center.signIn === 'done')
    await shop.admin.reset()
    scanVoucher('王秀兰')
    await page.sees(listed)
  })
})

test('when a visit is over nothing of its prescriptions and tokens stays in the books', async () => {
  await signIn(page)
  scanVoucher('王秀兰')
  await page.sees(listed)
  await page.call('visit.end', {})
  const db = new Database(`${shop.folder}/rxcounter.db`, { readonly: true })
  const kept = db
    .prepare('SELECT (SELECT count(*) FROM waiting_prescriptions) AS prescriptions, voucher_token AS token FROM visits')
    .all()
  db.close()
  expect(kept).toEqual([{ prescriptions: 0, token: null }])
})

describe('a restart', () => {
  test('brings the same screen back to whoever was signed in', async () => {
    await signIn(page)
    scanVoucher('王秀兰')
    const before = await page.sees(listed)
    await shop.restart()
    const again = shop.page('counter', shop.sessions.get('counter') ?? null)
    const after = await again.sees(listed)
    expect(after.person).toEqual(before.person)
    expect(after.visit).toEqual(before.visit)
    expect(after.revision).toBeGreaterThan(before.revision)
  })

  test('asks for the secret again at a window without a session', async () => {
    await signIn(page)
    scanVoucher('王秀兰')
    await page.sees(listed)
    await shop.restart()
    const { person, visit } = await shop.page('another').sees(() => true)
    expect({ person, visit }).toEqual({ person: null, visit: null })
  })
})

describe('people', () => {
  test('five wrong secrets lock an account, and the right one does not open it then', async () => {
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await page.call('session.signIn', { accountId: 'C01', secret: `wrong ${attempt}` })).toMatchObject({
        failure: { code: 'SIGN_IN_WRONG' },
      })
    }
    expect(await page.call('session.signIn', { accountId: 'C01', secret: '246810' })).toMatchObject({
      failure: { code: 'SIGN_IN_LOCKED' },
    })
    expect(await page.call('session.signIn', { accountId: 'P01', secret: '246810' })).toMatchObject({ ok: true })
  })

  test('many attempts at once are taken one after the other, so that the lock holds', async () => {
    const attempts = Array.from({ length: 20 }, (_, index) =>
      page.call('session.signIn', { accountId: 'C01', secret: `wrong ${index}` }),
    )
    const codes = (await Promise.all(attempts)).map((result) => (result.ok ? 'ok' : result.failure.code))
    expect(codes.filter((code) => code === 'SIGN_IN_WRONG')).toHaveLength(5)
    expect(codes.filter((code) => code === 'SIGN_IN_LOCKED')).toHaveLength(15)
  })

  test('a change of person while the business sign-in is slow signs the next one in once', async () => {
    shop.center.faults.add('9001', { kind: 'delay', delayMs: 400 })
    await signIn(page)
    await page.sees(({ center }) => center.signIn === 'underWay')
    await page.call('session.signOut', {})
    await signIn(page, 'P01')
    scanVoucher('王秀兰')
    await page.sees(listed)
    const signIns = (await shop.admin.requests()).filter((request) => request.interface === '9001')
    expect(signIns).toHaveLength(2)
  })

  test('a manager without a role at the counter cannot end a visit', async () => {
    await signIn(page, 'M01')
    expect(await page.call('visit.end', {})).toMatchObject({ failure: { code: 'ROLE_MISSING' } })
  })

  test('after signing out nothing of the patient is pushed to the window', async () => {
    await signIn(page)
    scanVoucher('王秀兰')
    await page.sees(listed)
    await page.call('session.signOut', {})
    const state = await page.sees(({ person }) => person === null)
    expect(JSON.stringify(state)).not.toContain('王秀兰')
  })
})

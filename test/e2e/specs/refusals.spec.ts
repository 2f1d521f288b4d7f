import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { type CounterPage, counterPage } from '../../../scripts/counter/counterPage.ts'
import { createGateways } from '../../../src/main/station/gateways/index.ts'
import { failures } from '../../../src/renderer/i18n/zh-CN/failures.ts'
import type { FailureCode } from '../../../src/shared/contract/failures.ts'
import type { CenterAnnouncement, CenterConnection } from '../../../src/shared/contract/host.ts'
import { expect, test } from '../fixtures/test.ts'

const PATIENT = '王秀兰'
const SECRET = '246810'
const WRONG_SECRET = '135790'
const HAN = /\p{Script=Han}/u
const LATIN_WORD = /[a-z]{3}/i

test.describe('what the voucher platform refuses', () => {
  test('a QR that it does not know', async ({ counter, scanner }) => {
    await open(counter)
    scanner.scan('1234567890123456789012345678')
    await isTold(counter, 'VOUCHER_QR_UNKNOWN', '参保人')
    await expect(counter.patientName).toBeHidden()
  })

  test('a QR that another till has used', async ({ center, counter, admin, scanner }) => {
    await open(counter)
    const { qr } = await admin.showVoucher(PATIENT)
    await decodeElsewhere(center.announcement.connection, qr)
    scanner.scan(qr)
    await isTold(counter, 'VOUCHER_QR_USED', '参保人')
    await expect(counter.page.getByTestId('notice-center')).toContainText('中心回答')
  })

  test('a QR that this till has used is not even sent again', async ({ counter, admin, scanner, scanVoucher }) => {
    await open(counter)
    const qr = await scanVoucher(PATIENT)
    await expect(counter.step('checkList')).toBeVisible()
    await counter.press('F9')
    await expect(counter.step('scanVoucher')).toBeVisible()
    await scanUntil(
      () => scanner.scan(qr),
      () => expect(counter.notice('VOUCHER_QR_USED')).toBeVisible({ timeout: 500 }),
    )
    await isTold(counter, 'VOUCHER_QR_USED', '参保人')
    expect((await admin.requests()).filter((message) => message.interface === 'ec.query')).toHaveLength(1)
  })

  test('a QR that has expired', async ({ counter, admin, scanner }) => {
    await open(counter)
    const { qr } = await admin.showVoucher(PATIENT)
    await admin.clock({ advanceMs: 120_000 })
    scanner.scan(qr)
    await isTold(counter, 'VOUCHER_QR_EXPIRED', '参保人')
  })

  for (const [person, code] of [
    ['赵小梅', 'VOUCHER_NOT_ACTIVATED'],
    ['孙立军', 'VOUCHER_CHANNEL_NOT_AUTHORIZED'],
  ] as const) {
    test(`the voucher of ${person}: ${code}`, async ({ counter, scanVoucher }) => {
      await open(counter)
      await scanVoucher(person)
      await isTold(counter, code, '参保人')
      await expect(counter.patientName).toBeHidden()
      await expect(counter.openQuestions).toContainText('没有')
    })
  }
})

test('a refused voucher leaves the patient before it on the screen', async ({ counter, scanVoucher }) => {
  await open(counter)
  await scanVoucher(PATIENT)
  await expect(counter.step('checkList')).toBeVisible()
  await scanVoucher('赵小梅')
  await counter.hasNotice('VOUCHER_NOT_ACTIVATED')
  await expect(counter.patientName).toHaveText(PATIENT)
  await expect(counter.prescriptions).toHaveCount(3)
})

test.describe('what is wrong with the center', () => {
  test('a center that is away: the same QR works when it is back', async ({ center, counter, admin, scanner }) => {
    await open(counter)
    const { qr } = await admin.showVoucher(PATIENT)
    await center.kill()
    scanner.scan(qr)
    await isTold(counter, 'CENTER_UNREACHABLE', '医保中心')
    await expect(counter.centerLight).toHaveAttribute('data-level', 'bad')
    await expect(counter.centerLight).toContainText('连不上')

    await center.startAgain()
    await scanUntil(
      () => scanner.scan(qr),
      () => expect(counter.patientName).toHaveText(PATIENT, { timeout: 2_000 }),
    )
    await expect(counter.step('checkList')).toBeVisible()
    await expect(counter.centerLight).toContainText('畅通')
  })

  test('a center that comes only after the sign-in is signed in to by itself', async ({ center, counter }) => {
    await center.kill()
    await counter.signIn()
    await expect(counter.centerLight).toHaveAttribute('data-level', 'bad')
    await expect(counter.centerLight).toContainText('连不上 · 签到失败')
    await center.startAgain()
    await expect(counter.centerLight).toContainText('畅通 · 已签到')
    await expect(counter.centerLight).toHaveAttribute('data-level', 'good')
  })

  test('an answer with a wrong signature: nothing of it is shown', async ({ counter, admin, scanVoucher }) => {
    await open(counter)
    await admin.addFault({ interface: '7201', kind: 'wrongSignature' })
    await scanVoucher(PATIENT)
    await isTold(counter, 'CENTER_SIGNATURE_WRONG', '技术支持')
    await expect(counter.prescriptions).toHaveCount(0)
    expect(await counter.page.content()).not.toContain('高血压病2级')
    await expect(counter.page.getByTestId('retry')).toBeHidden()
  })

  for (const [kind, code] of [
    ['halfBody', 'CENTER_ANSWER_UNREADABLE'],
    ['http500', 'CENTER_ERROR'],
  ] as const) {
    test(`1101 ends in ${kind}: F5 asks again, even when the notice was put away`, async ({ counter, admin, scanVoucher }) => {
      await open(counter)
      await admin.addFault({ interface: '1101', kind })
      await scanVoucher(PATIENT)
      await isTold(counter, code, '医保中心')
      await expect(counter.patientName).toHaveText(PATIENT)
      await counter.press('Escape')
      await expect(counter.step('stopped')).toBeVisible()
      await counter.press('F5')
      await expect(counter.step('checkList')).toBeVisible()
    })
  }

  test('a lost answer of ec.query asks for a new QR and leaves nothing open', async ({ counter, admin, scanVoucher }) => {
    await open(counter)
    await admin.addFault({ interface: 'ec.query', kind: 'halfBody' })
    await scanVoucher(PATIENT)
    await isTold(counter, 'VOUCHER_ANSWER_LOST', '参保人')
    await expect(counter.openQuestions).toContainText('没有')
    await scanVoucher(PATIENT)
    await expect(counter.step('checkList')).toBeVisible()
  })

  test('a 7201 that stays unanswered is an open question until F5 closes it', async ({ counter, admin, scanVoucher }) => {
    await open(counter)
    await admin.addFault({ interface: '7201', kind: 'dropAfter', times: 3 })
    await scanVoucher(PATIENT)
    await isTold(counter, 'CENTER_SILENT', '医保中心')
    await expect(counter.openQuestions).toContainText('1 件待查')
    await expect(counter.openQuestions).toHaveAttribute('data-level', 'bad')
    await counter.press('F5')
    await expect(counter.step('checkList')).toBeVisible()
    await expect(counter.openQuestions).toHaveAttribute('data-level', 'good')
  })

  test('an institution that the province does not know', async ({ center, folders, launch, scanner: _scanner, scanVoucher }) => {
    const { connection } = center.announcement
    const institution = { ...connection.institution, code: 'P00000000000' }
    writeFileSync(
      folders.announceFile,
      JSON.stringify({ ...center.announcement, connection: { ...connection, institution } } satisfies CenterAnnouncement),
    )
    const counter = counterPage((await launch()).page)
    await counter.signIn()
    await expect(counter.centerLight).toContainText('签到失败')
    await expect(counter.centerLight).toHaveAttribute('data-level', 'bad')
    await expect(counter.scannerLight).toHaveAttribute('data-level', 'good')
    await scanVoucher(PATIENT)
    await isTold(counter, 'INSTITUTION_UNKNOWN', '技术支持')
  })

  test('a person without insurance', async ({ counter, scanVoucher }) => {
    await open(counter)
    await scanVoucher('郑文博')
    await isTold(counter, 'PERSON_NOT_INSURED', '参保人')
    await expect(counter.patientName).toHaveText('郑文博')
  })
})

test.describe('what is scanned at the wrong moment', () => {
  test('a code that no step waits for is named', async ({ counter, admin, scanner }) => {
    await open(counter)
    const pharmacist = await admin.showPharmacistVoucher('陈国栋')
    const traceCode = `8106888003${randomInt(1e9, 1e10)}`
    for (const [text, code] of [
      [traceCode, 'TRACE_CODE_NOT_WANTED'],
      ['6901234567892', 'PRODUCT_CODE_NOT_WANTED'],
      [pharmacist.qr, 'PHARMACIST_VOUCHER_NOT_WANTED'],
      [`${traceCode}${traceCode}`, 'SCAN_DOUBLED'],
      ['what is this', 'SCAN_UNKNOWN'],
    ] as const) {
      scanner.scan(text)
      await isTold(counter, code, '店员')
    }
    await expect(counter.page.getByTestId('notice')).toHaveCount(1)
  })

  test('a voucher before anybody has signed in', async ({ counter, admin, scanVoucher }) => {
    await scannerIsOpen(counter.page)
    await scanVoucher(PATIENT)
    await isTold(counter, 'SCAN_BEFORE_SIGN_IN', '店员')
    await expect(counter.secret).toBeFocused()
    expect((await admin.requests()).filter((message) => message.interface === 'ec.query')).toEqual([])
  })

  test('a second voucher while the first is under way, until the list is there', async ({ counter, admin, scanVoucher }) => {
    await open(counter)
    await admin.addFault({ interface: '1101', kind: 'delay', delayMs: 4_000 })
    await scanVoucher(PATIENT)
    await expect(counter.step('identifying')).toBeVisible()
    await scanVoucher('李建国')
    await isTold(counter, 'VISIT_BUSY', '店员')
    await expect(counter.patientName).toHaveText(PATIENT)
    await expect(counter.step('checkList')).toBeVisible()
  })
})

test('a voucher scanned by somebody who may not serve', async ({ counter, admin, scanVoucher }) => {
  await counter.trySignIn('F2', SECRET)
  await expect(counter.manageScreen).toContainText('店长')
  await counter.isReady()
  await scanVoucher(PATIENT)
  await isTold(counter, 'ROLE_MISSING', '店员')
  expect((await admin.requests()).filter((message) => message.interface === 'ec.query')).toEqual([])
})

test.describe('a refusal on the screen', () => {
  test('gives way to the next voucher that is good', async ({ counter, scanner, scanVoucher }) => {
    await open(counter)
    scanner.scan('what is this')
    await counter.hasNotice('SCAN_UNKNOWN')
    await scanVoucher(PATIENT)
    await expect(counter.step('checkList')).toBeVisible()
    await expect(counter.page.getByTestId('notice')).toBeHidden()
  })

  test('goes with Esc', async ({ counter, scanner }) => {
    await open(counter)
    scanner.scan('what is this')
    await counter.hasNotice('SCAN_UNKNOWN')
    await counter.press('Escape')
    await expect(counter.step('scanVoucher')).toBeVisible()
  })
})

test.describe('who may sign in', () => {
  test('a wrong secret is refused, and the right one can be typed at once', async ({ counter }) => {
    await counter.trySignIn('F1', WRONG_SECRET)
    await expect(counter.signInError).toHaveAttribute('data-code', 'SIGN_IN_WRONG')
    await expect(counter.signInError).toContainText('密码不对')
    await expect(counter.secret).toHaveValue('')
    await counter.signIn()
  })

  test('five wrong secrets lock an account, even for the right one, and nobody else', async ({ counter }) => {
    for (let attempt = 1; attempt <= 5; attempt++) {
      await counter.trySignIn('F1', `${WRONG_SECRET}${attempt}`)
      await expect(counter.signInError).toHaveAttribute('data-code', 'SIGN_IN_WRONG')
      await expect(counter.secret).toHaveValue('')
    }
    await counter.trySignIn('F1', SECRET)
    await expect(counter.signInError).toHaveAttribute('data-code', 'SIGN_IN_LOCKED')
    await expect(counter.signInError).toContainText('密码连续输错，这个账号暂时锁定')
    await expect(counter.counter).toBeHidden()
    await expect(counter.secret).toHaveValue('')
    await counter.signIn('F3')
  })
})

/** Signs in and waits until a voucher can be scanned. */
async function open(counter: CounterPage): Promise<void> {
  await counter.signIn()
  await counter.isReady()
}

/** Waits for a refusal that says in Chinese what happened, whose turn it is, what to do, and that no money moved. */
async function isTold(counter: CounterPage, code: FailureCode, turn: string): Promise<void> {
  const notice = counter.notice(code)
  for (const part of ['what', 'next'] as const) {
    await expect(notice.getByTestId(`notice-${part}`)).toHaveText(failures[code][part])
    await expect(notice.getByTestId(`notice-${part}`)).toHaveText(HAN)
    await expect(notice.getByTestId(`notice-${part}`)).not.toHaveText(LATIN_WORD)
  }
  await expect(notice.getByTestId('notice-turn')).toHaveText(`轮到${turn}`)
  await expect(notice.getByTestId('notice-money')).toHaveText('钱款未动')
  await expect(notice).toContainText(code)
  await expect(notice).toBeInViewport({ ratio: 1 })
}

/** Scans again and again, as a person does, since the same reading twice within 300 ms counts once. */
async function scanUntil(scan: () => void, isSeen: () => Promise<void>): Promise<void> {
  await expect(async () => {
    scan()
    await isSeen()
  }).toPass()
}

/** Another till of the shop uses the voucher. */
async function decodeElsewhere(connection: CenterConnection, qr: string): Promise<void> {
  const till = createGateways(connection, {
    clock: Date.now,
    nextSequence: () => 1,
    timeouts: { connectMs: 5_000, headersMs: 5_000, bodyMs: 5_000 },
  })
  const decoded = await till.voucherPlatform.decode({ qr, businessType: '02122', operator: { id: 'C02', name: '周明' } })
  expect(decoded.kind).toBe('acknowledged')
  await till.close()
}

/** The lights are not on the sign-in screen, but the page knows. */
function scannerIsOpen(page: Page): Promise<void> {
  return expect
    .poll(async () => {
      const state = await page.evaluate(() => window.rxcounter.commands['counter.state']({}))
      return state.ok && state.value.devices.some((device) => device.state === 'connected')
    })
    .toBe(true)
}

import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { createGateways } from '../../../src/main/station/gateways/index.ts'
import type { FailureCode } from '../../../src/shared/contract/failures.ts'
import type { CenterAnnouncement, CenterConnection } from '../../../src/shared/contract/host.ts'
import { expect, test } from '../fixtures/test.ts'
import { type CounterPage, counterPage } from '../pages/counterPage.ts'

const PATIENT = '王秀兰'
const SECRET = '246810'
const WRONG_SECRET = '135790'
const HAN = /\p{Script=Han}/u
const LATIN_WORD = /[a-z]{3}/i

test.describe('what the voucher platform refuses', () => {
  test('a QR that it does not know', async ({ counter, scanner }) => {
    await open(counter)
    scanner.scan('1234567890123456789012345678')
    await isTold(counter, 'VOUCHER_QR_UNKNOWN', { what: '医保中心不认识这个二维码', turn: '参保人' })
    await expect(counter.patientName).toBeHidden()
  })

  test('a QR that another till has used', async ({ center, counter, admin, scanner }) => {
    await open(counter)
    const { qr } = await admin.showVoucher(PATIENT)
    await decodeElsewhere(center.announcement.connection, qr)
    scanner.scan(qr)
    await isTold(counter, 'VOUCHER_QR_USED', { what: '这个二维码已经用过了', turn: '参保人' })
    await expect(counter.page.getByTestId('notice-center')).toContainText('中心回答')
  })

  test('a QR that this till has used is not even sent again', async ({ counter, admin, scanner, scanVoucher }) => {
    await open(counter)
    const qr = await scanVoucher(PATIENT)
    await expect(counter.step('checkList')).toBeVisible()
    await counter.page.keyboard.press('F9')
    await expect(counter.step('scanVoucher')).toBeVisible()
    await scanUntil(
      () => scanner.scan(qr),
      () => expect(counter.notice('VOUCHER_QR_USED')).toBeVisible({ timeout: 500 }),
    )
    await isTold(counter, 'VOUCHER_QR_USED', { what: '这个二维码已经用过了', turn: '参保人' })
    expect((await admin.requests()).filter((message) => message.interface === 'ec.query')).toHaveLength(1)
  })

  test('a QR that has expired', async ({ counter, admin, scanner }) => {
    await open(counter)
    const { qr } = await admin.showVoucher(PATIENT)
    await admin.clock({ advanceMs: 120_000 })
    scanner.scan(qr)
    await isTold(counter, 'VOUCHER_QR_EXPIRED', { what: '这个二维码已经过期', turn: '参保人' })
  })

  for (const [person, code, what] of [
    ['赵小梅', 'VOUCHER_NOT_ACTIVATED', '参保人还没有激活医保电子凭证'],
    ['孙立军', 'VOUCHER_CHANNEL_NOT_AUTHORIZED', '参保人用的这个应用没有获得医保授权'],
  ] as const) {
    test(`the voucher of ${person}: ${what}`, async ({ counter, scanVoucher }) => {
      await open(counter)
      await scanVoucher(person)
      await isTold(counter, code, { what, turn: '参保人' })
      await expect(counter.patientName).toBeHidden()
      await expect(counter.openQuestions).toContainText('没有')
    })
  }
})

test.describe('what is wrong with the center', () => {
  test('a center that is away: the same QR works when it is back', async ({ center, counter, admin, scanner }) => {
    await open(counter)
    const { qr } = await admin.showVoucher(PATIENT)
    await center.kill()
    scanner.scan(qr)
    await isTold(counter, 'CENTER_UNREACHABLE', { what: '连不上医保中心', turn: '医保中心' })
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
    await isTold(counter, 'CENTER_SIGNATURE_WRONG', { what: '回答的签名不对，不能相信是医保中心发来的', turn: '技术支持' })
    await expect(counter.prescriptions).toHaveCount(0)
    expect(await counter.page.content()).not.toContain('高血压病2级')
    await expect(counter.page.getByTestId('retry')).toBeHidden()
  })

  for (const [kind, code, what] of [
    ['halfBody', 'CENTER_ANSWER_UNREADABLE', '医保中心的回答看不懂'],
    ['http500', 'CENTER_ERROR', '医保中心内部出错'],
    ['dropAfter', 'CENTER_SILENT', '医保中心没有按时回答'],
  ] as const) {
    test(`1101 ends in ${kind}: F5 asks again and brings the list`, async ({ counter, admin, scanVoucher }) => {
      await open(counter)
      await admin.addFault({ interface: '1101', kind })
      await scanVoucher(PATIENT)
      await isTold(counter, code, { what, turn: '医保中心' })
      await expect(counter.patientName).toHaveText(PATIENT)
      await counter.page.keyboard.press('F5')
      await expect(counter.step('checkList')).toBeVisible()
    })
  }

  test('a lost answer of ec.query asks for a new QR and leaves nothing open', async ({ counter, admin, scanVoucher }) => {
    await open(counter)
    await admin.addFault({ interface: 'ec.query', kind: 'halfBody' })
    await scanVoucher(PATIENT)
    await isTold(counter, 'VOUCHER_ANSWER_LOST', { what: '没有收到医保中心的回答，这个二维码可能已经作废', turn: '参保人' })
    await expect(counter.openQuestions).toContainText('没有')
    await scanVoucher(PATIENT)
    await expect(counter.step('checkList')).toBeVisible()
  })

  test('a 7201 that stays unanswered is an open question until F5 closes it', async ({ counter, admin, scanVoucher }) => {
    await open(counter)
    await admin.addFault({ interface: '7201', kind: 'dropAfter', times: 3 })
    await scanVoucher(PATIENT)
    await isTold(counter, 'CENTER_SILENT', { what: '医保中心没有按时回答', turn: '医保中心' })
    await expect(counter.openQuestions).toContainText('1 件待查')
    await expect(counter.openQuestions).toHaveAttribute('data-level', 'bad')
    await counter.page.keyboard.press('F5')
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
    await isTold(counter, 'INSTITUTION_UNKNOWN', { what: '医保中心不认识本药店', turn: '技术支持' })
  })

  test('a person without insurance', async ({ counter, scanVoucher }) => {
    await open(counter)
    await scanVoucher('郑文博')
    await isTold(counter, 'PERSON_NOT_INSURED', { what: '查不到有效的参保信息', turn: '参保人' })
    await expect(counter.patientName).toHaveText('郑文博')
  })
})

test.describe('what is scanned at the wrong moment', () => {
  test('a code that no step waits for is named', async ({ counter, admin, scanner }) => {
    await open(counter)
    const pharmacist = await admin.showPharmacistVoucher('陈国栋')
    const traceCode = `8106888003${randomInt(1e9, 1e10)}`
    for (const [text, code, what] of [
      [traceCode, 'TRACE_CODE_NOT_WANTED', '扫到的是药盒上的追溯码，现在用不上'],
      ['6901234567892', 'PRODUCT_CODE_NOT_WANTED', '扫到的是商品条码，现在用不上'],
      [pharmacist.qr, 'PHARMACIST_VOUCHER_NOT_WANTED', '扫到的是药师的凭证，现在用不上'],
      [`${traceCode}${traceCode}`, 'SCAN_DOUBLED', '两个码连在一起了'],
      ['what is this', 'SCAN_UNKNOWN', '这个码不认识'],
    ] as const) {
      scanner.scan(text)
      await isTold(counter, code, { what, turn: '店员' })
    }
    await expect(counter.page.getByTestId('notice')).toHaveCount(1)
  })

  test('a voucher before anybody has signed in', async ({ counter, admin, scanVoucher }) => {
    await scannerIsOpen(counter.page)
    await scanVoucher(PATIENT)
    await isTold(counter, 'SCAN_BEFORE_SIGN_IN', { what: '还没有登录，刚才的扫码没有使用', turn: '店员' })
    await expect(counter.secret).toBeFocused()
    expect((await admin.requests()).filter((message) => message.interface === 'ec.query')).toEqual([])
  })

  test('a second voucher while the first is under way, until the list is there', async ({ counter, admin, scanVoucher }) => {
    await open(counter)
    await admin.addFault({ interface: '1101', kind: 'delay', delayMs: 2_000 })
    await scanVoucher(PATIENT)
    await expect(counter.step('identifying')).toBeVisible()
    await scanVoucher('李建国')
    await isTold(counter, 'VISIT_BUSY', { what: '上一步还在进行', turn: '店员' })
    await expect(counter.patientName).toHaveText(PATIENT)
    await expect(counter.step('checkList')).toBeVisible()
  })
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
    await counter.page.keyboard.press('Escape')
    await expect(counter.step('scanVoucher')).toBeVisible()
  })
})

test.describe('who may sign in', () => {
  test('a wrong secret is refused, and the right one can be typed at once', async ({ counter }) => {
    await counter.trySignIn('F1', WRONG_SECRET)
    await expect(counter.signInError).toHaveAttribute('data-code', 'SIGN_IN_WRONG')
    await expect(counter.signInError).toContainText('口令不对')
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
    await expect(counter.signInError).toContainText('口令连续输错，这个账号暂时锁住了')
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
async function isTold(
  counter: CounterPage,
  code: FailureCode,
  { what, turn }: { readonly what: string; readonly turn: string },
): Promise<void> {
  const notice = counter.notice(code)
  await expect(notice.getByTestId('notice-what')).toHaveText(what)
  await expect(notice.getByTestId('notice-turn')).toHaveText(`轮到${turn}`)
  await expect(notice.getByTestId('notice-money')).toHaveText('钱款未动')
  await expect(notice.getByTestId('notice-next')).toHaveText(HAN)
  await expect(notice.getByTestId('notice-next')).not.toHaveText(LATIN_WORD)
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

import { bringToShelf, download, handOver, identify, PATIENT, pay, pick, type Sale, sell } from '../../../scripts/counter/sale.ts'
import { failures } from '../../../src/renderer/i18n/zh-CN/failures.ts'
import type { FailureCode } from '../../../src/shared/contract/failures.ts'
import { expect, test } from '../fixtures/test.ts'

/** 苯磺酸氨氯地平片 on the training shelf: twelve good boxes, the 13th expired, the 14th recalled. */
const box = (serial: number, prefix = '8100101'): string => `${prefix}${String(serial).padStart(13, '0')}`

async function open({ counter }: Sale): Promise<void> {
  await counter.signIn('F3')
  await counter.isReady()
}

/** The band says what is wrong and what to do, in the words of the table. */
async function isTold({ counter }: Sale, code: FailureCode): Promise<void> {
  await counter.hasNotice(code)
  await expect(counter.notice(code)).toContainText(failures[code].what)
  await expect(counter.notice(code)).toContainText(failures[code].next)
}

test.describe('what is scanned instead of a right box', () => {
  test.use({ plan: { scenario: 'single-drug', province: 'fujian' } })

  test('is refused with its reason, and the right boxes still go in', async ({ sale }) => {
    const { counter, scanner } = sale
    await open(sale)
    await bringToShelf(sale)
    for (const [what, code, reason] of [
      ['a box of another drug', box(1, '8100102'), 'BOX_WRONG_DRUG'],
      ['a product code', '6901234567892', 'BOX_PRODUCT_CODE'],
      ['an expired box', box(13), 'LOT_EXPIRED'],
      ['a recalled box', box(14), 'LOT_RECALLED'],
      ['a box that the books do not know', box(9_999), 'BOX_UNKNOWN'],
      ['two codes glued together', `${box(1)}${box(1)}`, 'SCAN_DOUBLED'],
      ['something else', 'https://example.invalid/', 'SCAN_UNKNOWN'],
    ] as const) {
      await test.step(what, async () => {
        scanner.scan(code)
        await isTold(sale, reason)
        await expect(counter.boxesCount).toHaveText('0/2')
      })
    }
    await test.step('the same box twice', async () => {
      scanner.scan(box(1))
      await expect(counter.boxesCount).toHaveText('1/2')
      await expect
        .poll(async () => {
          scanner.scan(box(1))
          return counter.notice('BOX_IN_BASKET').isVisible()
        })
        .toBe(true)
      await expect(counter.boxesCount).toHaveText('1/2')
    })
    await test.step('a code that cannot be scanned is typed with its reason', async () => {
      await counter.press('Escape')
      await counter.addByHand(box(2))
      await expect(counter.box(box(2))).toBeVisible()
    })
    await test.step('one box too many', async () => {
      await expect(counter.personPays).toBeVisible()
      scanner.scan(box(3))
      await isTold(sale, 'BOX_NOT_NEEDED')
      await expect(counter.boxes).toHaveCount(2)
    })
  })
})

test.describe('under the national profile', () => {
  test.use({ plan: { scenario: 'single-drug', province: 'national' } })

  test('a box that the books do not know is taken with a reason', async ({ sale }) => {
    const { counter, scanner } = sale
    await open(sale)
    await bringToShelf(sale)
    scanner.scan(box(9_999))
    await isTold(sale, 'BOX_UNKNOWN_NEEDS_REASON')
    await counter.press('Escape')
    await counter.addByHand(box(9_999))
    await expect(counter.page.getByTestId('command-failure')).toHaveAttribute('data-code', 'LOT_NEEDED')
    await expect(counter.boxesCount).toHaveText('0/2')
    await expect(counter.page.getByTestId('lot-number')).toBeFocused()
    await counter.page.keyboard.insertText('260101A')
    await counter.page.keyboard.press('Enter')
    await expect(counter.box(box(9_999))).toBeVisible()
    await expect(counter.boxesCount).toHaveText('1/2')
  })
})

test.describe('a patient whose account is empty', () => {
  test.use({ plan: { scenario: 'account-empty' } })

  test('is not settled for less cash than is due', async ({ sale }) => {
    const { counter, admin } = sale
    await open(sale)
    await bringToShelf(sale)
    await pick(sale)
    await expect(counter.step('takeMoney')).toBeVisible()
    await counter.press('0')
    await counter.press('.')
    await counter.press('1')
    await expect(counter.page.getByTestId('main-step')).toBeHidden()
    await counter.press('F12')
    for (let typed = 0; typed < 3; typed++) await counter.press('Backspace')
    expect((await admin.requests()).some((message) => message.interface === '2102A')).toBe(false)
    await pay(sale, '500')
  })
})

test.describe('two people who want the same drug', () => {
  test.use({ plan: { scenario: 'two-patients' } })

  test('a box that was sold to the one is refused for the other, with its sale', async ({ sale }) => {
    const { counter, scanner } = sale
    await open(sale)
    const [sold = ''] = await sell(sale)
    const document = /LS\d{8}-\d{4}/.exec((await counter.document.textContent()) ?? '')?.[0] ?? ''
    await bringToShelf(sale, '李建国')
    scanner.scan(sold)
    await isTold(sale, 'BOX_SOLD_BEFORE')
    await expect(counter.notice('BOX_SOLD_BEFORE')).toContainText(document)
  })

  test('another person may not pay, and the sale stays as it was', async ({ sale }) => {
    const { scanner, admin } = sale
    await open(sale)
    await bringToShelf(sale)
    await pick(sale)
    scanner.scan((await admin.showVoucher('李建国')).qr)
    await isTold(sale, 'PERSON_MISMATCH')
    await pay(sale)
    await handOver(sale)
  })
})

test.describe('a prescription that the hospital withdraws while the goods are being reported', () => {
  test.use({ plan: { scenario: 'withdrawn-after-outbound' } })

  test('is not settled, and the report of the goods is taken back first', async ({ sale }) => {
    const { counter, admin } = sale
    await open(sale)
    await bringToShelf(sale)
    await pick(sale)
    await counter.settle()
    const moved = async (): Promise<readonly string[]> => {
      const done = (await admin.requests()).filter(({ accepted }) => accepted).map((message) => message.interface)
      return done.filter((number) => ['7207', '7208', '2102A'].includes(number))
    }
    await expect.poll(moved).toEqual(['7207', '7208'])
    await expect(counter.page.getByTestId('end-visit')).toBeVisible()
    await counter.press('F9')
    await expect(counter.step('scanVoucher')).toBeVisible()
  })
})

for (const [scenario, step] of [
  ['file-tampered', 'notGenuine'],
  ['data-differs', 'notGenuine'],
  ['withdrawn-after-authorization', 'withdrawn'],
] as const) {
  test.describe(scenario, () => {
    test.use({ plan: { scenario } })

    test('the prescription goes no further, and the visit can be ended', async ({ sale }) => {
      const { counter } = sale
      await open(sale)
      await identify(sale)
      await counter.choose(1)
      await expect(counter.step(step).or(counter.page.getByTestId('case-failure'))).toBeVisible()
      if (step === 'notGenuine') await expect(counter.alarm).toBeVisible()
      await expect(counter.page.getByTestId('approve')).toBeHidden()
      await counter.press('F9')
      await expect(counter.step('scanVoucher')).toBeVisible()
    })
  })
}

test.describe('insurance-paused', () => {
  test.use({ plan: { scenario: 'insurance-paused' } })

  test('a patient whose insurance is paused is told so before anything else', async ({ sale }) => {
    await open(sale)
    sale.scanner.scan((await sale.admin.showVoucher(PATIENT)).qr)
    await isTold(sale, 'PERSON_NOT_INSURED')
  })
})

test.describe('pharmacist-elsewhere', () => {
  test.use({ plan: { scenario: 'pharmacist-elsewhere' } })

  test('a pharmacist who is not registered here may not review', async ({ sale }) => {
    const { counter, scanner, admin } = sale
    await open(sale)
    await identify(sale)
    await download(sale)
    scanner.scan((await admin.showPharmacistVoucher('陈国栋')).qr)
    await isTold(sale, 'PHARMACIST_NOT_REGISTERED')
    await expect(counter.page.getByTestId('approve')).toBeHidden()
  })
})

for (const [scenario, code, step] of [
  ['withdrawn-after-review', 'PRESCRIPTION_WITHDRAWN', 'withdrawn'],
  ['code-sold', 'TRACE_CODE_SOLD', null],
] as const) {
  test.describe(scenario, () => {
    test.use({ plan: { scenario } })

    test(`the center refuses the reckoning: ${code}`, async ({ sale }) => {
      const { counter, admin } = sale
      await open(sale)
      await bringToShelf(sale)
      for (const serial of [1, 2]) sale.scanner.scan(box(serial))
      if (step === null) await counter.isStoppedBy(code)
      else await expect(counter.step(step).or(counter.page.getByTestId('case-failure'))).toBeVisible()
      expect((await admin.requests()).some((message) => message.interface === '2102A')).toBe(false)
    })
  })
}

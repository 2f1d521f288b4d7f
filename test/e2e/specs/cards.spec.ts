import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { type CustomerPage, openCustomerPage } from '../../../scripts/counter/customerPage.ts'
import { plain } from '../../../scripts/counter/deviceSettings.ts'
import {
  type IdentityReaderPty,
  openIdentityReaderPty,
  type PlasticCard,
  textBlock,
} from '../../../scripts/counter/identityReaderPty.ts'
import { openRetail, retailStep, sellBox } from '../../../scripts/counter/retail.ts'
import { approve, download, handOver, PATIENT, pay, pick, type Sale, showPharmacist } from '../../../scripts/counter/sale.ts'
import { totalsAgree } from '../../../scripts/counter/totals.ts'
import { putIn, startReaders, type VirtualReaders } from '../../hardware/virtualCard.ts'
import { settlementsIn } from '../fixtures/books.ts'
import { killStation } from '../fixtures/killStation.ts'
import { test as base, expect } from '../fixtures/test.ts'

const PASSWORD = '258369'
/** 六味地黄丸, 26.00, which needs no prescription */
const PILLS = '81001070000000000001'
/** of the patient in the scenario's social-security card */
const CARD_NUMBER = 'X99010112'
const CARD_SN = '990101D1560000050123456789ABCDEF'

const test = base.extend<{
  readonly reader: IdentityReaderPty
  readonly cardService: VirtualReaders & { readonly socket: string }
}>({
  reader: async ({ folders }, use) => {
    const reader = await openIdentityReaderPty(join(folders.root, 'reader'))
    await use(reader)
    await reader.close()
  },
  cardService: async ({ folders }, use) => {
    const socket = join(folders.root, 'pcscd')
    const readers = await startReaders(socket)
    await use({ ...readers, socket })
    await readers.close()
  },
})
test.use({ plan: { scenario: 'card-purchase' } })

async function numberOf({ admin }: Sale, name: string): Promise<string> {
  return (await admin.people()).find((person) => person.name === name)?.identityNumber ?? ''
}

/** What lies on the identity card of a person of the scenario. */
async function plasticOf(sale: Sale, name: string): Promise<PlasticCard> {
  const number = await numberOf(sale, name)
  return {
    name,
    sex: Number(number[16]) % 2 === 1 ? '1' : '2',
    nation: '01',
    born: number.slice(6, 14),
    address: '示范市青石桥路 1 号',
    number,
    authority: '示范市公安局',
    validFrom: '20150101',
    validTo: '长期',
  }
}

test.describe('an identity card', () => {
  test.use({
    moreDevices: async ({ reader }, use) => {
      const address = { transport: 'serial', port: reader.readerPort, baudRate: null } as const
      await use([{ ...plain, id: 'identity', model: 'samSerial', address }])
    },
  })

  test('and the voucher’s password, typed at the window before the customer, dispense a prescription', async ({
    sale,
    reader,
    folders,
  }) => {
    const { counter } = sale
    await counter.signIn('F3')
    await counter.isReady()
    await expect(counter.page.getByTestId('light-identityReader')).toHaveAttribute('data-level', 'good')
    const customer = await openCustomerPage(counter.page)
    await customer.shows('idle')

    reader.put(textBlock(await plasticOf(sale, PATIENT)))
    await expect(counter.step('typePassword')).toBeVisible()
    await customer.shows('password')
    await isAccessible(customer.page)
    await customer.typePassword('000000')
    await expect(customer.said).toContainText('密码不对')
    await customer.typePassword(PASSWORD)
    await expect(counter.step('checkList')).toBeVisible()
    await expect(counter.headerPatient).toContainText(PATIENT)
    // others in the shop read the customer's window
    await expect(customer.screen).not.toContainText(PATIENT)

    await dispense(sale, customer, folders.data)
    await isAccessible(customer.page)
  })

  test('is asked about again by itself when the station dies while the password is waited for, before the list and before it is paid', async ({
    sale,
    reader,
    app,
    folders,
  }) => {
    // two stations come up during a whole sale
    test.slow()
    const { counter } = sale
    await counter.signIn('F3')
    await counter.isReady()
    await expect(counter.page.getByTestId('light-identityReader')).toHaveAttribute('data-level', 'good')
    const customer = await openCustomerPage(counter.page)
    reader.put(textBlock(await plasticOf(sale, PATIENT)))
    await customer.shows('password')
    // a card that is still there when a station comes up is read again
    reader.take()
    const dieWhileAsked = async (): Promise<void> => {
      await customer.shows('password')
      await customer.page.getByRole('button', { name: '1', exact: true }).click()
      await expect(customer.dots).toHaveText(/●/)
      await killStation(app, folders.data, 'SIGSEGV')
      // a question of its own: nothing that was typed for the one before is in it
      await expect(customer.dots).toHaveText(/^[○ ]+$/)
      await expect(counter.step('typePassword')).toBeVisible()
    }
    await dieWhileAsked()
    await customer.typePassword(PASSWORD)
    await expect(counter.step('checkList')).toBeVisible()
    await dispense(sale, customer, folders.data, dieWhileAsked)
  })

  test('pays for an ordinary sale with the password that is typed for it; without it the sale can be paid in cash', async ({
    sale,
    reader,
    scanner,
  }) => {
    const { counter, admin } = sale
    const { page } = counter
    await counter.signIn('F3')
    await counter.isReady()
    await expect(page.getByTestId('light-identityReader')).toHaveAttribute('data-level', 'good')
    const customer = await openCustomerPage(page)
    reader.put(textBlock(await plasticOf(sale, PATIENT)))
    await customer.typePassword(PASSWORD)
    await expect(counter.step('checkList')).toBeVisible()
    await openRetail(counter)
    await sellBox(counter, scanner, PILLS)
    await page.keyboard.press('F5')
    await expect(retailStep(counter, 'typePassword')).toBeVisible()
    await customer.shows('password')
    await page.keyboard.press('Escape')
    await expect(retailStep(counter, 'askPassword')).toBeVisible()
    await page.keyboard.press('F8')
    await expect(retailStep(counter, 'pay')).toContainText('26.00')
    await page.keyboard.press('F5')
    await customer.typePassword('000000')
    await counter.hasNotice('VOUCHER_PASSWORD_WRONG')
    await customer.typePassword(PASSWORD)
    await expect(retailStep(counter, 'pay')).toBeVisible()
    await page.keyboard.press('F12')
    await expect(retailStep(counter, 'done')).toBeVisible()
    const settled = (await admin.requests()).filter((message) => message.interface === '2102A' && message.accepted)
    expect(settled).toHaveLength(1)
  })

  test('that is read while a scanner of codes is pulled out works, and the scanner comes back', async ({
    sale,
    reader,
    scanner,
  }) => {
    const { counter } = sale
    await counter.signIn('F3')
    await counter.isReady()
    await scanner.unplug()
    await expect(counter.scannerLight).toHaveAttribute('data-level', 'bad')
    reader.put(textBlock(await plasticOf(sale, PATIENT)))
    // nobody can type: no pad is there and no window is open
    await counter.hasNotice('PASSWORD_PAD_MISSING')
    await scanner.plugBack()
    await expect(counter.scannerLight).toHaveAttribute('data-level', 'good')
  })
})

test.describe('a social-security card', () => {
  test.use({
    environment: async ({ cardService }, use) => {
      await use({ PCSCLITE_CSOCK_NAME: cardService.socket })
    },
  })

  test('in a PC/SC reader that nobody set up dispenses a prescription with the voucher’s password', async ({
    sale,
    cardService,
    folders,
  }) => {
    const { counter } = sale
    await counter.signIn('F3')
    await counter.isReady()
    await expect(counter.page.getByTestId('light-cardReader')).toHaveAttribute('data-level', 'good')
    const customer = await openCustomerPage(counter.page)
    const number = await numberOf(sale, PATIENT)
    const card = await putIn(cardService.port, { records: recordsOf(number) })
    await expect(counter.step('typePassword')).toBeVisible()
    await customer.typePassword(PASSWORD)
    await expect(counter.step('checkList')).toBeVisible()
    await card.takeOut()
    await dispense(sale, customer, folders.data)
  })

  test('in a reader whose service hangs keeps neither a voucher waiting nor the program from ending', async ({
    sale: { counter },
    app,
    cardService,
    scanVoucher,
    folders,
  }) => {
    await counter.signIn('F3')
    await counter.isReady()
    const light = counter.page.getByTestId('light-cardReader')
    await expect(light).toHaveAttribute('data-level', 'good')
    cardService.hang(60)
    await expect(light).toHaveAttribute('data-level', 'bad')
    await scanVoucher(PATIENT)
    await expect(counter.step('checkList')).toBeVisible()
    await app.close()
    expect(cardService.isHanging()).toBe(true)
    expect(readFileSync(join(folders.data, 'logs/shell.log'), 'utf8')).toContain('station exited')
  })
})

/** From the list to the goods in the patient's hands, who pays with the voucher's password. `asked`: what happens while it is waited for. */
async function dispense(sale: Sale, customer: CustomerPage, dataFolder: string, asked = async () => {}): Promise<void> {
  await download(sale)
  await showPharmacist(sale)
  await approve(sale)
  await pick(sale)
  await asked()
  await customer.typePassword(PASSWORD)
  await customer.shows('basket')
  await expect(customer.own).toHaveText(/^¥\d/)
  await pay(sale)
  await customer.shows('thanks')
  await handOver(sale)
  expect(totalsAgree(await sale.admin.requests(), settlementsIn(dataFolder))).toBe(true)
}

/** By axe, and not wider than the window. */
async function isAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
}

/** The records of the patient's own card. Names are in GBK. */
function recordsOf(number: string): Readonly<Record<number, string>> {
  const ascii = (text: string) => Buffer.from(text).toString('hex')
  return {
    1: CARD_SN,
    7: ascii(CARD_NUMBER),
    8: ascii(number),
    9: NAME_IN_GBK.padEnd(60, '0'),
    10: ascii(Number(number[16]) % 2 === 1 ? '1' : '2'),
    13: number.slice(6, 14),
  }
}

/** 王秀兰 */
const NAME_IN_GBK = 'cdf5d0e3c0bc'

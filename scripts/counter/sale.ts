import { expect } from '@playwright/test'
import type { AdminClient } from '../../server-mock/admin/client.ts'
import type { TrainingShop } from '../../src/shared/contract/host.ts'
import { scanBoxes } from './boxes.ts'
import type { CounterPage } from './counterPage.ts'
import type { Pty } from './pty.ts'

/** A counter with people before it: what is on the screen, the phones they hold out, a scanner of any kind, and the shelf behind. */
export interface Hands {
  readonly counter: CounterPage
  readonly admin: AdminClient
  readonly scanner: Pick<Pty, 'scan'>
  readonly shelf: TrainingShop
  /** the trace codes that were taken from the shelf */
  readonly taken: Set<string>
}

/** The same with a scanner that can be pulled out. */
export interface Sale extends Hands {
  readonly scanner: Pty
}

/** The patient and the pharmacist of most scenarios. */
export const PATIENT = '王秀兰'
export const PHARMACIST = '陈国栋'

/** Shows the patient's voucher and waits for the list. */
export async function identify({ counter, admin, scanner }: Hands, person = PATIENT): Promise<void> {
  scanner.scan((await admin.showVoucher(person)).qr)
  await expect(counter.headerPatient).toContainText(person)
  await expect(counter.step('checkList')).toBeVisible()
}

/** Chooses a prescription of the list and waits until it is downloaded and both say that it is genuine. */
export async function download({ counter }: Hands, number: 1 | 2 | 3 = 1): Promise<void> {
  await counter.choose(number)
  await expect(counter.verdict.center).toHaveAttribute('data-level', 'good')
  await expect(counter.verdict.own).toHaveAttribute('data-level', 'good')
}

/** The pharmacist shows his or her own voucher. */
export async function showPharmacist({ counter, admin, scanner }: Hands, name = PHARMACIST): Promise<void> {
  scanner.scan((await admin.showPharmacistVoucher(name)).qr)
  await expect(counter.pharmacist).toContainText(name)
}

/** The pharmacist ticks the points and approves. */
export async function approve({ counter }: Hands): Promise<void> {
  await counter.approve()
  await expect(counter.reviewOutcome).toBeVisible()
}

/** From the voucher to a prescription that the pharmacist has passed: its boxes are next. */
export async function bringToShelf(hands: Hands, person = PATIENT): Promise<void> {
  await identify(hands, person)
  await download(hands)
  await showPharmacist(hands)
  await approve(hands)
}

/** Scans every box that is wanted and waits for what the patient would pay; gives the codes. */
export async function pick({ counter, scanner, shelf, taken }: Hands): Promise<readonly string[]> {
  const codes = await scanBoxes(counter, scanner, shelf, taken)
  await expect(counter.personPays).toBeVisible()
  return codes
}

/** The patient pays (yuan; nothing for just what is due) and the center settles. */
export async function pay({ counter }: Hands, cash = ''): Promise<void> {
  await counter.settle(cash)
  await expect(counter.settlementId).toBeVisible()
}

/** The goods go over the counter, and nothing is owed any more. */
export async function handOver({ counter }: Hands): Promise<void> {
  // what is uploaded after the settlement goes first
  await expect(counter.step('handOver')).toBeVisible()
  await counter.press('F12')
  await expect(counter.step('done')).toBeVisible()
}

/** From the voucher to the goods in the patient's hands; gives the trace codes that went out. */
export async function sell(sale: Hands, { person = PATIENT, cash = '' } = {}): Promise<readonly string[]> {
  await bringToShelf(sale, person)
  const codes = await pick(sale)
  await pay(sale, cash)
  await handOver(sale)
  return codes
}

/** Today's last sale comes back: its boxes are scanned, the settlement is revoked, and everything is undone. */
export async function takeBack({ counter, scanner }: Hands, codes: readonly string[]): Promise<void> {
  await counter.press('F4')
  await expect(counter.cases.first()).toBeVisible()
  await counter.press('F8')
  for (const [index, code] of codes.entries()) {
    await expect(counter.boxesCount).toHaveText(`${index}/${codes.length}`)
    scanner.scan(code)
  }
  await expect(counter.boxesCount).toHaveText(`${codes.length}/${codes.length}`)
  await counter.press('F12')
  await expect(counter.step('returned')).toBeVisible()
}

import {
  approve,
  bringToShelf,
  download,
  handOver,
  identify,
  PATIENT,
  pay,
  pick,
  showPharmacist,
} from '../../../scripts/counter/sale.ts'
import { totalsAgree } from '../../../scripts/counter/totals.ts'
import { settlementsIn } from '../fixtures/books.ts'
import { expect, test } from '../fixtures/test.ts'

const OTHER = '李建国'

test.use({ plan: { scenario: 'two-patients' } })

test('two patients are served in turn: each is put aside while the other is served, and both leave with their goods', async ({
  sale,
  folders,
}) => {
  const { counter, admin } = sale
  const parked = counter.parkedVisits
  await counter.signIn('F3')
  await counter.isReady()
  await identify(sale)
  await download(sale)
  await counter.park()
  await expect(parked).toHaveCount(1)
  await expect(parked).toContainText(PATIENT)

  await bringToShelf(sale, OTHER)
  await pick(sale)
  await counter.takeUp(1)
  await expect(counter.headerPatient).toContainText(PATIENT)
  await expect(parked).toContainText(OTHER)

  await showPharmacist(sale)
  await approve(sale)
  await pick(sale)
  await pay(sale)
  await handOver(sale)
  await counter.press('F9')
  await counter.takeUp(1)
  await expect(counter.headerPatient).toContainText(OTHER)
  await pay(sale)
  await handOver(sale)
  expect(totalsAgree(await admin.requests(), settlementsIn(folders.data))).toBe(true)
})

test('a patient whose settlement takes long does not keep the next one waiting', async ({ sale }) => {
  const { counter, admin } = sale
  await counter.signIn('F3')
  await counter.isReady()
  await bringToShelf(sale)
  await pick(sale)
  await admin.addFault({ interface: '2102A', kind: 'delay', delayMs: 5_000 })
  await counter.settle()
  await expect(counter.step('settling')).toBeVisible()
  await counter.park()
  await identify(sale, OTHER)
  await download(sale)
  await counter.takeUp(1)
  await expect(counter.settlementId).toBeVisible()
  await handOver(sale)
})

test('a second prescription needs another scan, and stays with the same visit', async ({ sale }) => {
  const { counter } = sale
  await counter.signIn('F3')
  await counter.isReady()
  for (const waiting of [2, 1]) {
    await identify(sale)
    await expect(counter.prescriptions).toHaveCount(waiting)
    await download(sale)
    await showPharmacist(sale)
    await approve(sale)
    await pick(sale)
    await pay(sale)
    await handOver(sale)
  }
})

test.describe('a patient who is insured in two places', () => {
  test.use({ plan: { scenario: 'two-places' } })

  test('says in which one, and the prescription is found', async ({ sale }) => {
    const { counter, admin, scanner } = sale
    await counter.signIn('F3')
    await counter.isReady()
    scanner.scan((await admin.showVoucher('周海燕')).qr)
    await expect(counter.step('choosingPlace')).toBeVisible()
    await counter.choosePlace(1)
    await expect(counter.prescriptions).toHaveCount(1)
  })
})

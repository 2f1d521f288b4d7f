import {
  approve,
  download,
  handOver,
  identify,
  PATIENT,
  pay,
  pick,
  sell,
  showPharmacist,
  takeBack,
} from '../../../scripts/counter/sale.ts'
import { totalsAgree } from '../../../scripts/counter/totals.ts'
import { settlementsIn } from '../fixtures/books.ts'
import { expect, test } from '../fixtures/test.ts'

for (const province of ['national', 'fujian']) {
  test.describe(province, () => {
    test.use({ plan: { scenario: 'five-drugs', province } })

    test('a whole sale and its return, by scanner and keyboard alone', async ({ sale, folders }) => {
      const { counter, admin } = sale
      await counter.signIn('F3')
      await counter.isReady()
      const codes = await sell(sale, { cash: '500' })
      await expect(counter.standing).toHaveText('医保已结算')
      await expect(counter.change).toBeVisible()
      expect(totalsAgree(await admin.requests(), settlementsIn(folders.data))).toBe(true)

      await takeBack(sale, codes)
      await expect(counter.standing).toHaveText('医保已撤销')
      await expect(counter.openQuestions).toContainText('没有')
      expect(totalsAgree(await admin.requests(), settlementsIn(folders.data))).toBe(true)
      // usable again while it is valid
      await counter.press('F9')
      await identify(sale)
      await expect(counter.prescriptions).toHaveCount(1)
    })
  })
}

test.describe('one prescription', () => {
  test.use({ plan: { scenario: 'single-drug' } })

  test('goes on under whoever comes to the counter: each step has its own person in the history', async ({ sale }) => {
    const { counter } = sale
    await counter.signIn('F1')
    await counter.isReady()
    await identify(sale)
    await download(sale)
    await counter.press('F10')
    await counter.signIn('F3')
    await expect(counter.headerPatient).toContainText(PATIENT)
    await showPharmacist(sale)
    await approve(sale)
    await pick(sale)
    await pay(sale)
    await handOver(sale)
    await counter.press('F4')
    await expect(counter.today).toContainText(PATIENT)
    await counter.press('Enter')
    await expect(counter.history).toContainText('林晓燕')
    await expect(counter.history).toContainText('陈国栋')
  })

  test('is reviewed by the pharmacist whose voucher was scanned, not by whoever is signed in', async ({ sale }) => {
    const { counter, scanner, admin } = sale
    await counter.signIn('F1')
    await counter.isReady()
    await identify(sale)
    await download(sale)
    // somebody who is no pharmacist of this shop holds out a voucher of that kind
    scanner.scan((await admin.showVoucher(PATIENT)).qr)
    await counter.hasNotice('CASE_OPEN')
    await showPharmacist(sale)
    await counter.reject('剂量过大，请医生复核')
    await expect(counter.step('rejected')).toBeVisible()
    await counter.press('F9')
    await expect(counter.step('scanVoucher')).toBeVisible()
  })
})

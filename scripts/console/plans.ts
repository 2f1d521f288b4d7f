import { type Page, expect as plainExpect } from '@playwright/test'
import { createAdminClient } from '../../server-mock/admin/client.ts'
import type { CenterAnnouncement } from '../../src/shared/contract/host.ts'
import { PATIENT } from '../counter/sale.ts'

/** A busy machine takes its time to write, sign and draw a prescription. */
const expect = plainExpect.configure({ timeout: 30_000 })

/** A page of the training center, and how a person comes to what is worth showing. */
interface ConsolePlan {
  /** of its picture */
  readonly name: string
  readonly reach: (page: Page, center: CenterAnnouncement) => Promise<void>
}

async function goTo(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation', { name: '控制台' }).getByRole('link', { name: title }).click()
  await expect(page.getByText('正在读取…')).toHaveCount(0)
}

/** In this order: each finds what the one before it did. */
export const consolePlans: readonly ConsolePlan[] = [
  {
    name: 'center-hospital',
    reach: async (page) => {
      await goTo(page, '医院端')
      await expect(page.getByTestId('write')).toBeVisible()
      await expect(page.getByRole('region', { name: '已开的处方' }).getByRole('table')).toBeVisible()
    },
  },
  {
    name: 'center-prescription',
    reach: async (page) => {
      await page.getByTestId('write').click()
      await expect(page.getByTestId('pdf')).toHaveAttribute('data-state', 'drawn')
      await expect(page.getByTestId('results')).toBeVisible()
    },
  },
  {
    name: 'center-phone',
    reach: async (page) => {
      await goTo(page, '手机端')
      await page.getByRole('button', { name: PATIENT }).click()
      await expect(page.getByTestId('phone').getByRole('img', { name: PATIENT })).toBeVisible()
    },
  },
  {
    name: 'center-phone-prescription',
    reach: async (page) => {
      const phone = page.getByTestId('phone')
      await phone.getByRole('tab', { name: '我的处方' }).click()
      await phone.locator('.phone-list button').first().click()
      await expect(phone.getByText('没有配送。')).toBeVisible()
    },
  },
  {
    name: 'center-province',
    reach: async (page) => {
      await goTo(page, '省平台')
      await expect(page.getByRole('region', { name: '待遇数值' }).getByRole('table')).toBeVisible()
    },
  },
  {
    name: 'center-overview',
    reach: async (page, { adminUrl, adminToken }) => {
      const admin = createAdminClient(adminUrl, adminToken)
      const valid = (await admin.prescriptions()).find(({ state, used }) => state === 'valid' && !used)
      await admin.withdraw({ hiRxno: valid?.hiRxno ?? '' })
      await goTo(page, '总览')
      await expect(page.getByTestId('figures')).toBeVisible()
    },
  },
]

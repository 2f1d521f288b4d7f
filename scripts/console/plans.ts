import { type Page, expect as plainExpect } from '@playwright/test'
import { createAdminClient } from '../../server-mock/admin/client.ts'
import type { CenterAnnouncement } from '../../src/shared/contract/host.ts'
import { PATIENT } from '../counter/sale.ts'
import { askForOwnPart } from './ownPart.ts'

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

/** A part of what the province keeps. */
function province(name: string, title: string): ConsolePlan {
  return {
    name,
    reach: async (page) => {
      await page.getByRole('tab', { name: title }).click()
      await expect(page.getByRole('tabpanel', { name: title }).locator('tbody tr').first()).toBeVisible()
    },
  }
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
    name: 'center-phone-payment',
    reach: async (page, center) => {
      await askForOwnPart(center)
      await page.getByTestId('phone').getByRole('tab', { name: '付款' }).click()
      await expect(page.getByTestId('phone').getByRole('button', { name: '支付' })).toBeVisible()
    },
  },
  {
    name: 'center-province',
    reach: async (page) => {
      await goTo(page, '省平台')
      await expect(page.getByTestId('institutions')).toBeVisible()
    },
  },
  province('center-province-catalogue', '药品目录'),
  province('center-province-settlements', '结算'),
  province('center-province-policies', '待遇数值'),
  province('center-province-stock', '实时库存'),
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
  {
    name: 'center-faults',
    reach: async (page, { adminUrl, adminToken }) => {
      const admin = createAdminClient(adminUrl, adminToken)
      await admin.addFault({ interface: '7204', kind: 'http500' })
      await admin.addFault({ interface: '2102A', kind: 'dropAfter', times: 2 })
      await admin.addFault({ interface: '*', kind: 'longTail', probability: 0.1, delayMs: 800 })
      await goTo(page, '故障与时钟')
      await expect(page.getByTestId('standing-faults').locator('tbody tr')).toHaveCount(3)
    },
  },
  {
    name: 'center-inspector',
    reach: async (page) => {
      await goTo(page, '报文查看')
      await page.getByTestId('messages').getByRole('row', { name: '2102A' }).first().click()
      await expect(page.getByRole('heading', { name: /2102A/ })).toBeVisible()
      await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'center-conformance',
    reach: async (page) => {
      await goTo(page, '符合性')
      await expect(page.getByTestId('conformance-totals')).toBeVisible()
    },
  },
]

import { expect } from '@playwright/test'
import { TRAINING_SECRET } from './counterPage.ts'
import type { Journey } from './journey.ts'
import { compare, lookUpBox, openStockPart, openView } from './stockPlace.ts'

/** The parts of the stock that no other journey passes, as a manager goes through them. */
export const stockJourney: Journey = {
  title: '库存：报表，一盒一生，收货，变更，上传，对账',
  screens: [
    {
      name: 'views-value',
      title: '库存金额',
      reach: async ({ counter }) => {
        await counter.trySignIn('F2', TRAINING_SECRET)
        await expect(counter.manageScreen).toBeVisible()
        await openStockPart(counter, 'views')
        await openView(counter, 'value')
      },
    },
    { name: 'views-turnover', title: '销售与周转', reach: ({ counter }) => openView(counter, 'turnover') },
    { name: 'views-expiry', title: '近效期', reach: ({ counter }) => openView(counter, 'expiry') },
    { name: 'views-deadlines', title: '上传时限', reach: ({ counter }) => openView(counter, 'deadlines') },
    {
      name: 'box-life',
      title: '一盒一生和库存账',
      reach: async ({ counter, scanner }) => {
        await openStockPart(counter, 'box')
        await lookUpBox(counter, scanner, '81001010000000000001')
      },
    },
    { name: 'receiving', title: '收货', reach: ({ counter }) => openStockPart(counter, 'receiving') },
    { name: 'changes', title: '库存变更', reach: ({ counter }) => openStockPart(counter, 'changes') },
    { name: 'uploads', title: '上传', reach: ({ counter }) => openStockPart(counter, 'uploads') },
    {
      name: 'comparison',
      title: '每日对账，有差异',
      reach: async ({ counter }) => {
        await openStockPart(counter, 'comparison')
        await compare(counter)
      },
    },
    {
      name: 'views-causes',
      title: '对账差异，按原因',
      reach: async ({ counter }) => {
        await openStockPart(counter, 'views')
        await openView(counter, 'causes')
        await expect(counter.page.getByTestId('view-chart').locator('svg').first()).toBeVisible()
      },
    },
  ],
}

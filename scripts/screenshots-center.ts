// One picture of every page of the training center, as its window in the application shows it, into out/screenshots. `--document` renews those that docs/mock-center.md shows, in docs/screenshots.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { createAdminClient } from '../server-mock/admin/client.ts'
import { fromRoot } from './bootstrap/paths.mjs'
import { build } from './build.ts'
import { consolePlans } from './console/plans.ts'
import { openConsole } from './console/window.ts'
import { counterPage } from './counter/counterPage.ts'
import { bringToShelf, handOver, pay, pick } from './counter/sale.ts'
import { openShop } from './counter/shop.ts'

const OUT = fromRoot('out/screenshots')
const DOCUMENTS = fromRoot('docs/screenshots')
const SIZE = { width: 1366, height: 768 } as const
const JPEG_QUALITY = 70
const documents = readFileSync(fromRoot('docs/mock-center.md'), 'utf8')

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(OUT, `${name}.png`) })
  if (process.argv.includes('--document') && documents.includes(`screenshots/${name}.jpg`))
    await page.screenshot({ path: join(DOCUMENTS, `${name}.jpg`), type: 'jpeg', quality: JPEG_QUALITY })
  process.stdout.write(`screenshots: ${name}\n`)
}

async function main(): Promise<void> {
  mkdirSync(OUT, { recursive: true })
  const shop = await openShop(OUT)
  const application = await shop.launch()
  try {
    const { adminUrl, adminToken, shop: shelf } = shop.center.announcement
    const counter = counterPage(application.page)
    const sale = {
      counter,
      admin: createAdminClient(adminUrl, adminToken),
      scanner: shop.scanner,
      shelf,
      taken: new Set<string>(),
    }
    await counter.signIn('F3')
    await counter.isReady()
    // so that there is something to see: a dispense and its messages, without the account, so that the patient owes something
    await bringToShelf(sale)
    await pick(sale)
    await counter.press('F6')
    await expect(counter.step('takeMoney')).toBeVisible()
    await pay(sale)
    await handOver(sale)
    const page = await openConsole(application)
    await page.setViewportSize(SIZE)
    for (const { name, reach } of consolePlans) {
      await reach(page, shop.center.announcement)
      await shoot(page, name)
    }
  } finally {
    await application.kill()
    await shop.close()
  }
}

if (process.argv.includes('--built') || build()) await main()
else process.exitCode = 1

// One picture of every screen and state into out/screenshots. `--document` renews those that README and handbook show, in docs/screenshots. A name as argument: that screen alone.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { createAdminClient } from '../server-mock/admin/client.ts'
import { fromRoot } from './bootstrap/paths.mjs'
import { build } from './build.ts'
import { counterPage } from './counter/counterPage.ts'
import type { Journey } from './counter/journey.ts'
import { journeys } from './counter/screens.ts'
import { openShop } from './counter/shop.ts'

const OUT = fromRoot('out/screenshots')
const DOCUMENTS = fromRoot('docs/screenshots')
/** the smallest screen that is promised */
const SIZE = { width: 1366, height: 768 } as const
const JPEG_QUALITY = 80

/** The names of the pictures that a page of the documents shows. */
function documented(): ReadonlySet<string> {
  const pages = ['docs/handbook.zh-CN.md', 'README.md', 'README.zh-CN.md'].map((page) => readFileSync(fromRoot(page), 'utf8'))
  return new Set([...pages.join('\n').matchAll(/screenshots\/([\w-]+)\.jpg/g)].map(([, name = '']) => name))
}

/** Walks as far as the last of its screens that is wanted. */
async function draw(
  { plan, devices, isReal, screens }: Journey,
  isWanted: (name: string) => boolean,
  isDocumented: (name: string) => boolean,
): Promise<void> {
  const shop = await openShop(OUT, plan, devices)
  const application = await shop.launch(isReal ? { mode: 'real' } : {})
  const { page } = application
  const { adminUrl, adminToken, shop: shelf } = shop.center.announcement
  const admin = createAdminClient(adminUrl, adminToken)
  const sale = { counter: counterPage(page), admin, scanner: shop.scanner, shelf, taken: new Set<string>() }
  try {
    await page.setViewportSize(SIZE)
    for (const { name, title, reach } of screens.slice(0, screens.findLastIndex((screen) => isWanted(screen.name)) + 1)) {
      await reach(sale).catch((cause: unknown) => Promise.reject(new Error(`no way to ${name}`, { cause })))
      if (!isWanted(name)) continue
      await page.screenshot({ path: join(OUT, `${name}.png`) })
      if (isDocumented(name)) await page.screenshot({ path: join(DOCUMENTS, `${name}.jpg`), type: 'jpeg', quality: JPEG_QUALITY })
      process.stdout.write(`screenshots: ${name} ${title}\n`)
    }
  } finally {
    await application.kill()
    await shop.close()
  }
}

async function main(): Promise<void> {
  const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
  const isWanted = (name: string): boolean => only.length === 0 || only.includes(name)
  if (only.length === 0) rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT, { recursive: true })
  const names = process.argv.includes('--document') ? documented() : new Set<string>()
  for (const journey of journeys) {
    if (!journey.screens.some(({ name }) => isWanted(name))) continue
    await draw(journey, isWanted, (name) => names.has(name)).catch((error: unknown) => {
      process.stderr.write(`screenshots: ${journey.title}: ${inspect(error)}\n`)
      process.exitCode = 1
    })
  }
}

if (build()) await main()
else process.exitCode = 1

// One picture of every screen and state into out/screenshots. `--document` renews those that README and handbook show, in docs/screenshots. A name as argument: that screen alone.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createAdminClient } from '../server-mock/admin/client.ts'
import { fromRoot } from './bootstrap/paths.mjs'
import { build } from './build.ts'
import { counterPage } from './counter/counterPage.ts'
import { type ScreenPlan, screens } from './counter/screens.ts'
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

async function draw({ name, title, plan, isReal, reach }: ScreenPlan, isDocumented: boolean): Promise<void> {
  const shop = await openShop(OUT, plan)
  const application = await shop.launch(isReal ? { mode: 'real' } : {})
  const { adminUrl, adminToken, shop: shelf } = shop.center.announcement
  try {
    await application.page.setViewportSize(SIZE)
    await reach({
      counter: counterPage(application.page),
      admin: createAdminClient(adminUrl, adminToken),
      scanner: shop.scanner,
      shelf,
      taken: new Set(),
    })
    await application.page.screenshot({ path: join(OUT, `${name}.png`) })
    if (isDocumented)
      await application.page.screenshot({ path: join(DOCUMENTS, `${name}.jpg`), type: 'jpeg', quality: JPEG_QUALITY })
    process.stdout.write(`screenshots: ${name} ${title}\n`)
  } finally {
    await application.kill()
    await shop.close()
  }
}

async function main(): Promise<void> {
  const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
  if (only.length === 0) rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT, { recursive: true })
  const names = process.argv.includes('--document') ? documented() : new Set<string>()
  for (const screen of screens) {
    if (only.length > 0 && !only.includes(screen.name)) continue
    await draw(screen, names.has(screen.name)).catch((error: unknown) => {
      process.stderr.write(`screenshots: ${screen.name}: ${error instanceof Error ? error.message : error}\n`)
      process.exitCode = 1
    })
  }
}

if (build()) await main()
else process.exitCode = 1

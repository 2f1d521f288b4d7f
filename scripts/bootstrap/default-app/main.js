// What Electron's own default app does for `electron [-r module] folder`: loads that application under its own name.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const require = createRequire(import.meta.url)
const args = process.argv.slice(1)
let target
for (let index = 0; index < args.length && target === undefined; index++) {
  if (args[index] === '-r' || args[index] === '--require') require(resolve(args[++index]))
  else if (!args[index].startsWith('-')) target = resolve(args[index])
}
if (target === undefined) throw new Error('usage: electron [-r module] <application folder>')

const manifestFile = join(target, 'package.json')
let main = target
if (existsSync(manifestFile)) {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'))
  if (manifest.productName ?? manifest.name) app.setName(manifest.productName ?? manifest.name)
  if (manifest.version) app.setVersion(manifest.version)
  main = resolve(target, manifest.main ?? 'index.js')
}
app.setAppPath(target)
// awaited: `ready` would otherwise fire before the application has set itself up
await import(pathToFileURL(main).href)

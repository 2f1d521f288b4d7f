// node scripts/documents.ts            writes the documents that are made from code
// node scripts/documents.ts --check    fails, naming them, when some are not what the code says
import { readFile, writeFile } from 'node:fs/promises'
import { fromRoot } from './bootstrap/paths.mjs'
import { dispenseCasePage } from './documents/dispenseCase.ts'
import { interfacesPage } from './documents/interfaces.ts'
import { refusalsPage } from './documents/refusals.ts'

const pages = {
  'docs/interfaces.md': interfacesPage,
  'docs/dispense-case.md': dispenseCasePage,
  'docs/refusals.zh-CN.md': refusalsPage,
}

for (const [path, page] of Object.entries(pages)) {
  const wanted = page()
  if (!process.argv.includes('--check')) await writeFile(fromRoot(path), wanted)
  else if ((await readFile(fromRoot(path), 'utf8').catch(() => '')) !== wanted) {
    process.stderr.write(`${path} is not what the code says: run npm run docs\n`)
    process.exitCode = 1
  }
}

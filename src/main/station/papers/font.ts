import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FONT = join('assets', 'fonts', 'NotoSansSC-Regular.ttf')

let font: Uint8Array | null = null

/** The font of the papers, read once, at the first of them. Throws when the program was installed without it. */
export function paperFont(): Uint8Array {
  font ??= readFileSync(findFont())
  return font
}

/** The sources, their bundle and the packaged bundle lie at different depths below the folder that has the assets. */
function findFont(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, FONT)
    if (existsSync(file)) return file
    if (folder === dirname(folder)) throw new Error(`${FONT} is missing`)
  }
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Manifest, manifests } from '../../../src/main/station/devices/manifests.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'docs', 'devices')
const index = readFileSync(join(folder, 'README.md'), 'utf8')

/** The row of a model in the index, as it has to stand there. */
function rowOf([id, manifest]: readonly [string, Manifest]): string {
  const { kind, name, transports, usb, usagePage } = manifest
  const numbers = usb.map(({ vendorId, productId }) => (productId ? `${vendorId}:${productId}` : vendorId))
  const found = [
    ...numbers,
    ...(usagePage === null ? [] : [`usage page 0x${usagePage.toString(16).toUpperCase()}`]),
    ...(transports.includes('pcsc') ? ['every reader'] : []),
  ]
  const cells = [kind, `\`${id}\``, name.replace('|', '\\|'), transports.join(', '), found.join(', ') || 'set up']
  return `| ${cells.join(' | ')} |`
}

describe('the index of the device pages', () => {
  it('has a row for each model that the program knows, and no other', () => {
    // the second cell of these rows is a model's id
    const rows = index.split('\n').filter((line) => /^\| \w+ \| `/.test(line))
    expect(rows).toEqual(Object.entries(manifests).map(rowOf))
  })

  it('names every page', () => {
    const pages = readdirSync(folder).filter((file) => file !== 'README.md')
    expect(pages.filter((page) => !index.includes(`](${page})`))).toEqual([])
  })
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { approve, download, identify, showPharmacist } from '../../scripts/counter/sale.ts'
import type { Display } from '../../scripts/windows/display.ts'
import { give } from '../../scripts/windows/user.ts'
import { DATABASE_FILE } from '../../src/main/station/store/store.ts'
import { BENCH_KEY, bigBooks, copyBooks } from './bigBooks.ts'
import { percentile, type Row, row } from './figures.ts'
import { openWindowCounter, timeToScreen } from './windowCounter.ts'

const SCANS = 100
/** the first line of the prescription, of which one box is wanted; the others stay open, so that nothing is reckoned meanwhile */
const DRUG = '苯磺酸氨氯地平片'

/**
 * From the byte at the scanner to the box in the line on the screen, in a shop with 50,000 drugs and 1,000,000 rows in its trace ledger; the baseline is a shop
 * with nothing but the twelve drugs of training. The box is taken out again after each scan.
 */
export async function measureBoxes(display: Display): Promise<readonly Row[]> {
  const books = bigBooks()
  const small = await scanBoxes(display)
  const big = await scanBoxes(display, (dataFolder) => putBooks(books, dataFolder))
  return [50, 99].map((percent) =>
    row({
      name: `scan of a box to its line, 50,000 drugs and 1,000,000 ledger rows, p${percent}`,
      unit: 'ms',
      value: percentile(big, percent),
      baseline: percentile(small, percent),
      aim: { of: 'value', is: '<=', limit: 50 },
    }),
  )
}

async function scanBoxes(display: Display, prepare: (dataFolder: string) => void = () => {}): Promise<readonly number[]> {
  const ends: (() => unknown)[] = []
  try {
    // the pharmacist, who may do all of it
    const sale = await openWindowCounter(display, ends, { scenario: 'five-drugs', person: 'F3', prepare })
    const { counter, scanner, shelf } = sale
    await identify(sale)
    await download(sale)
    await showPharmacist(sale)
    await approve(sale)
    const { id } = shelf.drugs.find(({ name }) => name === DRUG) ?? {}
    const boxes = shelf.packs.filter(({ drugId, lotId }) => drugId === id && lotId.endsWith('-A'))
    const measured: number[] = []
    for (let index = 0; index < SCANS; index++) {
      const { code = '' } = boxes[index % boxes.length] ?? {}
      measured.push(await timeToScreen(counter.page, `[data-testid="box"][data-code="${code}"]`, () => scanner.scan(code)))
      await counter.press('Delete')
      await expect(counter.box(code)).toHaveCount(0)
    }
    process.stderr.write(`bench: ${SCANS} boxes scanned\n`)
    return measured
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

/** The big shop's books, and the key that they are sealed with, as training keeps it where there is no key store. */
function putBooks(books: string, dataFolder: string): void {
  copyBooks(books, dataFolder)
  const keyFile = join(dataFolder, 'master-key.json')
  const key = { version: 1, protection: 'noneTrainingOnly', note: 'benchmark', key: BENCH_KEY.toString('base64') }
  writeFileSync(keyFile, JSON.stringify(key), { mode: 0o600 })
  give(keyFile)
  give(join(dataFolder, DATABASE_FILE))
}

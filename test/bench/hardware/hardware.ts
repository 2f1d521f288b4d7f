// Measures the devices over virtual hardware (socat, umockdev, pcscd with vsmartcard-vpcd), all through the manager: `--json` prints the rows of test/bench/figures.ts, without it they come as JSON lines;
// `--long` streams scans for a minute instead of ten seconds; names of measures (`npm run bench:hardware -- scans`) leave the others out. Exit code 1 when something could not be measured, whatever the
// figures say.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startReaders, type VirtualReaders } from '../../hardware/virtualCard.ts'
import type { Row } from '../figures.ts'
import { type Ends, tell } from './bench.ts'
import { measureIdentityCard, measureMemory, measureSilentCard } from './cards.ts'
import { measureScanTime, measureStream } from './scans.ts'
import { measureCardReaderUnplug, measureHidUnplug, measureSerialUnplug } from './unplug.ts'

const SECONDS = process.argv.includes('--long') ? 60 : 10

/** Where the library of card readers finds the service: read when it is loaded, which the first measure with readers does. */
const SOCKET = join(tmpdir(), `rxcounter-pcsc-${process.pid}`)
process.env.PCSCLITE_CSOCK_NAME = SOCKET

async function withReaders(ends: Ends, measure: (readers: VirtualReaders) => Promise<readonly Row[]>): Promise<readonly Row[]> {
  const readers = await startReaders(SOCKET)
  ends.push(readers.close)
  return measure(readers)
}

const measures: readonly { readonly name: string; readonly measure: (ends: Ends) => Promise<readonly Row[]> }[] = [
  { name: 'scans', measure: measureScanTime },
  { name: 'stream', measure: (ends) => measureStream(ends, SECONDS) },
  { name: 'serial', measure: measureSerialUnplug },
  { name: 'hid', measure: measureHidUnplug },
  { name: 'pcsc', measure: (ends) => withReaders(ends, (readers) => measureCardReaderUnplug(ends, readers)) },
  { name: 'silent', measure: (ends) => withReaders(ends, (readers) => measureSilentCard(ends, readers)) },
  { name: 'identity', measure: measureIdentityCard },
  { name: 'memory', measure: measureMemory },
]

const rows: Row[] = []
let isWhole = true
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'))
for (const { name, measure } of measures.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
  tell(`${name} …`)
  const ends: Ends = []
  try {
    rows.push(...(await measure(ends)))
  } catch (error) {
    isWhole = false
    tell(`${name}: not measured: ${error instanceof Error ? error.message : error}`)
  }
  for (const end of ends.reverse()) await end()
}
process.stdout.write(
  process.argv.includes('--json') ? `${JSON.stringify(rows, null, 2)}\n` : rows.map((one) => `${JSON.stringify(one)}\n`).join(''),
)
process.exitCode = isWhole ? 0 : 1

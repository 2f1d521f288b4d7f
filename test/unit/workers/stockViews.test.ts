import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { composeViewPaper } from '../../../src/main/station/papers/compose.ts'
import { layOut, widths } from '../../../src/main/station/papers/paper.ts'
import { stockTables } from '../../../src/main/station/papers/stockTables.ts'
import { DATABASE_FILE } from '../../../src/main/station/store/store.ts'
import { readTable } from '../../../src/main/station/workers/tables/table.ts'
import { createWork } from '../../../src/main/station/workers/work.ts'
import type { StockViewAsk } from '../../../src/shared/contract/stock/views.ts'
import { amlodipine, amlodipineLot, stockShelf } from '../store/books.ts'
import { newDataFolder, openRaw, openTestStore } from '../store/support.ts'

const NOON = Date.parse('2026-11-20T12:00:00+08:00')
const asks: readonly StockViewAsk[] = [
  { kind: 'value', days: 30 },
  { kind: 'turnover', month: '2026-11' },
  { kind: 'expiry', within: 180 },
  { kind: 'deadlines' },
  { kind: 'causes' },
]

/** A shelf with three boxes whose name begins as a formula does, and its worker. */
function openShelf() {
  const folder = newDataFolder()
  const store = openTestStore(folder, { clock: () => NOON })
  stockShelf(store)
  store.goods.put({ ...amlodipine, name: '=1+1' }, [])
  store.goods.putLot({ ...amlodipineLot, expiresOn: '2026-12-01' })
  for (const [kind, count] of [
    ['purchase', 112],
    ['sale', -28],
  ] as const) {
    const goods = { drugId: amlodipine.id, lotId: amlodipineLot.id, holder: null, accountId: null, changeType: null }
    store.book.record({ ...goods, kind, count, document: 'D' })
  }
  const work = createWork(pino({ level: 'silent' }))
  onTestFinished(work.close)
  return {
    raw: openRaw(folder),
    work,
    read: (ask: StockViewAsk) => ({ file: `${folder}/${DATABASE_FILE}`, ask, at: NOON, page: null }),
  }
}

test('the worker neither waits for somebody who is writing in the books nor sees what is not committed', async () => {
  const { raw, work, read } = openShelf()
  raw.exec(`BEGIN IMMEDIATE; UPDATE stock_balances SET count = count + 28`)
  expect(await work.run('stockView', read({ kind: 'value', days: 30 }))).toMatchObject({ value: 7_050 })
  raw.exec('COMMIT')
  expect(await work.run('stockView', read({ kind: 'value', days: 30 }))).toMatchObject({ value: 9_400 })
})

test.each(asks)('a file of $kind has a head and its rows, and a text stays a text', async (ask) => {
  const { work, read } = openShelf()
  const table = await readTable(await work.run('stockFile', read(ask)))
  const [own] = stockTables(await work.run('stockView', read(ask)))
  expect(table.ok && table.value.lines[0]?.cells).toEqual(own?.columns.map(({ head }) => head))
  if (ask.kind !== 'deadlines' && ask.kind !== 'causes')
    expect(table.ok && table.value.lines[1]?.cells).toEqual(expect.arrayContaining(['=1+1', '5mg*28']))
})

test.each(asks)('a print of $kind fits on a roll and says in training that it is none', async (ask) => {
  const { work, read } = openShelf()
  const tables = stockTables(await work.run('stockView', read(ask)))
  const shop = { name: '虚构大药房', code: 'P99010100001', address: '', phone: '', officeName: '', officePhone: '' }
  const paper = composeViewPaper(tables, { mode: 'training', shop, at: NOON })
  const lines = layOut(paper.blocks, widths.roll).map((line) => JSON.stringify(line))
  expect(lines.join('\n')).toContain('培训')
  expect(lines.join('\n')).toContain(tables[0]?.title)
})

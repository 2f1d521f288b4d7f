import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Counter } from './sale.ts'

/** A settlement that stands: its number and what the patient pays, in yuan. */
interface Standing {
  readonly settlement: string
  readonly person: string
}

const Settled = z.object({ output: z.object({ setlinfo: z.object({ setl_id: z.string(), psn_part_amt: z.coerce.string() }) }) })
const Sent = z.object({ msgid: z.string(), input: z.object({ data: z.record(z.string(), z.unknown()).optional() }) })

/** What stands at the center, from what it did. */
async function atCenter(counter: Counter): Promise<readonly Standing[]> {
  const standing = new Map<string, Standing>()
  for (const message of await counter.accepted()) {
    if (message.interface === '2102A') {
      const { setl_id: settlement, psn_part_amt } = Settled.parse(message.answer).output.setlinfo
      standing.set(Sent.parse(message.request).msgid, { settlement, person: Number(psn_part_amt).toFixed(2) })
    }
    if (message.interface !== '2601' && message.interface !== '2103') continue
    const { omsgid, setl_id } = Sent.parse(message.request).input.data ?? {}
    for (const [msgid, { settlement }] of standing) if (msgid === omsgid || settlement === setl_id) standing.delete(msgid)
  }
  return [...standing.values()]
}

/** A table of the books as it is on disk. */
export function rows<S extends z.ZodType>({ shop }: Pick<Counter, 'shop'>, sql: string, shape: S): readonly z.output<S>[] {
  const db = new Database(`${shop.folder}/rxcounter.db`, { readonly: true })
  try {
    return db
      .prepare(sql)
      .all()
      .map((row) => shape.parse(row))
  } finally {
    db.close()
  }
}

function inBooks(counter: Counter): readonly Standing[] {
  const shape = z.object({ settlement: z.string(), person: z.number() })
  return rows(
    counter,
    `SELECT settlement ->> '$.settlementId' AS settlement, settlement ->> '$.amounts.person' AS person FROM cases
     WHERE settlement IS NOT NULL AND machine ->> '$.state' IN ('settled', 'handedOver')`,
    shape,
  ).map(({ settlement, person }) => ({ settlement, person: (person / 100).toFixed(2) }))
}

/** Each settlement happened once or not at all, the books say the same as the center, and no question is left open once what follows by itself is done. */
export async function expectMoneyAgrees(counter: Counter, settlements: number): Promise<void> {
  const bySettlement = (one: Standing, other: Standing) => (one.settlement < other.settlement ? -1 : 1)
  const books = inBooks(counter).toSorted(bySettlement)
  expect(books).toEqual((await atCenter(counter)).toSorted(bySettlement))
  expect(books).toHaveLength(settlements)
  await expect.poll(() => openQuestions(counter), { timeout: 10_000 }).toEqual([])
}

export function openQuestions(counter: Counter): readonly string[] {
  const shape = z.object({ number: z.string() })
  return rows(
    counter,
    `SELECT interface_number AS number FROM exchanges WHERE state IN ('prepared', 'sent', 'unknown')`,
    shape,
  ).map(({ number }) => number)
}

/** How many boxes are in each place that is not the shelf. */
export function boxesOut(counter: Counter): Readonly<Record<string, number>> {
  const shape = z.object({ place: z.string(), count: z.number() })
  const found = rows(counter, `SELECT place, count(*) AS count FROM packs WHERE place <> 'inStock' GROUP BY place`, shape)
  return Object.fromEntries(found.map(({ place, count }) => [place, count]))
}

/** The codes of the boxes of a drug that stand on the shelf and may be sold, the first ones first. */
export function boxesOnShelf(counter: Counter, name: string): readonly string[] {
  const shape = z.object({ code: z.string() })
  const sql = `SELECT code FROM packs JOIN drugs ON drugs.id = drug_id WHERE place = 'inStock' AND lot_id LIKE '%-A' AND name = '${name}' ORDER BY code`
  return rows(counter, sql, shape).map(({ code }) => code)
}

/** Where a box is, and how much is in it. */
export function boxAt(counter: Counter, code: string): { readonly place: string; readonly pieces: number } | undefined {
  const shape = z.object({ place: z.string(), pieces: z.number() })
  return rows(counter, `SELECT place, pieces FROM packs WHERE code = '${code}'`, shape)[0]
}

const Uploaded = z.object({
  input: z.object({
    selinfo: z.object({ fixmedins_bchno: z.string() }).optional(),
    data: z.object({ fixmedins_bchno: z.string() }).optional(),
  }),
})

/** The uploads that stand at the center: 7207, and lines of 3505 less those that came back. */
export async function uploadsAtCenter(counter: Counter): Promise<Readonly<Record<string, number>>> {
  let reports = 0
  const sold = new Set<string>()
  const back = new Set<string>()
  for (const { interface: number, request } of await counter.accepted()) {
    if (number === '7207') reports = 1
    if (number === '7208') reports = 0
    if (!number.startsWith('35')) continue
    const { selinfo, data } = Uploaded.parse(request).input
    const serial = selinfo?.fixmedins_bchno ?? data?.fixmedins_bchno ?? ''
    if (number === '3505') sold.add(serial)
    else if (number === '3506') back.add(serial)
    else for (const movements of [sold, back]) movements.delete(serial)
  }
  return { '7207': reports, '3505': sold.size - back.size }
}

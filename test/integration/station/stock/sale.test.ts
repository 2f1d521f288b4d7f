import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { printerAt } from '../../../../scripts/counter/deviceSettings.ts'
import { openPrinterPty } from '../../../../scripts/counter/printerPty.ts'
import type { CommandInput } from '../../../../src/shared/contract/contract.ts'
import type { CommandName } from '../../../../src/shared/contract/names.ts'
import type { SaleDesk } from '../../../../src/shared/contract/stock/sale.ts'
import { pdfPages, readEscpos, squeezed } from '../../../unit/papers/parts.ts'
import { boxAt, openQuestions, rows } from '../books.ts'
import { signIn } from '../harness.ts'
import { box, type Counter, openCounter } from '../sale.ts'

/** 六味地黄丸 26.00, over the counter; 苯磺酸氨氯地平片 is not; 酸枣仁 0.98 a gram, without codes. */
const PILLS = '8100107'
const pill = (serial: number): string => box(serial, PILLS)
const GRAMS = { code: 'SP0008', quantity: 125_000 }

let counter: Counter
afterEach(() => counter.shop.close())

async function does<N extends CommandName>(name: N, input: CommandInput<N>): Promise<SaleDesk> {
  const reply = await counter.page.call(name, input)
  if (!reply.ok) throw new Error(`${name} was refused: ${reply.failure.code}`)
  return reply.value as SaleDesk
}

const Selinfo = z.object({
  fixmedins_hilist_id: z.string(),
  fixmedins_bchno: z.string(),
  sel_retn_cnt: z.coerce.string(),
  mdtrt_setl_type: z.string().optional(),
  psn_no: z.string().optional(),
  rtal_docno: z.string().optional(),
  medins_prod_sel_no: z.string().optional(),
  drugtracinfo: z.array(z.object({ drug_trac_codg: z.string() })).optional(),
})
const Line = z.object({ input: z.object({ selinfo: Selinfo }) })

/** The lines of goods that the center took by an interface. */
const linesAt = async (number: '3505' | '3506') =>
  (await counter.accepted(number)).map(({ request }) => Line.parse(request).input.selinfo)

/** What 35081 says of an own article. */
async function centerStock(article: string): Promise<number> {
  const levels = await counter.shop.admin.stock(counter.shop.center.connection.institution.code)
  return (levels.find((level) => level.article === article)?.quantity ?? 0) / 10_000
}

const State = z.object({ number: z.string(), state: z.string() })
const uploadsAre = (states: readonly string[]) =>
  vi.waitFor(
    () => {
      const found = rows(counter, 'SELECT number, state FROM stock_uploads ORDER BY created_at, batch_serial', State)
      expect(found.map(({ number, state }) => `${number} ${state}`)).toEqual(states)
    },
    { timeout: 20_000 },
  )

/** Two boxes, a hundred pieces of a third, and 12.5 grams: 26.00 + 26.00 + 13.00 + 12.25. */
async function sell(): Promise<SaleDesk> {
  for (const serial of [1, 2, 3]) await does('sale.add', { code: pill(serial), quantity: null })
  await does('sale.setPieces', { line: 3, pieces: 100 })
  await does('sale.add', GRAMS)
  return does('sale.pay', { cashGiven: 10_000 })
}

describe('an ordinary sale', () => {
  test('is told line by line as paid by the buyer alone, and what came back of it too', async () => {
    counter = await openCounter({ scenario: 'single-drug', account: 'C01' })
    const before = await centerStock('SP0007')
    const { last } = await sell()
    expect(last).toMatchObject({ total: 7_725, payment: { given: 10_000, change: 2_275 } })
    await uploadsAre(Array.from({ length: 4 }, () => '3505 done'))
    const sold = await linesAt('3505')
    expect(sold.map(({ mdtrt_setl_type, psn_no, rtal_docno }) => [mdtrt_setl_type, psn_no ?? null, rtal_docno])).toEqual(
      sold.map(() => ['2', null, last?.document]),
    )
    expect(sold.map(({ sel_retn_cnt }) => Number(sel_retn_cnt))).toEqual([1, 1, 0.5, 12.5])
    expect(await centerStock('SP0007')).toBe(before - 2.5)
    expect(boxAt(counter, pill(3))).toEqual({ place: 'inStock', pieces: 100 })

    await does('sale.beginReturn', { document: last?.document ?? '' })
    await does('sale.add', { code: pill(2), quantity: null })
    await does('sale.mark', { line: 4, isBack: true })
    const { last: after } = await does('sale.payBack', {})
    expect(after).toMatchObject({ state: 'paid', returned: 2_600 + 1_225 })
    await uploadsAre([...Array.from({ length: 4 }, () => '3505 done'), '3506 done', '3506 done'])
    const back = await linesAt('3506')
    expect(back.map(({ medins_prod_sel_no, drugtracinfo }) => [medins_prod_sel_no, drugtracinfo?.[0]?.drug_trac_codg])).toEqual([
      [`${last?.document}-2`, pill(2)],
      [`${last?.document}-4`, undefined],
    ])
    expect(await centerStock('SP0007')).toBe(before - 1.5)
    expect(boxAt(counter, pill(2))?.place).toBe('returned')
    expect(openQuestions(counter)).toEqual([])
  })

  test('is paid for and told once, whatever becomes of an answer of the center', async () => {
    counter = await openCounter({ scenario: 'single-drug', account: 'C01' })
    const before = await centerStock('SP0007')
    counter.shop.center.faults.add('3505', { kind: 'dropAfter' })
    await does('sale.add', { code: pill(1), quantity: null })
    const { last } = await does('sale.pay', { cashGiven: 2_600 })
    expect(last?.state).toBe('paid')
    await uploadsAre(['3505 deleted', '3505 done'])
    expect(await centerStock('SP0007')).toBe(before - 1)
  })

  test('stands in the basket after the station died in the middle of it', async () => {
    counter = await openCounter({ scenario: 'single-drug', account: 'C01' })
    await does('sale.add', { code: pill(1), quantity: null })
    await counter.crash()
    const { basket } = await does('sale.view', {})
    expect(basket?.lines.map(({ code }) => code)).toEqual([pill(1)])
    await does('sale.pay', { cashGiven: 2_600 })
    await uploadsAre(['3505 done'])
  })

  test('takes what the scanner reads while its place is open, and says why it does not take something', async () => {
    counter = await openCounter({ scenario: 'single-drug', account: 'C01' })
    await counter.page.call('place.claimScans', { purpose: 'sale', target: '' })
    counter.scan(pill(1))
    await vi.waitFor(async () => expect((await does('sale.view', {})).basket?.lines).toHaveLength(1))
    expect(await counter.page.call('sale.add', { code: box(1), quantity: null })).toMatchObject({
      failure: { code: 'SALE_PRESCRIPTION_DRUG' },
    })
    expect(boxAt(counter, box(1))?.place).toBe('inStock')
  })
})

test('the receipt and the slip for what came back come out by themselves, once, and say at the next printing that it is one', async () => {
  counter = await openCounter({ scenario: 'single-drug', account: 'C01' })
  const printer = await openPrinterPty(counter.shop.folder)
  onTestFinished(() => printer.close())
  printer.answers(0x12)
  const office = counter.shop.page('office')
  await signIn(office, 'M01')
  await office.call('devices.save', { device: printerAt(printer.printerPort) })
  await office.call('session.signOut', {})
  office.close()
  await counter.page.sees(({ devices }) => devices.some(({ kind, reason }) => kind === 'printer' && reason === 'ready'))
  const text = () => squeezed(readEscpos(printer.printed()).text)
  const untilPapers = (count: number) =>
    vi.waitFor(() => expect(readEscpos(printer.printed()).commands.filter((each) => each === '1d564200')).toHaveLength(count), {
      timeout: 20_000,
    })

  const { last } = await sell()
  await untilPapers(1)
  for (const part of [last?.document ?? '', pill(1), pill(2), pill(3), '合计77.25', '找零22.75']) expect(text()).toContain(part)
  expect(text()).not.toMatch(/重打/)
  const saleId = last?.id ?? ''
  // the paper is written down once the printer took all of it
  await vi.waitFor(() => expect(rows(counter, 'SELECT kind FROM sale_papers', z.object({ kind: z.string() }))).toHaveLength(1))
  expect(await counter.page.call('sale.print', { saleId, kind: 'receipt' })).toMatchObject({ ok: true })
  await untilPapers(2)
  expect(text()).toContain('重打（第2次）')

  expect(await counter.page.call('sale.print', { saleId, kind: 'refund' })).toMatchObject({ failure: { code: 'PAPER_NOT_NOW' } })
  await does('sale.beginReturn', { document: last?.document ?? '' })
  await does('sale.add', { code: pill(1), quantity: null })
  await does('sale.payBack', {})
  await untilPapers(3)
  expect(text()).toContain('退还现金26.00')
  const paper = await counter.page.call('sale.paper', { saleId, kind: 'receipt' })
  if (!paper.ok) throw new Error(paper.failure.code)
  const pages = await pdfPages(Buffer.from(paper.value.base64, 'base64'))
  expect(squeezed(pages.map((page) => page.text).join(''))).toMatch(/重打（第3次）.*屏幕副本.*本单已部分退货/)
})

import fc from 'fast-check'
import { strToU8, unzipSync, zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { describe, expect, it, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { LARGEST_FILE, readTable } from '../../../src/main/station/workers/tables/table.ts'

type Cell = string | number

async function xlsx(rows: readonly (readonly Cell[])[]): Promise<Uint8Array> {
  return writeXlsxFile(rows.map((row) => row.map((value) => ({ value })))).toBuffer()
}

/** The file with the text of its first sheet changed, as another program might have written it. */
async function changed(rows: readonly (readonly Cell[])[], change: (sheet: string) => string): Promise<Uint8Array> {
  const entries = unzipSync(await xlsx(rows))
  const name = Object.keys(entries).find((one) => one.startsWith('xl/worksheets/sheet'))
  if (name === undefined) throw new Error('a book without a sheet')
  return zipSync({ ...entries, [name]: strToU8(change(Buffer.from(entries[name] ?? []).toString())) })
}

const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')

const cellsOf = async (file: Uint8Array) => {
  const read = await readTable(file)
  return read.ok ? { cells: read.value.lines.map(({ cells }) => cells), faults: read.value.faults } : read.failure
}

const word = fc
  .string({ unit: fc.constantFrom(...'阿莫西林胶囊0.25g*24粒,"；;\'<>&é ', '𠮷'), minLength: 1, maxLength: 12 })
  .map((text) => `药${text.trim()}`)
const rows = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(word, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }))

describe('a table', () => {
  it('is read as it was written, from xlsx and from csv in each encoding', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const read = { cells: table, faults: [] }
        expect(await cellsOf(await xlsx(table))).toEqual(read)
        for (const bytes of [Buffer.from(csv(table)), Buffer.from(`\ufeff${csv(table)}`), iconv.encode(csv(table), 'gb18030')])
          expect(await cellsOf(bytes)).toEqual(read)
      }),
      { numRuns: 40 },
    )
  })

  it('has its numbers as a table program shows them', async () => {
    expect(await cellsOf(await xlsx([[0.1 + 0.2, 23.5, 6_901_234_567_892, 8]]))).toEqual({
      cells: [['0.3', '23.5', '6901234567892', '8']],
      faults: [],
    })
  })

  it('counts its lines as the person does, over those that are empty', async () => {
    const read = await readTable(await xlsx([['编码'], [], ['A1']]))
    expect(read.ok && read.value.lines.map(({ number }) => number)).toEqual([1, 3])
    const text = await readTable(Buffer.from('编码\n\n ,\nA1\n'))
    expect(text.ok && text.value.lines.map(({ number }) => number)).toEqual([1, 4])
  })

  it.each([
    [',', '编码,名称\nA1,甲'],
    ['tab', '编码\t名称\nA1\t甲'],
    [';', '编码;名称\nA1;甲'],
  ])('may be parted by %s', async (_, text) => {
    expect(await cellsOf(Buffer.from(text))).toEqual({
      cells: [
        ['编码', '名称'],
        ['A1', '甲'],
      ],
      faults: [],
    })
  })
})

describe('what cannot be read of it is named by its place', () => {
  test('merged cells', async () => {
    const file = await changed(
      [
        ['编码', '名称'],
        ['A1', '甲'],
      ],
      (sheet) => sheet.replace('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>'),
    )
    expect(await cellsOf(file)).toEqual({ cells: [], faults: [{ line: 2, column: 1, fault: 'merged' }] })
  })

  test.each([
    ['that was never worked out', '<c r="B2"><f>A1*2</f></c>', [{ line: 2, column: 1, fault: 'formula' }]],
    ['that came to an error', '<c r="AB2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', [{ line: 2, column: 27, fault: 'formula' }]],
  ])('a formula %s', async (_, cell, faults) => {
    const file = await changed(
      [
        ['编码', '价格'],
        ['A1', 7],
      ],
      (sheet) => sheet.replace(/<c r="B2".*?<\/c>/, `<c r="C1" s="0"/>${cell}`),
    )
    expect(await cellsOf(file)).toEqual({ cells: [], faults })
  })

  test('a formula with its value is a value', async () => {
    const file = await changed(
      [
        ['编码', '价格'],
        ['A1', 7],
      ],
      (sheet) => sheet.replace(/(<c r="B2"[^>]*>)/, '$1<f>3+4</f>'),
    )
    expect(await cellsOf(file)).toEqual({
      cells: [
        ['编码', '价格'],
        ['A1', '7'],
      ],
      faults: [],
    })
  })

  test('characters of no encoding', async () => {
    const bytes = Buffer.concat([Buffer.from('编码\nA1\n'), Buffer.from([0xff, 0x0a]), Buffer.from('乙\n')])
    expect(await cellsOf(bytes)).toEqual({ cells: [], faults: [{ line: 3, column: null, fault: 'encoding' }] })
  })

  test('a quotation mark that is never closed', async () => {
    expect(await cellsOf(Buffer.from('编码,名称\nA1,甲\nA2,"乙\n'))).toMatchObject({ cells: [], faults: [{ fault: 'quote' }] })
  })
})

describe('a file is refused', () => {
  test.each([
    ['beyond what a shop has', new Uint8Array(LARGEST_FILE + 1), 'FILE_TOO_LARGE'],
    ['an old Excel file', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0), 'FILE_UNREADABLE'],
    ['an archive without a sheet', zipSync({ 'a.txt': strToU8('a') }), 'FILE_UNREADABLE'],
    ['half an archive', zipSync({ 'a.txt': strToU8('a'.repeat(900)) }).slice(0, 60), 'FILE_UNREADABLE'],
  ])('that is %s', async (_, file, refusal) => {
    expect(await cellsOf(file)).toBe(refusal)
  })

  test('that would unpack to more than any table', async () => {
    const bomb = zipSync({ 'xl/workbook.xml': strToU8('a') })
    // what the archive's own list says of the size of its one entry
    const list = Buffer.from(bomb).indexOf('PK\u0001\u0002')
    new DataView(bomb.buffer).setUint32(list + 24, 300 * 1024 * 1024, true)
    expect(await cellsOf(bomb)).toBe('FILE_TOO_LARGE')
  })
})

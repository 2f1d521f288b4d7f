import { strFromU8, type UnzipFileInfo, type Unzipped, unzipSync, zipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { CellFault, Table, TableRefusal } from './table.ts'

/** A file that unpacks to more was not made by a person. */
const LARGEST_UNPACKED = 200 * 1024 * 1024

/** The first sheet of an xlsx file, with the values that its formulas had when it was saved. */
export async function readXlsx(file: Uint8Array): Promise<Result<Table, TableRefusal>> {
  try {
    if (unpackedSize(file) > LARGEST_UNPACKED) return err('FILE_TOO_LARGE')
    const entries = unzipSync(file, { filter: ({ name }) => /\.(xml|rels)$/.test(name) })
    const faults = faultsOf(firstSheet(entries))
    if (faults.length > 0) return ok({ lines: [], faults })
    // packed anew without compression: the library would start threads of its own to unpack
    const plain = new Blob([zipSync(entries, { level: 0 })])
    const rows = await readSheet(plain, 1, { parseNumber: shown })
    return ok({ lines: rows.map((cells, index) => ({ number: index + 1, cells: cells.map(textOf) })), faults: [] })
  } catch {
    // whatever a broken file breaks in the libraries
    return err('FILE_UNREADABLE')
  }
}

function unpackedSize(file: Uint8Array): number {
  let size = 0
  unzipSync(file, {
    filter: ({ originalSize }: UnzipFileInfo) => {
      size += originalSize
      return false
    },
  })
  return size
}

/** The text of the sheet that stands first in the book, wherever it is kept. */
function firstSheet(entries: Unzipped): string {
  const [book, links] = ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels'].map((name) => textIn(entries, name))
  const id = attribute(/<sheet\s[^>]*>/.exec(book ?? '')?.[0], 'r:id')
  const link = (links ?? '').match(/<Relationship\s[^>]*>/g)?.find((tag) => attribute(tag, 'Id') === id)
  const target = attribute(link, 'Target')
  return textIn(entries, target.startsWith('/') ? target.slice(1) : `xl/${target}`)
}

function textIn(entries: Unzipped, name: string): string {
  const found = entries[name]
  if (found === undefined) throw new Error(`${name} is missing`)
  return strFromU8(found)
}

function attribute(tag: string | undefined, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag ?? '')?.[1]
  if (value === undefined) throw new Error(`${name} is missing`)
  return value
}

/** What the sheet's own text shows and its values do not: merged cells, formulas without a value, errors. */
function faultsOf(sheet: string): readonly CellFault[] {
  const merged = (sheet.match(/<mergeCell\s[^>]*>/g) ?? []).map((tag) => placeOf(attribute(tag, 'ref'), 'merged'))
  const cells = [...sheet.matchAll(/<c\s([^>]*)(?<!\/)>(.*?)<\/c>/gs)]
  const broken = cells
    .filter(
      ([, attributes = '', content = '']) => / ?t="e"/.test(attributes) || (content.includes('<f') && !/<v>[^<]/.test(content)),
    )
    .map(([, attributes]) => placeOf(attribute(` ${attributes}`, 'r'), 'formula'))
  return [...merged, ...broken]
}

/** `B5`, or the upper left of `B5:C6`. */
function placeOf(reference: string, fault: CellFault['fault']): CellFault {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)/.exec(reference) ?? []
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { line: Number(digits), column, fault }
}

/** A number as a table program shows it: it keeps 15 digits, and the 17 of the file are not what anybody typed. */
function shown(text: string): string {
  return String(Number(Number(text).toPrecision(15)))
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value)
}

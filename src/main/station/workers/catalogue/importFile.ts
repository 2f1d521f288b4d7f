import type { ImportFault } from '../../../../shared/contract/stock/catalogue.ts'
import { ok, type Result } from '../../../../shared/domain/result.ts'
import type { Drug } from '../../store/goods.ts'
import { type ReadableBooks, reading } from '../../store/reading.ts'
import { readTable, type Table, type TableLine, type TableRefusal } from '../tables/table.ts'
import { columnOf, type ImportField, type ImportLine, importColumns } from './columns.ts'

/** What a file would do, and its lines ready to be carried out: each of `slices` is the JSON of some, so that nobody has to read all of them at a stretch. */
export interface ImportFile {
  readonly lines: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** the first of them */
  readonly faults: readonly ImportFault[]
  readonly faultCount: number
  readonly slices: readonly string[]
}

const FAULTS_SHOWN = 200
const SLICE = 200
const TEXT_SHOWN = 40

/** A line of the file as it was read, with where it stands. */
interface ReadLine extends ImportLine {
  readonly number: number
  /** what stands there and is at fault */
  readonly wrong: ReadonlySet<ImportField>
}

/**
 * Reads a file of drugs (base64; xlsx or csv) and compares it with the books in `database`, in which nothing is written. A line that says nothing new is left out; while one is at
 * fault, none is handed out.
 */
export async function readImportFile(given: {
  readonly file: string
  readonly database: string
}): Promise<Result<ImportFile, TableRefusal>> {
  const table = await readTable(Buffer.from(given.file, 'base64'))
  if (!table.ok) return table
  return reading(given.database, (books) => ok(compare(table.value, books)))
}

/** Decides what the lines of a table would do to the drugs of these books, and what is wrong with them. */
function compare(table: Table, books: ReadableBooks): ImportFile {
  const faults: ImportFault[] = table.faults.map(({ line, column, fault }) => ({
    line,
    column: column === null ? null : letterOf(column),
    fault,
    text: '',
    other: null,
  }))
  const [titles, ...rest] = table.lines
  if (titles === undefined || faults.length > 0) {
    if (faults.length === 0) faults.push({ line: 1, column: null, fault: 'noTitles', text: '', other: null })
    return fileOf(0, [], { added: 0, changed: 0 }, faults)
  }
  const columns = readTitles(titles, faults)
  const read = columns === null ? [] : rest.map((line) => readLine(line, columns, titles, faults))
  checkDoubles(read, faults)
  const counts = { added: 0, changed: 0 }
  const telling = read.filter((line) => {
    const before = books.goods.drug(line.id)
    if (before === null) {
      counts.added++
      checkNew(line, columns ?? [], faults)
      return true
    }
    checkKnown(line, before, books, faults)
    if (!saysNew(line, before, books)) return false
    counts.changed++
    return true
  })
  for (const line of read) checkPrefixes(line, books, faults)
  if (counts.added > 0) checkTitles(titles, columns ?? [], faults)
  return fileOf(read.length, telling, counts, faults)
}

function fileOf(
  lines: number,
  telling: readonly ReadLine[],
  counts: { readonly added: number; readonly changed: number },
  faults: readonly ImportFault[],
): ImportFile {
  const sorted = faults.toSorted((one, other) => one.line - other.line)
  const handed = faults.length > 0 ? [] : telling.map(({ id, fields, prefixes }): ImportLine => ({ id, fields, prefixes }))
  const slices = Array.from({ length: Math.ceil(handed.length / SLICE) }, (_, index) =>
    JSON.stringify(handed.slice(index * SLICE, (index + 1) * SLICE)),
  )
  return {
    lines,
    ...counts,
    unchanged: lines - counts.added - counts.changed,
    faults: sorted.slice(0, FAULTS_SHOWN),
    faultCount: faults.length,
    slices,
  }
}

/** The field of each column, null where there is none; null when the titles are no titles. */
function readTitles(titles: TableLine, faults: ImportFault[]): readonly (ImportField | null)[] | null {
  const fault = (kind: ImportFault['fault'], text: string, column: string | null = text): void =>
    void faults.push({ line: titles.number, column, fault: kind, text: cut(text), other: null })
  const fields = titles.cells.map((title) => (title === '' ? null : (columnOf(title)?.field ?? null)))
  if (fields.every((field) => field === null)) {
    fault('noTitles', titles.cells.join(' '), null)
    return null
  }
  for (const [index, title] of titles.cells.entries()) {
    if (title !== '' && fields[index] === null) fault('titleUnknown', title)
    if (fields[index] !== null && fields.indexOf(fields[index] ?? null) < index) fault('titleTwice', title)
  }
  if (!fields.includes('id')) {
    fault('titleMissing', importColumns[0]?.titles[0] ?? '')
    return null
  }
  return fields
}

function readLine(
  { number, cells }: TableLine,
  columns: readonly (ImportField | null)[],
  titles: TableLine,
  faults: ImportFault[],
): ReadLine {
  const said: Partial<Record<ImportField, unknown>> = {}
  const wrong = new Set<ImportField>()
  for (const [index, cell] of cells.entries()) {
    const field = columns[index] ?? null
    if (cell === '') continue
    if (field === null) {
      // what stands under an unknown title is at fault by its title already
      if ((titles.cells[index] ?? '') === '')
        faults.push({ line: number, column: letterOf(index), fault: 'cellsTooMany', text: cut(cell), other: null })
      continue
    }
    const read = importColumns.find((column) => column.field === field)?.read(cell)
    if (read?.ok) said[field] = read.value
    else {
      wrong.add(field)
      faults.push({ line: number, column: titleOf(field), fault: read?.failure ?? 'word', text: cut(cell), other: null })
    }
  }
  const { id, prefixes, ...fields } = said
  if (id === undefined && !wrong.has('id'))
    faults.push({ line: number, column: titleOf('id'), fault: 'empty', text: '', other: null })
  return {
    number,
    wrong,
    // what each column read is of the type of its field
    id: (id as string | undefined) ?? '',
    fields: fields as ImportLine['fields'],
    prefixes: (prefixes as string[] | undefined) ?? [],
  }
}

function checkDoubles(lines: readonly ReadLine[], faults: ImportFault[]): void {
  const ids = new Map<string, number>()
  const owners = new Map<string, ReadLine>()
  for (const line of lines) {
    const { number, id } = line
    const first = ids.get(id)
    if (id !== '' && first !== undefined)
      faults.push({ line: number, column: titleOf('id'), fault: 'lineTwice', text: cut(id), other: String(first) })
    else ids.set(id, number)
    for (const prefix of line.prefixes) {
      const owner = owners.get(prefix)
      if (owner !== undefined && owner.id !== id)
        faults.push({
          line: number,
          column: titleOf('prefixes'),
          fault: 'prefixTwice',
          text: prefix,
          other: String(owner.number),
        })
      else owners.set(prefix, line)
    }
  }
}

/** A new drug needs what nobody can guess. What is at fault is not missing as well. */
function checkNew({ number, fields, wrong }: ReadLine, columns: readonly (ImportField | null)[], faults: ImportFault[]): void {
  for (const { field, isNeeded } of importColumns) {
    if (!isNeeded || field === 'id' || !columns.includes(field) || Object.hasOwn(fields, field) || wrong.has(field)) continue
    faults.push({ line: number, column: titleOf(field), fault: 'empty', text: '', other: null })
  }
}

/** What all new drugs lack is said once. */
function checkTitles({ number }: TableLine, columns: readonly (ImportField | null)[], faults: ImportFault[]): void {
  for (const { field, isNeeded } of importColumns) {
    if (isNeeded && !columns.includes(field))
      faults.push({ line: number, column: titleOf(field), fault: 'titleMissing', text: '', other: null })
  }
}

function checkKnown({ number, id, fields }: ReadLine, before: Drug, { catalogue }: ReadableBooks, faults: ImportFault[]): void {
  for (const field of ['piecesPerPack', 'isTraced'] as const) {
    const value = fields[field]
    if (value === undefined || value === before[field] || !catalogue.isInBooks(id)) continue
    faults.push({ line: number, column: titleOf(field), fault: 'counted', text: String(value), other: String(before[field]) })
  }
}

function checkPrefixes({ number, id, prefixes }: ReadLine, { goods }: ReadableBooks, faults: ImportFault[]): void {
  for (const prefix of prefixes) {
    const owner = goods.drugOfPrefix(prefix)
    if (owner !== null && owner.id !== id)
      faults.push({
        line: number,
        column: titleOf('prefixes'),
        fault: 'prefixTaken',
        text: prefix,
        other: `${owner.id} ${owner.name}`,
      })
  }
}

function saysNew({ id, fields, prefixes }: ReadLine, before: Drug, { catalogue }: ReadableBooks): boolean {
  const isOther = Object.entries(fields).some(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof Drug]),
  )
  if (isOther || prefixes.length === 0) return isOther
  const known = catalogue.prefixesOf(id)
  return prefixes.some((prefix) => !known.includes(prefix))
}

function titleOf(field: ImportField): string {
  return importColumns.find((column) => column.field === field)?.titles[0] ?? field
}

/** As table programs name a column. */
function letterOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `${letterOf(Math.floor(index / 26) - 1)}${letterOf(index % 26)}`
}

function cut(text: string): string {
  return [...text].slice(0, TEXT_SHOWN).join('')
}

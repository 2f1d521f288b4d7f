import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import { readCsv } from './csv.ts'
import { readXlsx } from './xlsx.ts'

/** A place that cannot be read. `column` is counted from 0; null: the whole line. */
export interface CellFault {
  /** as the person's own program counts, from 1 */
  readonly line: number
  readonly column: number | null
  /**
   * `encoding`: characters that neither UTF-8 nor GB18030 has; `quote`: a quotation mark that is never closed; `merged`: one cell over several; `formula`: one that was
   * never worked out, or that came to an error
   */
  readonly fault: 'encoding' | 'quote' | 'merged' | 'formula'
}

export interface TableLine {
  /** as the person's own program counts, from 1 */
  readonly number: number
  /** trimmed; as the person sees them */
  readonly cells: readonly string[]
}

/** A table as somebody wrote it, without its empty lines. Where something cannot be read, lines may be missing: nothing is to be taken from it then. */
export interface Table {
  readonly lines: readonly TableLine[]
  readonly faults: readonly CellFault[]
}

export type TableRefusal = 'FILE_TOO_LARGE' | 'FILE_UNREADABLE'

/** Of a file as it comes. */
export const LARGEST_FILE = 10 * 1024 * 1024
const MOST_LINES = 200_000

/**
 * Reads the first sheet of an xlsx file, or a csv file in UTF-8 or GB18030, by what the file is and not by how it is called. FILE_TOO_LARGE: beyond 10 MB, beyond 200 MB
 * once unpacked, or beyond 200,000 lines. FILE_UNREADABLE: neither of both, or broken.
 */
export async function readTable(file: Uint8Array): Promise<Result<Table, TableRefusal>> {
  if (file.length > LARGEST_FILE) return err('FILE_TOO_LARGE')
  const read = isZip(file) ? await readXlsx(file) : readCsv(file)
  if (!read.ok) return read
  const lines = read.value.lines
    .map(({ number, cells }) => ({ number, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  return lines.length > MOST_LINES ? err('FILE_TOO_LARGE') : ok({ lines, faults: read.value.faults })
}

function isZip(file: Uint8Array): boolean {
  return file[0] === 0x50 && file[1] === 0x4b
}

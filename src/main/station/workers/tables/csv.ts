import { CsvError, parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { z } from 'zod'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { CellFault, Table, TableRefusal } from './table.ts'

/** What stands where bytes could not be decoded. */
const UNDECODED = '\ufffd'
const NOT_ASCII = /[^\p{ASCII}]/u
const CHINESE = /\p{Script=Han}/u
const DELIMITERS = [',', '\t', ';'] as const

const Records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }))

/** A csv file: the encoding in which fewer lines are broken, UTF-8 where both are as good, and the delimiter that the first line has most of. */
export function readCsv(file: Uint8Array): Result<Table, TableRefusal> {
  if (file.includes(0)) return err('FILE_UNREADABLE')
  const text = decode(file)
  const undecoded = linesWith(text, UNDECODED)
  if (undecoded.length > 0)
    return ok({ lines: [], faults: undecoded.map((line): CellFault => ({ line, column: null, fault: 'encoding' })) })
  try {
    const records = Records.parse(
      parse(text, {
        delimiter: delimiterOf(text),
        info: true,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
      }),
    )
    return ok({ lines: records.map(({ record, info }) => ({ number: info.lines, cells: record })), faults: [] })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return ok({ lines: [], faults: [{ line: Number(error.lines), column: null, fault: 'quote' }] })
  }
}

function decode(file: Uint8Array): string {
  // takes the mark of the byte order away where there is one
  const asUtf8 = new TextDecoder().decode(file)
  const isUtf8 = !asUtf8.includes(UNDECODED)
  if (isUtf8 && (!NOT_ASCII.test(asUtf8) || CHINESE.test(asUtf8))) return asUtf8
  const asGb = iconv.decode(file, 'gb18030')
  // a few short words in GB18030 are letters of other scripts in UTF-8, which no Chinese table has without a Chinese one
  if (isUtf8) return CHINESE.test(asGb) && !asGb.includes(UNDECODED) ? asGb : asUtf8
  return linesWith(asGb, UNDECODED).length < linesWith(asUtf8, UNDECODED).length ? asGb : asUtf8
}

/** From 1. */
function linesWith(text: string, mark: string): readonly number[] {
  return text.split('\n').flatMap((line, index) => (line.includes(mark) ? [index + 1] : []))
}

function delimiterOf(text: string): string {
  const first =
    text
      .slice(0, 10_000)
      .split('\n', 1)[0]
      ?.replaceAll(/"[^"]*"/g, '') ?? ''
  const count = (delimiter: string): number => first.split(delimiter).length
  return DELIMITERS.reduce((most, delimiter) => (count(delimiter) > count(most) ? delimiter : most))
}

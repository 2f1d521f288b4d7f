import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'
import type { Quantity } from '../../../../shared/domain/money.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import { parseTraceCode } from '../../../../shared/domain/traceCode.ts'
import { LARGEST_FILE, type TableRefusal } from '../tables/table.ts'
import { dayOf, faultList, fileOf } from './cells.ts'
import type { DeliveryFile } from './deliveryFile.ts'

const WHOLE = 10_000
const PREFIX_LENGTH = 7
const none = { supplier: '', note: '', invoice: '' } as const

const Code = z.object({ curCode: z.string(), packLayer: z.string().default('1'), parentCode: z.string().default('') })
const Batch = z.object({
  batchNo: z.string(),
  madeDate: z.string(),
  validateDate: z.string(),
  Code: z.array(Code).default([]),
})
const Relation = z.object({ Batch: z.array(Batch).default([]) })
const RelationFile = z.object({
  Document: z.object({
    Events: z.object({ Event: z.array(z.object({ Relation: z.array(Relation).default([]) })) }),
  }),
})

/** Whether a file is xml, by its first character. */
export function isXml(file: Uint8Array): boolean {
  const start = new TextDecoder().decode(file.slice(0, 100)).trimStart()
  return start.startsWith('<')
}

/**
 * The relation file (关联关系文件) of the code platform: which boxes are in which case, with their lot [inferred: the form RelationCreate that producers hand on; no text of
 * the province describes one]. Boxes are the codes of the first layer; what a case is in itself (a pallet) is not looked at.
 */
export function readRelation(file: Uint8Array): Result<DeliveryFile, TableRefusal> {
  if (file.length > LARGEST_FILE) return err('FILE_TOO_LARGE')
  const { faults, add } = faultList()
  const text = new TextDecoder().decode(file)
  const checked = XMLValidator.validate(text)
  if (checked !== true) {
    add(checked.err.line, '', 'xml', checked.err.msg)
    return ok(fileOf(none, [], faults))
  }
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    processEntities: false,
    isArray: (name) => ['Event', 'Relation', 'Batch', 'Code'].includes(name),
  })
  const read = RelationFile.safeParse(parsed(parser, text))
  if (!read.success) {
    add(1, read.error.issues[0]?.path.join('.') ?? '', 'xml')
    return ok(fileOf(none, [], faults))
  }
  const batches = read.data.Document.Events.Event.flatMap(({ Relation: relations }) => relations.flatMap((one) => one.Batch))
  const seen = new Set<string>()
  const lines = batches.map(({ batchNo, madeDate, validateDate, Code: codes }, index) => {
    const [madeOn, expiresOn] = [dayOf(madeDate), dayOf(validateDate)]
    if (madeOn === null) add(index + 1, 'madeDate', 'day', madeDate)
    if (expiresOn === null) add(index + 1, 'validateDate', 'day', validateDate)
    const boxes = codes.flatMap(({ curCode, packLayer, parentCode }) => {
      if (packLayer !== '1') return []
      const parsed = parseTraceCode(curCode)
      if (parsed === null) add(index + 1, 'curCode', 'code', curCode)
      else if (seen.has(parsed.code)) add(index + 1, 'curCode', 'codeTwice', curCode)
      if (parsed !== null) seen.add(parsed.code)
      return parsed === null ? [] : [{ code: parsed.code, caseCode: parentCode === '' ? null : parentCode }]
    })
    const prefix = boxes[0]?.code.slice(0, PREFIX_LENGTH) ?? ''
    return {
      keys: [{ by: 'prefix' as const, text: prefix }],
      named: prefix,
      lotNumber: batchNo,
      madeOn: madeOn ?? '',
      expiresOn: expiresOn ?? '',
      quantity: (boxes.length * WHOLE) as Quantity,
      price: null,
      boxes,
    }
  })
  return ok(
    fileOf(
      none,
      lines.filter(({ boxes }) => boxes.length > 0),
      faults,
    ),
  )
}

/** Null for what the parser does not take, entities of other files among it. */
function parsed(parser: XMLParser, text: string): unknown {
  try {
    return parser.parse(text)
  } catch {
    return null
  }
}

import type { ImportFault } from '../../../../shared/contract/stock/receiving.ts'
import type { Price, Quantity } from '../../../../shared/domain/money.ts'
import { ok, type Result } from '../../../../shared/domain/result.ts'
import { readTable, type TableRefusal } from '../tables/table.ts'
import { readNote } from './note.ts'
import { isXml, readRelation } from './relation.ts'

/** One lot of one drug that a file names. */
export interface FileLine {
  /** by which the catalogue may know the drug, the surest first: own code, national code, EAN, seven digits of a trace code */
  readonly keys: readonly { readonly by: 'own' | 'national' | 'barcode' | 'prefix'; readonly text: string }[]
  /** what the file calls it */
  readonly named: string
  readonly lotNumber: string
  /** yyyy-MM-dd */
  readonly madeOn: string
  readonly expiresOn: string
  readonly quantity: Quantity
  readonly price: Price | null
  readonly boxes: readonly { readonly code: string; readonly caseCode: string | null }[]
}

/** A supplier's file, or the relation file of cases and their boxes; where something is wrong with it there are no lines. */
export interface DeliveryFile {
  /** empty where the file does not say it */
  readonly supplier: string
  readonly note: string
  readonly invoice: string
  readonly lines: readonly FileLine[]
  /** the first of them */
  readonly faults: readonly ImportFault[]
  readonly faultCount: number
}

/** Reads a supplier's xlsx or csv, or a relation file (xml), given as base64: by what it is and not by how it is called. */
export async function readDeliveryFile(base64: string): Promise<Result<DeliveryFile, TableRefusal>> {
  const file = Buffer.from(base64, 'base64')
  if (isXml(file)) return readRelation(file)
  const table = await readTable(file)
  return table.ok ? ok(readNote(table.value)) : table
}

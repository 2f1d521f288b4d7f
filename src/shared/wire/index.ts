import { personInfo1101 } from './1101.ts'
import { presettle2101 } from './2101.ts'
import { presettle2101A } from './2101A.ts'
import { settle2102 } from './2102.ts'
import { settle2102A } from './2102A.ts'
import { revoke2103 } from './2103.ts'
import { reverse2601 } from './2601.ts'
import { stocktake3501 } from './3501.ts'
import { sale3505 } from './3505.ts'
import { saleReturn3506 } from './3506.ts'
import { stockDeletion3507 } from './3507.ts'
import { settlement5203 } from './5203.ts'
import { authorize7201 } from './7201.ts'
import { download7204 } from './7204.ts'
import { verify7205 } from './7205.ts'
import { review7206 } from './7206.ts'
import { outbound7207 } from './7207.ts'
import { outboundUndo7208 } from './7208.ts'
import { signIn9001 } from './9001.ts'
import { signOut9002 } from './9002.ts'
import { centerStock35081 } from './35081.ts'
import { ecQuery } from './ec-query.ts'
import type { InterfaceTable } from './table.ts'

/** Every interface, by number. A new one is a table of its own and a line here. */
export const interfaceTables = Object.freeze({
  'ec.query': ecQuery,
  '9001': signIn9001,
  '9002': signOut9002,
  '1101': personInfo1101,
  '7201': authorize7201,
  '7204': download7204,
  '7205': verify7205,
  '7206': review7206,
  '7207': outbound7207,
  '7208': outboundUndo7208,
  '2101': presettle2101,
  '2101A': presettle2101A,
  '2102': settle2102,
  '2102A': settle2102A,
  '2103': revoke2103,
  '2601': reverse2601,
  '5203': settlement5203,
  '3501': stocktake3501,
  '3505': sale3505,
  '3506': saleReturn3506,
  '3507': stockDeletion3507,
  '35081': centerStock35081,
} as const satisfies Record<string, InterfaceTable>)

export type InterfaceNumber = keyof typeof interfaceTables

export * from './center-codes.ts'
export { epcEnvelope, epcVersion } from './epc-envelope.ts'
export { fsiEnvelope, fsiPath } from './fsi-envelope.ts'
export { toCamelCase, toSnakeCase } from './spelling.ts'
export type { Channel, Condition, Facts, Field, InterfaceTable, SourceMark, WireNode } from './table.ts'
export { readNode, validateNode, type WireIssue, type WireRule } from './validate.ts'

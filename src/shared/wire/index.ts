import { personInfo1101 } from './1101.ts'
import { authorize7201 } from './7201.ts'
import { signIn9001 } from './9001.ts'
import { ecQuery } from './ec-query.ts'
import type { InterfaceTable } from './table.ts'

/** Every interface, by number. A new one is a table of its own and a line here. */
export const interfaceTables = Object.freeze({
  'ec.query': ecQuery,
  '9001': signIn9001,
  '1101': personInfo1101,
  '7201': authorize7201,
} as const satisfies Record<string, InterfaceTable>)

export type InterfaceNumber = keyof typeof interfaceTables

export * from './center-codes.ts'
export { epcEnvelope, epcVersion } from './epc-envelope.ts'
export { fsiEnvelope, fsiPath } from './fsi-envelope.ts'
export type { Channel, Field, InterfaceTable, SourceMark, WireNode } from './table.ts'
export { readNode, validateNode, type WireIssue } from './validate.ts'

import { hospitalTables } from './hospital/index.ts'
import { insuranceTables } from './insurance/index.ts'
import { localTables } from './local/index.ts'
import { paymentTables } from './payment/index.ts'
import { phoneTables } from './phone/index.ts'
import { prescriptionTables } from './prescription/index.ts'
import { stockTables } from './stock/index.ts'
import type { InterfaceTable } from './table.ts'
import { voucherTables } from './voucher/index.ts'

/** Every interface, by number. A new one is a table of its own and a line in the index of its folder. */
export const interfaceTables = Object.freeze({
  ...voucherTables,
  ...insuranceTables,
  ...prescriptionTables,
  ...stockTables,
  ...phoneTables,
  ...hospitalTables,
  ...localTables,
  ...paymentTables,
} as const satisfies Record<string, InterfaceTable>)

export type InterfaceNumber = keyof typeof interfaceTables

export * from './center-codes.ts'
export { deliveryStates, reviewStates } from './codes.ts'
export { fsiEnvelope, fsiPath } from './insurance/envelope.ts'
export { resultColumns, statementColumns, type statementResults } from './insurance/reconciliation.ts'
export { type FlowCode, flowCodes } from './phone/codes.ts'
export { noticeTypes } from './phone/notice.ts'
export { epcEnvelope, epcVersion } from './prescription/envelope.ts'
export { toCamelCase, toSnakeCase } from './spelling.ts'
export {
  type Channel,
  type Condition,
  channels,
  type Facts,
  type Field,
  type InterfaceTable,
  type SourceMark,
  type WireNode,
} from './table.ts'
export { readNode, validateNode, type WireIssue, type WireRule } from './validate.ts'

import { stockWarning } from '../hospital/stockWarning.ts'
import { describeVisit, registerVisit } from '../hospital/visits.ts'
import { stockInterfaces } from '../stock/interfaces.ts'
import { downloadFile, uploadFile } from './files.ts'
import type { InsuranceInterface } from './interface.ts'
import { personInfo } from './person.ts'
import { reconcileTotals } from './reconcile.ts'
import { reconcileDetails } from './reconcileDetails.ts'
import { reverse } from './reverse.ts'
import { revoke } from './revoke.ts'
import { presettle, settle } from './settle.ts'
import { settlementQuery } from './settlementQuery.ts'
import { signIn } from './signIn.ts'
import { signOut } from './signOut.ts'

/** The interfaces of the insurance side. A new one is its table, a file and a line here. */
export const interfaces = {
  '9001': signIn,
  '9002': signOut,
  '1101': personInfo,
  '2101': presettle,
  '2101A': presettle,
  '2102': settle('2102'),
  '2102A': settle('2102A'),
  '2103': revoke,
  '2601': reverse,
  '5203': settlementQuery,
  '3201': reconcileTotals,
  '3202': reconcileDetails,
  '2201': registerVisit,
  '2203': describeVisit,
  '3101': stockWarning,
  '9101': uploadFile,
  '9102': downloadFile,
  ...stockInterfaces,
} as const satisfies Record<string, InsuranceInterface>
export type InsuranceNumber = keyof typeof interfaces

import type { InterfaceTable } from '../table.ts'
import { personInfo1101 } from './1101.ts'
import { presettle2101 } from './2101.ts'
import { presettle2101A } from './2101A.ts'
import { settle2102 } from './2102.ts'
import { settle2102A } from './2102A.ts'
import { revoke2103 } from './2103.ts'
import { reverse2601 } from './2601.ts'
import { reconcileTotals3201 } from './3201.ts'
import { reconcileDetails3202 } from './3202.ts'
import { settlement5203 } from './5203.ts'
import { signIn9001 } from './9001.ts'
import { signOut9002 } from './9002.ts'
import { fileUpload9101 } from './9101.ts'
import { fileDownload9102 } from './9102.ts'

/** Channel A: sign-in, persons, settlement, reconciliation. */
export const insuranceTables = {
  '9001': signIn9001,
  '9002': signOut9002,
  '1101': personInfo1101,
  '2101': presettle2101,
  '2101A': presettle2101A,
  '2102': settle2102,
  '2102A': settle2102A,
  '2103': revoke2103,
  '2601': reverse2601,
  '3201': reconcileTotals3201,
  '3202': reconcileDetails3202,
  '5203': settlement5203,
  '9101': fileUpload9101,
  '9102': fileDownload9102,
} as const satisfies Record<string, InterfaceTable>

import type { InterfaceTable } from '../table.ts'
import { diseaseSync } from './circDiseSync.ts'
import { drugSync } from './circDrugSync.ts'
import { institutionSync } from './fixmedinsSync.ts'
import { doctorSync } from './hiDrSync.ts'
import { pharmacistSync } from './hiPharSync.ts'
import { settlementCheck } from './rxSetlChk.ts'
import { settlementNotice } from './rxSetlNotify.ts'
import { reversalNotice } from './rxSetlRevsNotify.ts'

/** Channel L: what the insurance system asks of the prescription center, and tells it (N 10.1). */
export const localTables = {
  rxSetlChk: settlementCheck,
  rxSetlNotify: settlementNotice,
  rxSetlRevsNotify: reversalNotice,
  fixmedinsSync: institutionSync,
  hiPharSync: pharmacistSync,
  circDrugSync: drugSync,
  circDiseSync: diseaseSync,
  hiDrSync: doctorSync,
} as const satisfies Record<string, InterfaceTable>

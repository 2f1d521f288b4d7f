import { give } from '../refusal.ts'
import type { InsuranceInterface } from './interface.ts'
import { findSettlement, settledResult } from './settled.ts'

/** 5203 结算信息查询: a settlement that stands, as 2102 gave it. The table has no field for a state, so one that ended is refused (1042, 1043). */
export const settlementQuery: InsuranceInterface = (context, call) => {
  const found = findSettlement(context, call)
  return found.ok ? give(settledResult(found.settlement)) : found
}

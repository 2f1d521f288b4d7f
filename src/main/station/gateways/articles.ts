import type { Article } from './api/common.ts'

/** 处方药标志 as 7207 and the 35xx write it. */
export const prescriptionDrugFlags = Object.freeze({ no: '0', yes: '1', both: '2' } as const satisfies Record<
  Article['prescriptionDrug'],
  string
>)

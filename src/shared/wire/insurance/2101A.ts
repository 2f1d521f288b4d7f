import type { InterfaceTable } from '../table.ts'
import { fsiPath, fsiPathSource } from './envelope.ts'
import { presettlementInputA } from './settlement-input.ts'
import { presettlementOutput } from './settlement-output.ts'

/** 2101A 药店预结算A: as 2101, with the trace codes of the goods. What else differs was not found. */
export const presettle2101A = {
  number: '2101A',
  name: '药店预结算A',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: presettlementInputA,
  output: presettlementOutput,
} as const satisfies InterfaceTable

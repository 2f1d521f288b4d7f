import type { InterfaceTable } from '../table.ts'
import { fsiPath, fsiPathSource } from './envelope.ts'
import { presettlementInput } from './settlement-input.ts'
import { presettlementOutput } from './settlement-output.ts'

/** 2101 药店预结算: what a settlement would come to; changes nothing. */
export const presettle2101 = {
  number: '2101',
  name: '药店预结算',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: presettlementInput,
  output: presettlementOutput,
} as const satisfies InterfaceTable

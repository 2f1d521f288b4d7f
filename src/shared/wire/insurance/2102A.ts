import type { InterfaceTable } from '../table.ts'
import { fsiPath, fsiPathSource } from './envelope.ts'
import { settlementInputA } from './settlement-input.ts'
import { settlementOutput } from './settlement-output.ts'

/** 2102A 药店结算A: as 2102, with the trace codes of the goods. What else differs was not found. */
export const settle2102A = {
  number: '2102A',
  name: '药店结算A',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: settlementInputA,
  output: settlementOutput,
} as const satisfies InterfaceTable

import type { InterfaceTable } from '../table.ts'
import { fsiPath, fsiPathSource } from './envelope.ts'
import { settlementInput } from './settlement-input.ts'
import { settlementOutput } from './settlement-output.ts'

/** 2102 药店结算: the settlement; its outcome is known by the request's msgid, which comes back as `medins_setl_id`. */
export const settle2102 = {
  number: '2102',
  name: '药店结算',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: settlementInput,
  output: settlementOutput,
} as const satisfies InterfaceTable

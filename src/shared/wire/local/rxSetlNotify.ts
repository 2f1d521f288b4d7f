import type { InterfaceTable } from '../table.ts'
import { claim, localPathSource, settlement, states } from './settlement.ts'

/** 电子处方结算信息通知 (N 10.1 item 2, 8.8.1.4 e, f): the insurance system tells that it settled; the prescription is used. */
export const settlementNotice = {
  number: 'rxSetlNotify',
  name: '电子处方结算信息通知',
  channel: 'L',
  path: '/local/rxSetlNotify',
  pathSource: localPathSource,
  input: [...claim, ...settlement],
  output: states,
} as const satisfies InterfaceTable

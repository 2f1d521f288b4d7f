import type { InterfaceTable } from '../table.ts'
import { hiRxno, inferred, localPathSource, named, pharmacy, states } from './settlement.ts'

/** 电子处方结算冲销通知 (N 10.1 item 3, 8.8.2.4 d, e): the settlement was taken back; the prescription is unused again. */
export const reversalNotice = {
  number: 'rxSetlRevsNotify',
  name: '电子处方结算冲销通知',
  channel: 'L',
  path: '/local/rxSetlRevsNotify',
  pathSource: localPathSource,
  input: [
    hiRxno,
    pharmacy,
    { name: 'setlId', label: '被冲销的结算 ID', type: 'c', length: 30, required: 'Y', source: named },
    {
      name: 'revsType',
      label: '冲销类型',
      type: 'c',
      length: 3,
      required: 'Y',
      codes: { '1': '撤销结算（2103）', '2': '冲正（2601）' },
      source: { inferred: '区分撤销与冲正：前者另有结算 ID，后者视同未发生' },
    },
    {
      name: 'revsSetlId',
      label: '撤销产生的结算 ID',
      type: 'c',
      length: 30,
      required: 'C',
      when: { field: 'revsType', in: ['1'] },
      absentWhen: { field: 'revsType', in: ['2'] },
      source: inferred,
    },
    { name: 'revsTime', label: '冲销时间', type: 'dt', required: 'Y', source: inferred },
  ],
  output: states,
} as const satisfies InterfaceTable

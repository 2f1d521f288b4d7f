import { Button, InputNumber, Select } from 'antd'
import { type ReactElement, useState } from 'react'
import { type InterfaceTable, interfaceTables } from '../../../../src/shared/wire/index.ts'
import { createFaultsClient } from '../../../admin/faults/client.ts'
import { EVERY_INTERFACE, faultKinds } from '../../../admin/faults/contract.ts'
import { useCenter } from '../../api/center.tsx'
import { useDeed } from '../../api/useDeed.ts'
import { Field } from '../../components/Field.tsx'
import { type FaultDraft, kindNames, requestOf } from './kinds.ts'

const tables: readonly InterfaceTable[] = Object.values(interfaceTables)
const interfaceOptions = [
  { value: EVERY_INTERFACE, label: '全部接口' },
  ...tables.map(({ number, name, channel }) => ({ value: number, label: `${number} ${name}（${channel}）` })),
]
const kindOptions = faultKinds.map((kind) => ({ value: kind, label: kindNames[kind] }))
const START: FaultDraft = {
  interface: EVERY_INTERFACE,
  kind: 'dropAfter',
  mode: 'times',
  amount: 1,
  delayMs: 0,
  skewSeconds: 600,
}

/** One more fault. */
export function FaultForm({ onAdded }: { readonly onAdded: () => void }): ReactElement {
  const { call } = useCenter()
  const { isBusy, run } = useDeed()
  const [draft, setDraft] = useState(START)
  const change = (part: Partial<FaultDraft>): void => setDraft((before) => ({ ...before, ...part }))
  const lasts = draft.kind === 'delay' || draft.kind === 'longTail'
  const choose = (kind: FaultDraft['kind']): void =>
    change({
      kind,
      delayMs: kind === 'delay' || kind === 'longTail' ? Math.max(draft.delayMs, 1_000) : 0,
      mode: kind === 'throttle' || draft.mode !== 'perSecond' ? draft.mode : 'times',
    })
  const add = (): void => {
    void run(async () => {
      await createFaultsClient(call).add(requestOf(draft))
      onAdded()
    }, '已添加')
  }
  const modes = [
    { value: 'times', label: '接下来几次' },
    { value: 'probability', label: '按概率（%）' },
    ...(draft.kind === 'throttle' ? [{ value: 'perSecond', label: '每秒超过几条' }] : []),
  ]
  return (
    <div className="form-row">
      <Field label="接口">
        <Select
          aria-label="接口"
          showSearch={{ optionFilterProp: 'label' }}
          value={draft.interface}
          options={interfaceOptions}
          onChange={(value: string) => change({ interface: value })}
          popupMatchSelectWidth={false}
        />
      </Field>
      <Field label="故障">
        <Select aria-label="故障" value={draft.kind} options={kindOptions} onChange={choose} popupMatchSelectWidth={false} />
      </Field>
      <Field label="方式">
        <Select aria-label="方式" value={draft.mode} options={modes} onChange={(mode: FaultDraft['mode']) => change({ mode })} />
      </Field>
      <Field label={draft.mode === 'probability' ? '百分比' : '数量'}>
        <InputNumber
          aria-label="数量"
          min={draft.mode === 'probability' ? 0.1 : 1}
          max={draft.mode === 'probability' ? 100 : 1_000}
          value={draft.amount}
          onChange={(amount) => change({ amount: amount ?? 1 })}
        />
      </Field>
      <Field label={draft.kind === 'longTail' ? '等待中位数（毫秒）' : '等待（毫秒）'}>
        <InputNumber
          aria-label="等待"
          min={lasts ? 1 : 0}
          max={600_000}
          step={500}
          value={draft.delayMs}
          onChange={(delayMs) => change({ delayMs: delayMs ?? 0 })}
        />
      </Field>
      {draft.kind === 'clockSkew' && (
        <Field label="偏差（秒）">
          <InputNumber
            aria-label="偏差"
            value={draft.skewSeconds}
            onChange={(skewSeconds) => change({ skewSeconds: skewSeconds ?? 0 })}
          />
        </Field>
      )}
      <Button type="primary" disabled={isBusy} onClick={add}>
        添加
      </Button>
    </div>
  )
}

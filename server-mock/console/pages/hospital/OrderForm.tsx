import { Button, Checkbox, InputNumber, Select } from 'antd'
import { type ReactElement, useId, useState } from 'react'
import { type HospitalView, WrittenView } from '../../../admin/hospital/contract.ts'
import { useCenter } from '../../api/center.tsx'
import { useDeed } from '../../api/useDeed.ts'
import { goTo } from '../../route.ts'
import { directionsText, firstOrder, type Order, type OrderLine, requestOf, withDrugs } from './order.ts'
import { Steps } from './Steps.tsx'

/** A new prescription. What can be guessed stands in it already. */
export function OrderForm({ view }: { readonly view: HospitalView }): ReactElement {
  const { call } = useCenter()
  const { isBusy, run } = useDeed()
  const [order, setOrder] = useState<Order>(() => firstOrder(view))
  const [written, setWritten] = useState<WrittenView | null>(null)
  const [missing, setMissing] = useState<string | null>(null)
  const id = useId()
  const change = (changed: Partial<Order>): void => setOrder((before) => ({ ...before, ...changed }))

  const write = (): void => {
    const request = requestOf(order, view)
    setMissing(typeof request === 'string' ? request : null)
    if (typeof request === 'string') return
    setWritten(null)
    void run(async () => {
      const result = await call('POST', '/hospital/prescriptions', WrittenView, request)
      setWritten(result)
      if (result.hiRxno !== null) goTo(`/hospital/${result.hiRxno}`)
    })
  }

  return (
    <section className="card order" aria-label="开一张处方">
      <h2>开一张处方</h2>
      <label htmlFor={`${id}-patient`}>患者</label>
      <Select
        id={`${id}-patient`}
        showSearch={{ optionFilterProp: 'label' }}
        value={order.patient}
        onChange={(patient) => change({ patient })}
        options={view.patients.map(({ identityNumber, name, born }) => ({
          value: identityNumber,
          label: `${name}（${born.slice(0, 4)} 年生，尾号 ${identityNumber.slice(-4)}）`,
        }))}
      />
      <div className="order-pair">
        <div>
          <label htmlFor={`${id}-doctor`}>医师</label>
          <Select
            id={`${id}-doctor`}
            value={order.doctor}
            onChange={(doctor) => change({ doctor })}
            options={view.doctors.map(({ code, name, department }) => ({ value: code, label: `${name} · ${department}` }))}
          />
        </div>
        <div>
          <label htmlFor={`${id}-diagnosis`}>诊断</label>
          <Select
            id={`${id}-diagnosis`}
            showSearch={{ optionFilterProp: 'label' }}
            value={order.diagnosis}
            onChange={(diagnosis) => change({ diagnosis })}
            options={view.diseases
              .filter(({ list }) => list === 'icd')
              .map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))}
          />
        </div>
      </div>
      <label htmlFor={`${id}-drugs`}>药品</label>
      <Select
        id={`${id}-drugs`}
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        value={order.lines.map(({ drug }) => drug)}
        onChange={(chosen) => change({ lines: withDrugs(order.lines, chosen, view.drugs) })}
        options={view.drugs.map(({ code, name, spec, circulates, dualChannel }) => ({
          value: code,
          label: `${name} ${spec}${dualChannel ? '（双通道）' : ''}${circulates ? '' : '（不可外流）'}`,
        }))}
      />
      <ul className="order-lines">
        {order.lines.map((line) => (
          <Line
            key={line.drug}
            line={line}
            view={view}
            onChange={(changed) =>
              change({ lines: order.lines.map((each) => (each.drug === line.drug ? { ...each, ...changed } : each)) })
            }
          />
        ))}
      </ul>
      <Checkbox checked={order.longTerm} onChange={({ target }) => change({ longTerm: target.checked })}>
        {`长期处方（${view.validity.longTerm} 天内有效，平常 ${view.validity.usual} 天）`}
      </Checkbox>
      {missing !== null && (
        <p className="order-missing" role="alert">
          {missing}
        </p>
      )}
      <Button type="primary" size="large" block loading={isBusy} onClick={write} data-testid="write">
        签名并上传处方
      </Button>
      {written !== null && written.hiRxno === null && (
        <div role="alert">
          <p className="order-missing">处方没有开成，省平台的答复在最后一步：</p>
          <Steps steps={written.steps} />
        </div>
      )}
    </section>
  )
}

interface LineProps {
  readonly line: OrderLine
  readonly view: HospitalView
  readonly onChange: (changed: Partial<OrderLine>) => void
}

function Line({ line, view, onChange }: LineProps): ReactElement {
  const drug = view.drugs.find(({ code }) => code === line.drug)
  return (
    <li>
      <div>
        <strong>{drug?.name}</strong>
        <span>{drug === undefined ? '' : directionsText(drug.directions)}</span>
      </div>
      <InputNumber
        aria-label={`${drug?.name} 数量`}
        min={1}
        max={999}
        value={line.quantity}
        onChange={(quantity) => onChange({ quantity: quantity ?? 1 })}
        suffix={drug?.unit ?? ''}
      />
      <InputNumber
        aria-label={`${drug?.name} 天数`}
        min={1}
        max={366}
        precision={0}
        value={line.days}
        onChange={(days) => onChange({ days: days ?? 1 })}
        suffix="天"
      />
    </li>
  )
}

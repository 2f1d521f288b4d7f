import { Select } from 'antd'
import { type ReactElement, useCallback, useState } from 'react'
import { PhoneChoices } from '../../../admin/phone/contract.ts'
import { PolicyViews } from '../../../admin/policies/contract.ts'
import { type StockView, StockViews } from '../../../admin/province/contract.ts'
import type { Center } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { Answer } from '../../components/Answer.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Word } from '../../components/Word.tsx'
import { percentOf, priceOf, quantityOf, yuanOf } from '../../format/figures.ts'

const PEOPLE = ['people'] as const
const STOCK = ['stock'] as const
const POLICIES = ['settlements', 'clock'] as const
const askChoices = ({ call }: Pick<Center, 'call'>) => call('GET', '/phone', PhoneChoices)
const askPolicies = ({ call }: Pick<Center, 'call'>) => call('GET', '/policies', PolicyViews)

/** What the province keeps: the figures of its plans, and what each shop has by its own uploads. */
export function ProvincePage(): ReactElement {
  const choices = useAsked(askChoices, PEOPLE)
  const policies = useAsked(askPolicies, POLICIES)
  return (
    <>
      <PageHead title="省平台" about="医保待遇的数值，以及各药店按上传记录算出的实时库存。" />
      <section className="card" aria-label="待遇数值">
        <h2>待遇数值</h2>
        <Answer of={policies}>{(value) => <Policies policies={value} />}</Answer>
      </section>
      <Answer of={choices} isEmpty={({ pharmacies }) => pharmacies.length === 0} empty="没有药店。">
        {({ pharmacies }) => <StockCard pharmacies={pharmacies} />}
      </Answer>
    </>
  )
}

function Policies({ policies }: { readonly policies: PolicyViews }): ReactElement {
  return (
    <table className="rows">
      <thead>
        <tr>
          <th>待遇</th>
          <th>险种</th>
          <th>起始日</th>
          <th>起付线</th>
          <th>年度限额</th>
          <th>甲类</th>
          <th>乙类</th>
          <th>现行</th>
        </tr>
      </thead>
      <tbody>
        {policies.map(({ plan, insuranceType, title, insurance, since, deductible, ceiling, rateA, rateB, isCurrent }) => (
          <tr key={`${plan}/${insuranceType}/${since}`}>
            <td>{title}</td>
            <td>{insurance}</td>
            <td>{since}</td>
            <td>{yuanOf(deductible)}</td>
            <td>{yuanOf(ceiling)}</td>
            <td>{percentOf(rateA)}</td>
            <td>{percentOf(rateB)}</td>
            <td>
              <Word tone={isCurrent ? 'good' : 'quiet'}>{isCurrent ? '现行' : '否'}</Word>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function StockCard({ pharmacies }: { readonly pharmacies: PhoneChoices['pharmacies'] }): ReactElement {
  const [chosen, setChosen] = useState(pharmacies[0]?.code ?? '')
  const stock = useAsked(
    useCallback(
      ({ call }: Pick<Center, 'call'>) => call('GET', `/stock?institution=${encodeURIComponent(chosen)}`, StockViews),
      [chosen],
    ),
    STOCK,
  )
  return (
    <section className="card" aria-label="实时库存">
      <h2>实时库存</h2>
      <Select
        aria-label="药店"
        className="shop-choice"
        value={chosen}
        onChange={setChosen}
        options={pharmacies.map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))}
      />
      <Answer of={stock} isEmpty={(value) => value.length === 0} empty="这家药店还没有上传过盘存、进货或销售。">
        {(value) => <Stock articles={value} />}
      </Answer>
    </section>
  )
}

function Stock({ articles }: { readonly articles: readonly StockView[] }): ReactElement {
  return (
    <table className="rows">
      <thead>
        <tr>
          <th>商品</th>
          <th>医保目录编码</th>
          <th>实时库存</th>
          <th>单价</th>
          <th>批号</th>
          <th>最近变动</th>
        </tr>
      </thead>
      <tbody>
        {articles.map(({ drug, article, name, quantity, price, lots, movements }) => (
          <tr key={`${drug}/${article}`}>
            <td>{name}</td>
            <td>{drug}</td>
            <td>{quantity < 0 ? <Word tone="bad">{quantityOf(quantity)}</Word> : quantityOf(quantity)}</td>
            <td>{price === null ? '' : priceOf(price)}</td>
            <td>{lots.map(({ lot, quantity: left }) => `${lot || '未知'}：${quantityOf(left)}`).join('，')}</td>
            <td>
              {movements
                .slice(0, 3)
                .map(({ interface: number, quantity: moved }) => `${number} ${quantityOf(moved)}`)
                .join('，')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

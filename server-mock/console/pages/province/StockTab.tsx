import { Select } from 'antd'
import { type ReactElement, useCallback, useState } from 'react'
import { PhoneChoices } from '../../../admin/phone/contract.ts'
import { type StockView, StockViews } from '../../../admin/province/contract.ts'
import type { Center } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { Answer } from '../../components/Answer.tsx'
import { Word } from '../../components/Word.tsx'
import { priceOf, quantityOf } from '../../format/figures.ts'

const PEOPLE = ['people'] as const
const STOCK = ['stock'] as const
const askChoices = ({ call }: Pick<Center, 'call'>) => call('GET', '/phone', PhoneChoices)

/** What each shop has by its own uploads. */
export function StockTab(): ReactElement {
  const choices = useAsked(askChoices, PEOPLE)
  return (
    <Answer of={choices} isEmpty={({ pharmacies }) => pharmacies.length === 0} empty="没有药店。">
      {({ pharmacies }) => <OneShop pharmacies={pharmacies} />}
    </Answer>
  )
}

function OneShop({ pharmacies }: { readonly pharmacies: PhoneChoices['pharmacies'] }): ReactElement {
  const [chosen, setChosen] = useState(pharmacies[0]?.code ?? '')
  const stock = useAsked(
    useCallback(
      ({ call }: Pick<Center, 'call'>) => call('GET', `/stock?institution=${encodeURIComponent(chosen)}`, StockViews),
      [chosen],
    ),
    STOCK,
  )
  return (
    <>
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
    </>
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

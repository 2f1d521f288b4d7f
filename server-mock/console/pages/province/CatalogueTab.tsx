import { Input } from 'antd'
import { type ReactElement, useCallback, useState } from 'react'
import { createProvinceClient } from '../../../admin/province/client.ts'
import type { CataloguePage } from '../../../admin/province/contract.ts'
import type { Center } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { Answer } from '../../components/Answer.tsx'
import { Pager } from '../../components/Pager.tsx'
import { Word } from '../../components/Word.tsx'
import { percentOf, priceOf } from '../../format/figures.ts'

const CATALOGUE = ['stock', 'clock'] as const
const PER_PAGE = 12
const levels = { '01': '甲类', '02': '乙类', '03': '丙类' } as const

/** The drugs of the province with the terms of today. */
export function CatalogueTab(): ReactElement {
  const [text, setText] = useState('')
  const [page, setPage] = useState(1)
  const catalogue = useAsked(
    useCallback(
      ({ call }: Pick<Center, 'call'>) =>
        createProvinceClient(call).catalogue({ text, limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
      [text, page],
    ),
    CATALOGUE,
  )
  const search = (wanted: string): void => {
    setText(wanted.trim())
    setPage(1)
  }
  return (
    <>
      <Input.Search
        aria-label="查找药品"
        className="shop-choice"
        allowClear
        placeholder="药品名称、企业或医保目录编码"
        onSearch={search}
      />
      <Answer of={catalogue} isEmpty={({ total }) => total === 0} empty="没有这样的药品。">
        {({ total, drugs }) => (
          <>
            <Drugs drugs={drugs} />
            <Pager page={page} perPage={PER_PAGE} total={total} onPage={setPage} />
          </>
        )}
      </Answer>
    </>
  )
}

function Drugs({ drugs }: Pick<CataloguePage, 'drugs'>): ReactElement {
  return (
    <table className="rows rows-dense" data-testid="catalogue">
      <thead>
        <tr>
          <th>药品</th>
          <th>规格</th>
          <th>企业</th>
          <th>医保目录编码</th>
          <th>等级</th>
          <th>先行自付</th>
          <th>限价</th>
          <th>医保</th>
        </tr>
      </thead>
      <tbody>
        {drugs.map(({ code, name, spec, unit, maker, level, selfPay, priceLimit, isCovered, isDualChannel }) => (
          <tr key={code}>
            <td>
              {name} {isDualChannel && <Word tone="warn">双通道</Word>}
            </td>
            <td>{spec}</td>
            <td>{maker}</td>
            <td>{code}</td>
            <td className="keep">{levels[level]}</td>
            <td>{percentOf(selfPay)}</td>
            <td className="keep">{priceLimit === null ? '无' : `${priceOf(priceLimit)}/${unit}`}</td>
            <td>
              <Word tone={isCovered ? 'good' : 'quiet'}>{isCovered ? '支付' : '不支付'}</Word>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

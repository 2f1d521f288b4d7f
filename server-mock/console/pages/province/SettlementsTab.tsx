import { type ReactElement, useCallback, useState } from 'react'
import { createProvinceClient } from '../../../admin/province/client.ts'
import type { SettlementsPage } from '../../../admin/province/contract.ts'
import type { Center } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { Answer } from '../../components/Answer.tsx'
import { Pager } from '../../components/Pager.tsx'
import { Word } from '../../components/Word.tsx'
import { yuanOf } from '../../format/figures.ts'
import { timeOf } from '../../format/time.ts'

const SETTLEMENTS = ['settlements'] as const
const PER_PAGE = 12
const states = {
  valid: { tone: 'good', word: '有效' },
  revoked: { tone: 'quiet', word: '已撤销' },
  reversed: { tone: 'warn', word: '已冲正' },
} as const

/** What was settled in the province, the latest first. */
export function SettlementsTab(): ReactElement {
  const [page, setPage] = useState(1)
  const settlements = useAsked(
    useCallback(
      ({ call }: Pick<Center, 'call'>) =>
        createProvinceClient(call).settlements({ limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
      [page],
    ),
    SETTLEMENTS,
  )
  return (
    <Answer of={settlements} isEmpty={({ total }) => total === 0} empty="还没有结算。">
      {(value) => (
        <>
          <Settlements settlements={value.settlements} />
          <Pager page={page} perPage={PER_PAGE} total={value.total} onPage={setPage} />
        </>
      )}
    </Answer>
  )
}

function Settlements({ settlements }: Pick<SettlementsPage, 'settlements'>): ReactElement {
  return (
    <table className="rows rows-dense" data-testid="settlements">
      <thead>
        <tr>
          <th>时间</th>
          <th>机构</th>
          <th>参保人</th>
          <th>总额</th>
          <th>基金支付</th>
          <th>个人账户</th>
          <th>个人现金</th>
          <th>状态</th>
          <th>结算编号</th>
        </tr>
      </thead>
      <tbody>
        {settlements.map(({ setlId, at, institution, person, total, fund, account, cash, state }) => (
          <tr key={setlId}>
            <td className="keep">{timeOf(at)}</td>
            <td>{institution}</td>
            <td className="keep">{person}</td>
            <td>{yuanOf(total)}</td>
            <td>{yuanOf(fund)}</td>
            <td>{yuanOf(account)}</td>
            <td>{yuanOf(cash)}</td>
            <td>
              <Word tone={states[state].tone}>{states[state].word}</Word>
            </td>
            <td>{setlId}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import type { ReactElement } from 'react'
import { PolicyViews } from '../../../admin/policies/contract.ts'
import type { Center } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { Answer } from '../../components/Answer.tsx'
import { Word } from '../../components/Word.tsx'
import { percentOf, yuanOf } from '../../format/figures.ts'

const POLICIES = ['settlements', 'clock'] as const
const askPolicies = ({ call }: Pick<Center, 'call'>) => call('GET', '/policies', PolicyViews)

/** What the plans pay from which day on. */
export function PoliciesTab(): ReactElement {
  const policies = useAsked(askPolicies, POLICIES)
  return <Answer of={policies}>{(value) => <Policies policies={value} />}</Answer>
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

import type { ReactElement } from 'react'
import type { MessageView } from '../../../admin/contract.ts'
import type { Center } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { Answer } from '../../components/Answer.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Word } from '../../components/Word.tsx'
import { clockOf } from '../../format/time.ts'
import { figuresOf } from './figures.ts'
import { PeopleCard } from './PeopleCard.tsx'

const MESSAGES = ['messages'] as const
const PRESCRIPTIONS = ['prescriptions', 'clock'] as const
const LATEST = 12

const askMessages = ({ admin }: Pick<Center, 'admin'>) => admin.requests()
const askPrescriptions = ({ admin }: Pick<Center, 'admin'>) => admin.prescriptions()

/** What goes on in the center at this moment. */
export function OverviewPage(): ReactElement {
  const messages = useAsked(askMessages, MESSAGES)
  const prescriptions = useAsked(askPrescriptions, PRESCRIPTIONS)
  return (
    <>
      <PageHead title="总览" about="一个装在盒子里的省：医院开方，参保人出示凭证，药店核验、审方、结算。这里看全局。" />
      <Answer of={prescriptions}>
        {(value) => (
          <dl className="figures" data-testid="figures">
            {figuresOf(value, messages.value ?? []).map(({ name, count, tone }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className={`tone-${tone}`}>{count}</dd>
              </div>
            ))}
          </dl>
        )}
      </Answer>
      <div className="two-columns">
        <PeopleCard />
        <section className="card" aria-label="最近的报文">
          <h2>最近的报文</h2>
          <Answer of={messages} isEmpty={(value) => value.length === 0} empty="还没有报文。柜台一联网，这里立刻就有。">
            {(value) => <LatestMessages messages={value.slice(-LATEST).reverse()} />}
          </Answer>
        </section>
      </div>
    </>
  )
}

function LatestMessages({ messages }: { readonly messages: readonly MessageView[] }): ReactElement {
  return (
    <table className="rows">
      <thead>
        <tr>
          <th>时间</th>
          <th>通道</th>
          <th>接口</th>
          <th>结果</th>
          <th>说明</th>
        </tr>
      </thead>
      <tbody>
        {messages.map(({ id, at, channel, interface: number, accepted, code, reason, fault }) => (
          <tr key={id}>
            <td>{clockOf(at)}</td>
            <td>{channel}</td>
            <td>{number}</td>
            <td>
              <Word tone={accepted ? 'good' : 'bad'}>{accepted ? '接受' : `拒绝 ${code}`}</Word>
            </td>
            <td>
              {fault !== null && <Word tone="warn">{`故障 ${fault}`}</Word>} {reason}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

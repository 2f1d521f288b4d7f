import { Button } from 'antd'
import type { ReactElement } from 'react'
import { createFaultsClient } from '../../../admin/faults/client.ts'
import { EVERY_INTERFACE } from '../../../admin/faults/contract.ts'
import { type Center, useCenter } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { useDeed } from '../../api/useDeed.ts'
import { Answer } from '../../components/Answer.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Word } from '../../components/Word.tsx'
import { ClockCard } from './ClockCard.tsx'
import { FaultForm } from './FaultForm.tsx'
import { FillingCard } from './FillingCard.tsx'
import { kindNames, remainderOf } from './kinds.ts'

const WATCHED = ['faults', 'messages'] as const
const askFaults = ({ call }: Pick<Center, 'call'>) => createFaultsClient(call).list()

/** The fault desk: what goes wrong on the way, the center's clock, and what it is filled with. */
export function FaultsPage(): ReactElement {
  const faults = useAsked(askFaults, WATCHED)
  const { call } = useCenter()
  const { isBusy, run } = useDeed()
  const client = createFaultsClient(call)
  const remove = (id: number): void => {
    void run(async () => {
      await client.remove(id)
      faults.reload()
    }, '已撤下')
  }
  const clear = (): void => {
    void run(async () => {
      await client.clear()
      faults.reload()
    }, '已全部撤下')
  }
  return (
    <>
      <PageHead title="故障与时钟" about="让网络和中心按需要出错，让时间走快或停住，换一个场景。同一种子，次次相同。" />
      <section className="card" aria-label="添加故障">
        <h2>添加故障</h2>
        <FaultForm onAdded={faults.reload} />
      </section>
      <section className="card" aria-label="待播放的故障">
        <h2>待播放的故障</h2>
        <Answer of={faults} isEmpty={(value) => value.length === 0} empty="没有故障：中心一切正常。">
          {(value) => (
            <>
              <table className="rows" data-testid="standing-faults">
                <thead>
                  <tr>
                    <th>编号</th>
                    <th>接口</th>
                    <th>故障</th>
                    <th>参数</th>
                    <th>剩余</th>
                    <th>已播放</th>
                    <th />
                  </tr>
                </thead>
                <tbody>
                  {value.map((fault) => (
                    <tr key={fault.id}>
                      <td>{fault.id}</td>
                      <td>{fault.interface === EVERY_INTERFACE ? '全部接口' : fault.interface}</td>
                      <td>
                        <Word tone="bad">{kindNames[fault.kind]}</Word>
                      </td>
                      <td>
                        {fault.delayMs ? `等待 ${fault.delayMs} 毫秒 ` : ''}
                        {fault.skewMs ? `偏差 ${fault.skewMs / 1_000} 秒` : ''}
                      </td>
                      <td>{remainderOf(fault)}</td>
                      <td>{fault.played}</td>
                      <td>
                        <Button disabled={isBusy} onClick={() => remove(fault.id)}>
                          撤下
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <p className="deeds">
                <Button danger disabled={isBusy} onClick={clear}>
                  全部撤下
                </Button>
              </p>
            </>
          )}
        </Answer>
      </section>
      <div className="two-columns">
        <ClockCard />
        <FillingCard />
      </div>
    </>
  )
}

import { Button, Input, Popconfirm, Select } from 'antd'
import { type ReactElement, useState } from 'react'
import { createScenariosClient } from '../../../admin/scenarios/client.ts'
import { type Center, useCenter } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { useDeed } from '../../api/useDeed.ts'
import { Answer } from '../../components/Answer.tsx'
import { timeOf } from '../../format/time.ts'

const WATCHED = ['clock'] as const
const ask = async ({ call }: Pick<Center, 'call'>) => {
  const client = createScenariosClient(call)
  const [scenarios, snapshots] = await Promise.all([client.scenarios(), client.snapshots()])
  return { scenarios, snapshots }
}

/** What the center is filled with: scenarios, and moments that were kept. */
export function FillingCard(): ReactElement {
  const filling = useAsked(ask, WATCHED)
  const { call } = useCenter()
  const { isBusy, run } = useDeed()
  const [chosen, setChosen] = useState<string | undefined>()
  const [name, setName] = useState('')
  const client = createScenariosClient(call)
  const act = (deed: () => Promise<void>, done: string): void => {
    void run(async () => {
      await deed()
      filling.reload()
    }, done)
  }
  return (
    <section className="card" aria-label="场景与快照">
      <h2>场景与快照</h2>
      <Answer of={filling}>
        {({ scenarios, snapshots }) => {
          const loaded = scenarios.find(({ isLoaded }) => isLoaded)
          const shown = scenarios.find((each) => each.name === (chosen ?? loaded?.name))
          return (
            <>
              <p className="deeds">
                <Select
                  aria-label="场景"
                  value={shown?.name}
                  options={scenarios.map((each) => ({
                    value: each.name,
                    label: `${each.title}${each.isLoaded ? '（已载入）' : ''}`,
                  }))}
                  onChange={setChosen}
                  popupMatchSelectWidth={false}
                />
                <Popconfirm
                  title="数据、时钟、故障和报文日志都会回到开始。"
                  okText="载入"
                  cancelText="不"
                  onConfirm={() => act(() => client.reset(shown === undefined ? {} : { scenario: shown.name }), '已载入')}
                >
                  <Button type="primary" disabled={isBusy}>
                    {shown?.isLoaded === true ? '从头开始' : '载入'}
                  </Button>
                </Popconfirm>
              </p>
              {shown !== undefined && (
                <p>
                  {shown.people.join('、')}；处方 {shown.prescriptions} 张；{shown.institutions.join('、')}
                </p>
              )}
              <p className="deeds">
                <Input
                  aria-label="快照名称"
                  placeholder="快照名称"
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
                <Button disabled={isBusy || name.trim() === ''} onClick={() => act(() => client.keep(name.trim()), '已保存')}>
                  保存快照
                </Button>
              </p>
              {snapshots.length === 0 ? (
                <p className="state">还没有快照。</p>
              ) : (
                <table className="rows">
                  <tbody>
                    {snapshots.map((snapshot) => (
                      <tr key={snapshot.name}>
                        <td>{snapshot.name}</td>
                        <td>{timeOf(snapshot.now)}</td>
                        <td>{scenarios.find((each) => each.name === snapshot.scenario)?.title ?? snapshot.scenario}</td>
                        <td>
                          <Button disabled={isBusy} onClick={() => act(() => client.restore(snapshot.name), '已恢复')}>
                            恢复
                          </Button>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </>
          )
        }}
      </Answer>
    </section>
  )
}

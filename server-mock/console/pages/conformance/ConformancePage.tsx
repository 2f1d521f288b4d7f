import { Button, Select } from 'antd'
import { type ReactElement, useCallback, useState } from 'react'
import { createConformanceClient } from '../../../admin/conformance/client.ts'
import type { ConformanceReport, RuleVerdict } from '../../../admin/conformance/contract.ts'
import { type Center, useCenter } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { useDeed } from '../../api/useDeed.ts'
import { Answer } from '../../components/Answer.tsx'
import { Field } from '../../components/Field.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Word } from '../../components/Word.tsx'
import { download } from '../../download.ts'
import { clockOf } from '../../format/time.ts'

const MESSAGES = ['messages', 'clock'] as const
const askClients = ({ call }: Pick<Center, 'call'>) => createConformanceClient(call).clients()
const tones = { kept: 'good', broken: 'bad', noOccasion: 'quiet' } as const
const words = { kept: '遵守', broken: '违反', noOccasion: '无场合' } as const

/** How each client kept the rules, day by day. */
export function ConformancePage(): ReactElement {
  const clients = useAsked(askClients, MESSAGES)
  const [client, setClient] = useState<string | undefined>()
  const [day, setDay] = useState<string | undefined>()
  return (
    <>
      <PageHead title="符合性" about="客户端当日的报文，逐条对照接入规则：遵守了几次，违反在哪几条报文，哪些没有场合。" />
      <Answer of={clients} isEmpty={(value) => value.length === 0} empty="还没有客户端发来报文。">
        {(value) => {
          const chosen = value.find((each) => each.client === client) ?? value[0]
          const days = chosen?.days ?? []
          const shown = days.find((each) => each === day) ?? days[0]
          if (chosen === undefined || shown === undefined) return null
          return (
            <>
              <div className="form-row">
                <Field label="客户端">
                  <Select
                    aria-label="客户端"
                    value={chosen.client}
                    options={value.map((each) => ({ value: each.client, label: `${each.client} ${each.name}` }))}
                    onChange={setClient}
                    popupMatchSelectWidth={false}
                  />
                </Field>
                <Field label="日期">
                  <Select
                    aria-label="日期"
                    value={shown}
                    options={days.map((each) => ({ value: each, label: each }))}
                    onChange={setDay}
                  />
                </Field>
              </div>
              <Report client={chosen.client} day={shown} />
            </>
          )
        }}
      </Answer>
    </>
  )
}

function Report({ client, day }: { readonly client: string; readonly day: string }): ReactElement {
  const ask = useCallback(
    ({ call }: Pick<Center, 'call'>) => createConformanceClient(call).report({ client, day }),
    [client, day],
  )
  const report = useAsked(ask, MESSAGES)
  const { call } = useCenter()
  const { isBusy, run } = useDeed()
  const save = (): void => {
    void run(async () =>
      download(`conformance-${client}-${day}.html`, await createConformanceClient(call).page({ client, day }), 'text/html'),
    )
  }
  return (
    <Answer of={report}>
      {(value) => (
        <>
          <div className="deeds" data-testid="conformance-totals">
            <Word tone={value.totals.broken > 0 ? 'bad' : 'good'}>
              {value.totals.broken > 0 ? `违反 ${value.totals.broken} 条` : '未发现违反'}
            </Word>
            <span>
              遵守 {value.totals.kept} 条，无场合 {value.totals.noOccasion} 条
            </span>
            <Button disabled={isBusy} onClick={save}>
              导出 HTML
            </Button>
            <Button
              onClick={() => download(`conformance-${client}-${day}.json`, JSON.stringify(value, null, 2), 'application/json')}
            >
              导出 JSON
            </Button>
          </div>
          <Verdicts report={value} />
        </>
      )}
    </Answer>
  )
}

/** What was broken first, then by group. */
function Verdicts({ report }: { readonly report: ConformanceReport }): ReactElement {
  const broken = report.verdicts.filter(({ verdict }) => verdict === 'broken')
  const groups = [...new Set(report.verdicts.map(({ group }) => group))]
  return (
    <>
      {broken.length > 0 && (
        <section className="card" aria-label="违反的规则">
          <h2>违反的规则</h2>
          <ul className="breaches">
            {broken.map((each) => (
              <Breach key={each.id} verdict={each} />
            ))}
          </ul>
        </section>
      )}
      <section className="card" aria-label="全部规则">
        <h2>全部规则</h2>
        <table className="rows rows-dense">
          <thead>
            <tr>
              <th>编号</th>
              <th>规则</th>
              <th>依据</th>
              <th>判定</th>
              <th>次数</th>
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody key={group}>
              <tr>
                <th colSpan={5}>{group}</th>
              </tr>
              {report.verdicts
                .filter((each) => each.group === group)
                .map(({ id, title, source, looksAt, verdict, kept, broken: findings }) => (
                  <tr key={id}>
                    <td className="keep">{id}</td>
                    <td title={`检查：${looksAt}`}>{title}</td>
                    <td>{source}</td>
                    <td>
                      <Word tone={tones[verdict]}>{words[verdict]}</Word>
                    </td>
                    <td>{verdict === 'noOccasion' ? '—' : findings.length > 0 ? `${kept} / 违反 ${findings.length}` : kept}</td>
                  </tr>
                ))}
            </tbody>
          ))}
        </table>
      </section>
    </>
  )
}

function Breach({ verdict: { id, title, breaks, broken } }: { readonly verdict: RuleVerdict }): ReactElement {
  return (
    <li>
      <p>
        <Word tone="bad">违反</Word>{' '}
        <strong>
          {id} {title}
        </strong>
      </p>
      <p>{breaks}</p>
      <ul>
        {broken.map(({ what, messages }) => (
          <li key={messages.map((each) => each.id).join()}>
            {what}：
            {messages.map((each) => (
              <a key={each.id} href={`#/inspector/${each.id}`}>
                第 {each.id} 号（{each.interface}，{clockOf(each.at)}）
              </a>
            ))}
          </li>
        ))}
      </ul>
    </li>
  )
}

import { Button } from 'antd'
import { type ReactElement, useCallback, useState } from 'react'
import { createInspectorClient } from '../../../admin/inspector/client.ts'
import type { FieldRow, Inspected } from '../../../admin/inspector/contract.ts'
import { type Center, useCenter } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { useDeed } from '../../api/useDeed.ts'
import { Answer } from '../../components/Answer.tsx'
import { download } from '../../download.ts'
import { timeOf } from '../../format/time.ts'
import { Verdict } from './Verdict.tsx'

const NOTHING = [] as const

interface Props {
  readonly id: number
  /** shows the messages of a case */
  readonly onCase: (name: string) => void
}

/** One message, both ways, field by field. */
export function MessageCard({ id, onCase }: Props): ReactElement {
  const ask = useCallback(({ call }: Pick<Center, 'call'>) => createInspectorClient(call).message(id), [id])
  const message = useAsked(ask, NOTHING)
  const { call } = useCenter()
  const { isBusy, run } = useDeed()
  const save = (): void => {
    void run(async () => download(`message-${id}.html`, await createInspectorClient(call).page({ ids: String(id) }), 'text/html'))
  }
  return (
    <section className="card" aria-label="报文内容" data-testid="message">
      <Answer of={message}>
        {(value) => (
          <>
            <h2>
              第 {value.id} 号 · {value.interface} {value.name}
            </h2>
            <p className="deeds">
              <Verdict message={value} />
              <span>
                {timeOf(value.at)}，{Math.round(value.ms)} 毫秒，{value.clientName || value.client}
              </span>
              <Button disabled={isBusy} onClick={save}>
                导出
              </Button>
            </p>
            {value.reason !== '' && <p className="tone-bad">{value.reason}</p>}
            {value.cases.length > 0 && (
              <p className="deeds">
                {value.cases.map((name) => (
                  <Button key={name} size="small" onClick={() => onCase(name)}>
                    {name}
                  </Button>
                ))}
              </p>
            )}
            <Side title="请求" side={value.request} />
            <Side title="应答" side={value.answer} />
          </>
        )}
      </Answer>
    </section>
  )
}

function Side({
  title,
  side: { envelope, content, plain, raw },
}: {
  readonly title: string
  readonly side: Inspected
}): ReactElement {
  const [isWhole, setWhole] = useState(false)
  const wrong = [...envelope, ...content].filter(({ issues }) => issues.length > 0).length
  return (
    <>
      <h3>
        {title} {wrong > 0 && <span className="tone-bad">✗ {wrong} 处不符</span>}{' '}
        <Button size="small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? '只看有值的字段' : '看全部字段'}
        </Button>
      </h3>
      {content.length === 0 ? <p className="tone-quiet">没有内容</p> : <Fields title="内容" rows={content} isWhole={isWhole} />}
      {envelope.length > 0 && <Fields title="报文头" rows={envelope} isWhole={isWhole} />}
      {plain !== '' && (
        <details>
          <summary>明文</summary>
          <pre>{plain}</pre>
        </details>
      )}
      {raw !== '' && (
        <details>
          <summary>传输原文（签名、加密）</summary>
          <pre>{raw}</pre>
        </details>
      )}
    </>
  )
}

function Fields({
  title,
  rows,
  isWhole,
}: {
  readonly title: string
  readonly rows: readonly FieldRow[]
  readonly isWhole: boolean
}): ReactElement {
  return (
    <table className="rows rows-dense">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th>字段</th>
          <th>名称</th>
          <th className="keep">类型</th>
          <th className="keep">必填</th>
          <th>值</th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(({ isThere, issues }) => isWhole || isThere || issues.length > 0)
          .map(({ path, name, depth, label, type, required, value, meaning, issues }) => (
            <tr key={path} className={issues.length > 0 ? 'row-wrong' : undefined}>
              <td className="keep">
                {'　'.repeat(depth)}
                {name}
              </td>
              <td>{label}</td>
              <td className="keep">{type}</td>
              <td>{required}</td>
              <td>
                {value} {meaning !== '' && <span className="tone-quiet">{meaning}</span>}
                {issues.map((issue) => (
                  <p key={issue} className="tone-bad">
                    ✗ {issue}
                  </p>
                ))}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

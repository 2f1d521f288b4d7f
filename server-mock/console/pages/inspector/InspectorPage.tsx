import { Button, Checkbox, Input, Select } from 'antd'
import { type ReactElement, useCallback, useState } from 'react'
import { createInspectorClient } from '../../../admin/inspector/client.ts'
import type { InspectorQuery, MessageSummary } from '../../../admin/inspector/contract.ts'
import { type Center, useCenter } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { useDeed } from '../../api/useDeed.ts'
import { Answer } from '../../components/Answer.tsx'
import { Field } from '../../components/Field.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Pager } from '../../components/Pager.tsx'
import { download } from '../../download.ts'
import { clockOf } from '../../format/time.ts'
import { goTo, useRoute } from '../../route.ts'
import { MessageCard } from './MessageCard.tsx'
import { Verdict } from './Verdict.tsx'

const MESSAGES = ['messages'] as const
const PER_PAGE = 20
const askFacets = ({ call }: Pick<Center, 'call'>) => createInspectorClient(call).facets()

type Filter = Pick<InspectorQuery, 'interface' | 'channel' | 'client' | 'case' | 'text'> & { readonly refused: boolean }

/** The query for the center: what is empty does not matter. */
export function queryOf({ refused, ...filter }: Filter): InspectorQuery {
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''))
  return { ...given, ...(refused ? { refused: 'true' as const } : {}) }
}

/** Every message, filtered, and one of them field by field. */
export function InspectorPage(): ReactElement {
  const chosen = Number(useRoute().split('/')[2] ?? 0)
  const [filter, setFilter] = useState<Filter>({ refused: false })
  const [page, setPage] = useState(1)
  const ask = useCallback(
    ({ call }: Pick<Center, 'call'>) =>
      createInspectorClient(call).messages({ ...queryOf(filter), limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
    [filter, page],
  )
  const messages = useAsked(ask, MESSAGES)
  const { call } = useCenter()
  const { isBusy, run } = useDeed()
  const change = (part: Partial<Filter>): void => {
    setFilter((before) => ({ ...before, ...part }))
    setPage(1)
  }
  const save = (): void => {
    void run(async () => download('messages.html', await createInspectorClient(call).page(queryOf(filter)), 'text/html'))
  }
  return (
    <>
      <PageHead title="报文查看" about="每条报文的明文与原文，逐字段对照接口表；个人信息已遮蔽，可以导出寄送。">
        <Button disabled={isBusy} onClick={save}>
          导出筛选结果
        </Button>
      </PageHead>
      <Filters filter={filter} onChange={change} />
      <div className={chosen > 0 ? 'inspector inspector-open' : 'inspector'}>
        <section className="card" aria-label="报文列表">
          <Answer of={messages} isEmpty={({ total }) => total === 0} empty="没有这样的报文。">
            {(value) => (
              <>
                <MessageRows messages={value.messages} chosen={chosen} />
                <Pager page={page} perPage={PER_PAGE} total={value.total} onPage={setPage} />
              </>
            )}
          </Answer>
        </section>
        {chosen > 0 && <MessageCard key={chosen} id={chosen} onCase={(name) => change({ case: name })} />}
      </div>
    </>
  )
}

function Filters({
  filter,
  onChange,
}: {
  readonly filter: Filter
  readonly onChange: (part: Partial<Filter>) => void
}): ReactElement {
  const { value: facets } = useAsked(askFacets, MESSAGES)
  return (
    <div className="form-row">
      <Field label="接口">
        <Select
          aria-label="接口"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="全部"
          value={filter.interface}
          options={facets?.interfaces.map((each) => ({ value: each.interface, label: `${each.interface} ${each.name}` })) ?? []}
          onChange={(value?: string) => onChange({ interface: value })}
          popupMatchSelectWidth={false}
        />
      </Field>
      <Field label="通道">
        <Select
          aria-label="通道"
          allowClear
          placeholder="全部"
          value={filter.channel}
          options={facets?.channels.map((each) => ({ value: each, label: each })) ?? []}
          onChange={(value?: string) => onChange({ channel: value })}
        />
      </Field>
      <Field label="客户端">
        <Select
          aria-label="客户端"
          allowClear
          placeholder="全部"
          value={filter.client}
          options={facets?.clients.map((each) => ({ value: each.client, label: each.name || each.client })) ?? []}
          onChange={(value?: string) => onChange({ client: value })}
          popupMatchSelectWidth={false}
        />
      </Field>
      <Field label="处方、结算或报文编号">
        <Input
          aria-label="业务"
          allowClear
          value={filter.case ?? ''}
          onChange={(event) => onChange({ case: event.target.value.trim() })}
        />
      </Field>
      <Field label="包含文字">
        <Input.Search aria-label="包含文字" allowClear onSearch={(text) => onChange({ text: text.trim() })} />
      </Field>
      <Checkbox checked={filter.refused} onChange={(event) => onChange({ refused: event.target.checked })}>
        只看拒绝
      </Checkbox>
    </div>
  )
}

function MessageRows({
  messages,
  chosen,
}: {
  readonly messages: readonly MessageSummary[]
  readonly chosen: number
}): ReactElement {
  return (
    <table className="rows rows-dense" data-testid="messages">
      <thead>
        <tr>
          <th>报文</th>
          <th>时间</th>
          <th>接口</th>
          <th>结果</th>
          <th className="extra">客户端</th>
          <th className="extra">耗时</th>
        </tr>
      </thead>
      <tbody>
        {messages.map((each) => (
          <tr key={each.id} aria-selected={each.id === chosen} onClick={() => goTo(`/inspector/${each.id}`)}>
            <td className="keep">
              <a href={`#/inspector/${each.id}`}>第 {each.id} 号</a>
            </td>
            <td className="keep">{clockOf(each.at)}</td>
            <td>
              {each.interface} {each.name}
            </td>
            <td>
              <Verdict message={each} />
            </td>
            <td className="extra">{each.clientName || each.client}</td>
            <td className="keep extra">{Math.round(each.ms)} ms</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

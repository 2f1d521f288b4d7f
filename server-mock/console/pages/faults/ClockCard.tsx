import { Button, Input } from 'antd'
import { type ReactElement, useState } from 'react'
import type { ClockRequest } from '../../../admin/contract.ts'
import { type Center, useCenter } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { useDeed } from '../../api/useDeed.ts'
import { Answer } from '../../components/Answer.tsx'
import { Word } from '../../components/Word.tsx'
import { timeOf } from '../../format/time.ts'

const WATCHED = ['clock'] as const
const askTime = ({ admin }: Pick<Center, 'admin'>) => admin.clock({})
const MINUTE = 60_000
const STEPS = [
  ['+1 分钟', MINUTE],
  ['+15 分钟', 15 * MINUTE],
  ['+2 小时', 120 * MINUTE],
  ['+1 天', 1_440 * MINUTE],
  ['-1 小时', -60 * MINUTE],
] as const

/** Epoch ms of what a person typed, China Standard Time; null where it is no such time. */
export function typedTime(text: string): number | null {
  const [, date, time = '00:00', seconds = ':00'] = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(:\d{2})?)?$/.exec(text.trim()) ?? []
  const ms = date === undefined ? Number.NaN : Date.parse(`${date}T${time}${seconds}+08:00`)
  return Number.isNaN(ms) ? null : ms
}

/** The center's clock. Everything that expires obeys it. */
export function ClockCard(): ReactElement {
  const clock = useAsked(askTime, WATCHED)
  const { admin } = useCenter()
  const { isBusy, run } = useDeed()
  const [typed, setTyped] = useState('')
  const move = (change: ClockRequest): void => {
    void run(async () => {
      await admin.clock(change)
      clock.reload()
    })
  }
  const wanted = typedTime(typed)
  return (
    <section className="card" aria-label="中心时钟">
      <h2>中心时钟</h2>
      <Answer of={clock}>
        {({ now, isFrozen }) => (
          <>
            <p className="deeds">
              <strong>{timeOf(now)}</strong>
              <Word tone={isFrozen ? 'warn' : 'good'}>{isFrozen ? '已停' : '走动'}</Word>
              <Button disabled={isBusy} onClick={() => move({ freeze: !isFrozen })}>
                {isFrozen ? '继续走' : '停住'}
              </Button>
            </p>
            <p className="deeds">
              {STEPS.map(([label, advanceMs]) => (
                <Button key={label} disabled={isBusy} onClick={() => move({ advanceMs })}>
                  {label}
                </Button>
              ))}
              <Button disabled={isBusy} onClick={() => move({ setMs: Date.now(), freeze: false })}>
                回到现在
              </Button>
            </p>
            <p className="deeds">
              <Input
                aria-label="拨到"
                placeholder="2026-11-29 14:00"
                value={typed}
                status={typed !== '' && wanted === null ? 'error' : ''}
                onChange={(event) => setTyped(event.target.value)}
              />
              <Button disabled={isBusy || wanted === null} onClick={() => wanted !== null && move({ setMs: wanted })}>
                拨到
              </Button>
            </p>
          </>
        )}
      </Answer>
    </section>
  )
}

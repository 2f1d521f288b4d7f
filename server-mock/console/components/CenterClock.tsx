import { type ReactElement, useEffect, useState } from 'react'
import type { Center } from '../api/center.tsx'
import { useAsked } from '../api/useAsked.ts'
import { timeOf } from '../format/time.ts'

const CLOCK = ['clock'] as const
const TICK = 1_000

// a change of nothing gives the time
const askTime = async ({ admin }: Pick<Center, 'admin'>) => ({ ...(await admin.clock({})), askedAt: Date.now() })

/** The time by the center's clock, epoch ms, as it goes on or stands; null until the center has said it. */
export function useCenterNow(): { readonly now: number; readonly isFrozen: boolean } | null {
  const { value } = useAsked(askTime, CLOCK)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK)
    return () => clearInterval(timer)
  }, [])
  if (value === undefined) return null
  const { isFrozen, askedAt } = value
  return { isFrozen, now: value.now + (isFrozen ? 0 : Math.max(0, now - askedAt)) }
}

/** The center's clock, which is not this computer's. */
export function CenterClock(): ReactElement {
  const clock = useCenterNow()
  return (
    <p className="clock" data-testid="clock">
      <span>{clock?.isFrozen === true ? '中心时间（已停）' : '中心时间'}</span>
      <time>{clock === null ? '…' : timeOf(clock.now)}</time>
    </p>
  )
}

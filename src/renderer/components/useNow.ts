import { useEffect, useState } from 'react'

const TICK = 5_000

/** The time by the center's clock, epoch ms, renewed every few seconds. `offsetMs`: what the center's clock is ahead of this one. */
export function useNow(offsetMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK)
    return () => clearInterval(timer)
  }, [])
  return now + offsetMs
}

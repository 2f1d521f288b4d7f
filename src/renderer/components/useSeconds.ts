import { useEffect, useState } from 'react'

const SECOND = 1_000

/** For how many whole seconds `what` has been the same; 0 while it is null. */
export function useSeconds(what: string | null): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    setSeconds(0)
    if (what === null) return
    const timer = setInterval(() => setSeconds((before) => before + 1), SECOND)
    return () => clearInterval(timer)
  }, [what])
  return what === null ? 0 : seconds
}

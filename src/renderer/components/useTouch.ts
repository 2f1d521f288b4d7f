import { useEffect } from 'react'
import type { Ask } from '../state/store.ts'

const PAUSE_MS = 30_000

/**
 * Tells whether a touch is passed on: the first one is, then at most one in 30 s, whatever way the clock jumps. `now`: epoch ms of the touch. Gives a function
 * that keeps the time of the last one.
 */
export function touchGate(): (now: number) => boolean {
  let last: number | null = null
  return (now) => {
    if (last !== null && Math.abs(now - last) < PAUSE_MS) return false
    last = now
    return true
  }
}

/** Tells the station, at most every 30 s, that somebody is at the keyboard or the mouse, so that the window does not lock itself. Silent: nothing is shown of it. */
export function useTouch(ask: Ask): void {
  useEffect(() => {
    const mayPass = touchGate()
    const onTouch = (): void => {
      if (mayPass(Date.now())) void ask('session.touch', {})
    }
    const kinds = ['keydown', 'pointerdown'] as const
    for (const kind of kinds) window.addEventListener(kind, onTouch, { capture: true, passive: true })
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, onTouch, { capture: true })
    }
  }, [ask])
}

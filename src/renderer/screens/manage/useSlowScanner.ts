import { type ChangeEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { KeyStroke } from '../../../shared/contract/keyed.ts'
import { MIN_KEYS } from '../../scan/burst.ts'
import type { Ask } from '../../state/store.ts'

/** So long without a key ends a reading that nothing else ends. */
const SILENCE_MS = 800

interface SlowBox {
  readonly value: string
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
}

/**
 * A box for a scanner that types so slowly that its keys are taken for a person's: what comes into it goes to the station as a reading, with its times, when Enter or a
 * silence ends it. Fewer keys than a scan has are left alone.
 */
export function useSlowScanner(ask: Ask): SlowBox {
  const [value, setValue] = useState('')
  const strokes = useRef<KeyStroke[]>([])
  const from = useRef(0)
  const timer = useRef<number | undefined>(undefined)
  useEffect(() => () => window.clearTimeout(timer.current), [])

  const end = (): void => {
    window.clearTimeout(timer.current)
    const typed = strokes.current
    strokes.current = []
    if (typed.length < MIN_KEYS) return
    setValue('')
    void ask('scan.keyed', { strokes: typed })
  }
  return {
    value,
    onChange: (event) => setValue(event.target.value),
    onKeyDown: (event) => {
      const { code, shiftKey, ctrlKey, altKey, nativeEvent, timeStamp } = event
      if (/^(Shift|Control|Alt|CapsLock|Escape|F\d)/.test(code) && code !== 'F8') return
      if (strokes.current.length === 0) from.current = timeStamp
      strokes.current.push({
        code,
        shift: shiftKey,
        caps: event.getModifierState('CapsLock'),
        ctrl: ctrlKey,
        alt: altKey,
        composing: nativeEvent.isComposing,
        at: Math.max(0, Math.round(timeStamp - from.current)),
      })
      window.clearTimeout(timer.current)
      if (code === 'Enter' || code === 'NumpadEnter') end()
      else timer.current = window.setTimeout(end, SILENCE_MS)
    },
  }
}

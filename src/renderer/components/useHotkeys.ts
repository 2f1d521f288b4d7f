import { useContext, useEffect } from 'react'
import { Covered } from './Covered.ts'

/** What each key does now; a key listed with null is ours but does nothing at the moment. `Shift+F9` and `Ctrl+K` are keys of their own. */
export type Hotkeys = Readonly<Record<string, (() => void) | null>>

type KeyPress = Pick<KeyboardEvent, 'key' | 'repeat' | 'isComposing' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>
/** What has the focus: something that is written into, a button, or neither. */
type Focus = 'text' | 'button' | 'page'

const TEXT_KEYS = /^(.|Enter|Delete|Backspace)$/

/**
 * Which of `hotkeys` a key press is: bare, with Shift alone or with Ctrl alone, and not part of composing Chinese text. What is written into keeps the keys that write, and a button
 * keeps Enter. Null where it is none of ours.
 */
export function hotkeyOf(press: KeyPress, hotkeys: Hotkeys, focus: Focus): string | null {
  if (press.altKey || press.metaKey || press.isComposing || (press.ctrlKey && press.shiftKey)) return null
  const name = press.ctrlKey ? `Ctrl+${press.key.toUpperCase()}` : press.shiftKey ? `Shift+${press.key}` : press.key
  if (!Object.hasOwn(hotkeys, name)) return null
  if (focus === 'text' && TEXT_KEYS.test(name)) return null
  return focus === 'button' && name === 'Enter' ? null : name
}

/** Listens to the keys in the whole window, unless something covers this part of it. A key held down acts once; our keys never do what the browser would (F5, F10). */
export function useHotkeys(hotkeys: Hotkeys): void {
  const isCovered = useContext(Covered)
  useEffect(() => {
    if (isCovered) return
    const onKeyDown = (event: KeyboardEvent): void => {
      const name = hotkeyOf(event, hotkeys, focusOf(event.target))
      if (name === null) return
      event.preventDefault()
      if (!event.repeat) hotkeys[name]?.()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [hotkeys, isCovered])
}

function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof HTMLElement)) return 'page'
  if (target.matches('input, textarea, select, [contenteditable]')) return 'text'
  return target.matches('button, a') ? 'button' : 'page'
}

import { useEffect } from 'react'

/** What each key does now; a key listed with null is ours but does nothing at the moment. */
type Hotkeys = Readonly<Record<string, (() => void) | null>>

type KeyPress = Pick<KeyboardEvent, 'key' | 'repeat' | 'isComposing' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>

/** Whether a key press is one of `hotkeys`: bare, and not part of composing Chinese text. */
export function isHotkey(press: KeyPress, hotkeys: Hotkeys): boolean {
  const isBare = !(press.altKey || press.ctrlKey || press.metaKey || press.shiftKey)
  return isBare && !press.isComposing && Object.hasOwn(hotkeys, press.key)
}

/** Listens to the keys in the whole window. A key held down acts once; our keys never do what the browser would (F5, F10). */
export function useHotkeys(hotkeys: Hotkeys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isHotkey(event, hotkeys)) return
      event.preventDefault()
      if (!event.repeat) hotkeys[event.key]?.()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [hotkeys])
}

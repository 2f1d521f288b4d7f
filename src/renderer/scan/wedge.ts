import type { KeyStroke } from '../../shared/contract/keyed.ts'
import { MOST_STROKES } from '../../shared/domain/scan.ts'
import { createBurst, type Outcome, type Press } from './burst.ts'

/** A box that is written into. */
type Box = HTMLInputElement | HTMLTextAreaElement

/** How a box was before the first key of a row, and where that key went. */
interface Before {
  readonly box: Box | null
  readonly value: string
}

/**
 * Listens to the keys of the window before anything in it does. What a scanner types is given to `onKeyed` and to nothing else: no box, dialog or hotkey sees it. What
 * a person types arrives where the focus is, by the rule of `createBurst`. An input method takes its keys before a page is asked: a box that it wrote a scan into is
 * put back as it was. To be called before anything else listens; returns the function that ends it.
 */
export function catchScans(onKeyed: (strokes: readonly KeyStroke[]) => void): () => void {
  const burst = createBurst()
  let timer: number | undefined
  let before: Before | null = null

  const settle = ({ released, reading }: Outcome): void => {
    if (reading !== null) {
      if (before?.box) putBack(before.box, before.value)
      onKeyed(strokesOf(reading))
    }
    for (const press of released) if (!press.composing) replay(press)
    window.clearTimeout(timer)
    const until = burst.waits()
    if (until === null) before = null
    else timer = window.setTimeout(() => settle(burst.silence(performance.now())), Math.max(1, until - performance.now() + 1))
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    // ours, given to the page again
    if (!event.isTrusted) return
    if (burst.waits() === null) before = { box: boxIn(document.activeElement), value: boxIn(document.activeElement)?.value ?? '' }
    const outcome = burst.press(pressOf(event))
    if (outcome.isHeld) {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    settle(outcome)
  }

  window.addEventListener('keydown', onKeyDown, { capture: true })
  return () => {
    window.clearTimeout(timer)
    window.removeEventListener('keydown', onKeyDown, { capture: true })
  }
}

function pressOf(event: KeyboardEvent): Press {
  return {
    code: event.code,
    key: event.key,
    shift: event.shiftKey,
    caps: event.getModifierState('CapsLock'),
    ctrl: event.ctrlKey,
    alt: event.altKey,
    meta: event.metaKey,
    // 229: an input method has it, and does not say what it makes of it
    composing: event.isComposing || event.keyCode === 229,
    repeat: event.repeat,
    at: event.timeStamp,
  }
}

function strokesOf(reading: readonly Press[]): readonly KeyStroke[] {
  const from = reading[0]?.at ?? 0
  return reading.slice(0, MOST_STROKES).map(({ code, shift, caps, ctrl, alt, composing, at }) => ({
    ...{ code, shift, caps, ctrl, alt, composing },
    at: Math.max(0, Math.round(at - from)),
  }))
}

function boxIn(element: Element | null): Box | null {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element : null
}

/** What a blank presses instead of writing into it. */
const PRESSED = 'button, summary, input[type="checkbox"], input[type="radio"]'

/** Gives a key to the page as if it came now: to who listens to keys, and its character to the box that has the focus, or a blank as a press to what is pressed by it. */
function replay({ code, key, shift, ctrl, alt, meta }: Press): void {
  const target = document.activeElement ?? document.body
  const modifiers = { shiftKey: shift, ctrlKey: ctrl, altKey: alt, metaKey: meta }
  const isWanted = target.dispatchEvent(
    new KeyboardEvent('keydown', { code, key, ...modifiers, bubbles: true, cancelable: true, composed: true }),
  )
  if (!isWanted || key.length !== 1 || ctrl || alt) return
  if (key === ' ' && target instanceof HTMLElement && target.matches(PRESSED)) target.click()
  // deprecated, and the only way to write like a person: with the events, the caret and the undo of the box
  else document.execCommand('insertText', false, key)
}

/** Empties a box of what an input method wrote, in the way that React hears of. */
function putBack(box: Box, value: string): void {
  if (box.value === value || !box.isConnected) return
  box.blur()
  const prototype = box instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(box, value)
  box.dispatchEvent(new Event('input', { bubbles: true }))
  box.focus()
}

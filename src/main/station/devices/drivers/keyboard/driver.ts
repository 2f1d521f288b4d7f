import type { KeyStroke } from '../../../../../shared/contract/keyed.ts'
import type { CameReading } from '../../../../../shared/domain/scannerDoctor.ts'
import { decodeStrokes } from './protocol.ts'

/** The scanners that type: windows hand over what came faster than anybody types. */
export interface KeyboardScanner {
  keyed(strokes: readonly KeyStroke[]): void
}

/** Under which name readings of scanners that type go where none was set up. */
export const KEYBOARD_ID = 'keyboard'

/** Makes readings out of what scanners typed. */
export function createKeyboardScanner(ports: {
  readonly clock: () => number
  readonly onReading: (came: CameReading) => void
}): KeyboardScanner {
  return {
    keyed(strokes) {
      const { text, notes } = decodeStrokes(strokes)
      if (text === '') return
      const times = strokes.map(({ at }) => at)
      ports.onReading({
        text,
        at: ports.clock(),
        durationMs: Math.max(0, (times.at(-1) ?? 0) - (times[0] ?? 0)),
        gapMs: times.reduce((longest, at, index) => Math.max(longest, at - (times[index - 1] ?? at)), 0),
        isEnded: !notes.includes('noEnter'),
        hasCapsLock: notes.includes('capsLock'),
        isComposing: notes.includes('composing'),
        by: 'keys',
      })
    },
  }
}

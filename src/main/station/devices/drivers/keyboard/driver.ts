import type { KeyStroke } from '../../../../../shared/contract/keyed.ts'
import { decodeStrokes, type KeyedNote } from './protocol.ts'

/** The scanners that type: windows hand over what came faster than anybody types. */
export interface KeyboardScanner {
  keyed(strokes: readonly KeyStroke[]): void
}

/** Under which name readings of scanners that type go where none was set up. */
export const KEYBOARD_ID = 'keyboard'

/** Makes readings out of what scanners typed; `at`: epoch ms. */
export function createKeyboardScanner(ports: {
  readonly clock: () => number
  readonly onReading: (text: string, at: number, notes: readonly KeyedNote[]) => void
}): KeyboardScanner {
  return {
    keyed(strokes) {
      const { text, notes } = decodeStrokes(strokes)
      if (text !== '') ports.onReading(text, ports.clock(), notes)
    },
  }
}

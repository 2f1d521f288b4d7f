import { expect, test } from 'vitest'
import { isHotkey } from '../../../src/renderer/components/useHotkeys.ts'

const press = { key: 'F5', repeat: false, isComposing: false, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false }
const hotkeys = { F5: null, Escape: () => {} }

test('a key that has nothing to do now is still ours, so that F5 never reloads the page', () => {
  expect(isHotkey(press, hotkeys)).toBe(true)
})

test.each([
  ['with Ctrl', { ...press, ctrlKey: true }],
  ['with Alt', { ...press, altKey: true }],
  ['while Chinese is being composed', { ...press, key: 'Escape', isComposing: true }],
  ['another key', { ...press, key: 'a' }],
  ['a name that every object has', { ...press, key: 'constructor' }],
])('not ours: %s', (_, other) => {
  expect(isHotkey(other, hotkeys)).toBe(false)
})

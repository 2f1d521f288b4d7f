import { expect, test } from 'vitest'
import { hotkeyOf } from '../../../src/renderer/components/useHotkeys.ts'

const press = { key: 'F5', repeat: false, isComposing: false, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false }
const hotkeys = {
  'Ctrl+K': () => {},
  'Ctrl+1': () => {},
  F5: null,
  Escape: () => {},
  'Shift+F9': () => {},
  '1': () => {},
  Enter: () => {},
  Backspace: () => {},
}

test('a key that has nothing to do now is still ours, so that F5 never reloads the page', () => {
  expect(hotkeyOf(press, hotkeys, 'page')).toBe('F5')
})

test.each([
  ['with Ctrl, where only the bare key is one', { ...press, ctrlKey: true }],
  ['with Ctrl and Shift', { ...press, key: 'K', ctrlKey: true, shiftKey: true }],
  ['without Ctrl, where only the key with it is one', { ...press, key: 'k' }],
  ['with Alt', { ...press, altKey: true }],
  ['with Shift, where only the bare key is one', { ...press, shiftKey: true }],
  ['without Shift, where only the key with it is one', { ...press, key: 'F9' }],
  ['while Chinese is being composed', { ...press, key: 'Escape', isComposing: true }],
  ['another key', { ...press, key: 'a' }],
  ['a name that every object has', { ...press, key: 'constructor' }],
])('not ours: %s', (_, other) => {
  expect(hotkeyOf(other, hotkeys, 'page')).toBeNull()
})

test('a key with Ctrl is one of its own, in a field too and whatever Caps Lock says', () => {
  for (const focus of ['page', 'text', 'button'] as const) {
    expect(hotkeyOf({ ...press, key: 'k', ctrlKey: true }, hotkeys, focus)).toBe('Ctrl+K')
    expect(hotkeyOf({ ...press, key: 'K', ctrlKey: true }, hotkeys, focus)).toBe('Ctrl+K')
    expect(hotkeyOf({ ...press, key: '1', ctrlKey: true }, hotkeys, focus)).toBe('Ctrl+1')
  }
})

test('a key with Shift is one of its own', () => {
  expect(hotkeyOf({ ...press, key: 'F9', shiftKey: true }, hotkeys, 'page')).toBe('Shift+F9')
})

test.each([
  ['1', 'text', null],
  ['Backspace', 'text', null],
  ['Enter', 'text', null],
  ['F5', 'text', 'F5'],
  ['Escape', 'text', 'Escape'],
  ['Enter', 'button', null],
  ['1', 'button', '1'],
  ['Enter', 'page', 'Enter'],
] as const)(
  '%s with the focus on a %s: what is written into keeps the keys that write, a button keeps Enter',
  (key, focus, expected) => {
    expect(hotkeyOf({ ...press, key }, hotkeys, focus)).toBe(expected)
  },
)

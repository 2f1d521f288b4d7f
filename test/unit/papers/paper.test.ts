import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Block, cellsOf, layOut, printable, wrap } from '../../../src/main/station/papers/paper.ts'

const text = fc.string({ unit: 'binary', maxLength: 60 })
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('title' as const), text }),
  fc.record({ kind: fc.constant('text' as const), text }),
  fc.record({ kind: fc.constant('pair' as const), left: text, right: text }),
  fc.record({ kind: fc.constant('amount' as const), left: text, right: text }),
  fc.record({ kind: fc.constant('row' as const), name: text, quantity: text, amount: text }),
  fc.record({ kind: fc.constant('codes' as const), label: text, codes: fc.array(text, { maxLength: 4 }) }),
)

describe('the lines of a paper', () => {
  it('are the text again when they are put together, and none is wider than it may be', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 60 }), (whole, width) => {
        const lines = wrap(whole, width)
        expect(lines.join('')).toBe(whole)
        expect(lines.every((line) => cellsOf(line) <= width)).toBe(true)
      }),
    )
  })

  it('keep every part within cells of its own, on a roll and on a sheet', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), fc.constantFrom(48, 72), (blocks, width) => {
        for (const line of layOut(blocks, width)) {
          if (line.kind !== 'parts') continue
          let free = 0
          for (const { text: words, from, to } of line.parts) {
            expect(from).toBeGreaterThanOrEqual(free)
            expect(cellsOf(words)).toBeLessThanOrEqual(to - from)
            free = to
          }
          expect(free * line.scale).toBeLessThanOrEqual(width)
        }
      }),
    )
  })

  it('leave nothing out and add nothing', () => {
    fc.assert(
      fc.property(block, (one) => {
        const { kind: _kind, ...texts } = one
        const wanted = Object.values(texts).flat().map(printable)
        const lines = layOut([one], 48).flatMap((line) => (line.kind === 'parts' ? line.parts : []))
        const shown = new Map<number, string>()
        for (const { from, text: words } of lines) shown.set(from, (shown.get(from) ?? '') + words)
        expect([...shown.values()].join('').length).toBe(wanted.join('').length)
      }),
    )
  })

  it('count a Chinese character as two, a rare one too', () => {
    expect(['ab', '中', '䶮', '𠮷', '×'].map(cellsOf)).toEqual([2, 2, 2, 2, 2])
  })

  it('show a control character as a blank and half a character as a box', () => {
    expect(printable('a\u001db\u007f\u0085c\ud800d\u2028')).toBe('a b  c□d ')
    expect(printable('𠮷')).toBe('𠮷')
  })

  it('wrap the name of an article within its own cells', () => {
    const lines = layOut([{ kind: 'row', name: '很长很长很长很长很长很长很长很长的药名', quantity: '2 盒', amount: '56.80' }], 48)
    expect(lines.map((line) => (line.kind === 'parts' ? line.parts.map(({ text: words }) => words) : []))).toEqual([
      ['很长很长很长很长很长很长很', '2 盒', '56.80'],
      ['长很长的药名'],
    ])
  })
})

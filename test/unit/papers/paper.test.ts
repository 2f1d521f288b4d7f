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
  fc.record({ kind: fc.constant('large' as const), text }),
  fc.record({ kind: fc.constant('codes' as const), label: text, codes: fc.array(text, { maxLength: 4 }) }),
)

describe('the fields of a paper', () => {
  const shownOf = (fields: readonly { readonly label: string; readonly value: string }[], width: number) =>
    layOut([{ kind: 'fields', fields }], width).map((line) =>
      line.kind === 'parts' ? line.parts.map(({ text: words }) => words) : [],
    )

  it('stand two beside each other where both are short, and a long one has lines of its own', () => {
    const long = '很长'.repeat(20)
    expect(
      shownOf(
        [
          { label: '姓名', value: '王秀兰' },
          { label: '性别', value: '女' },
          { label: '科室', value: '内科' },
          { label: '诊断', value: long },
          { label: '医师', value: '赵文' },
        ],
        48,
      ),
    ).toEqual([
      ['姓名：王秀兰', '性别：女'],
      ['科室：内科'],
      [`诊断：${'很长'.repeat(10)}很`],
      [`长${'很长'.repeat(9)}`],
      ['医师：赵文'],
    ])
  })

  it('leave nothing out, and keep to their cells', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ label: text, value: text }), { maxLength: 7 }),
        fc.constantFrom(48, 72),
        (fields, width) => {
          const lines = layOut([{ kind: 'fields', fields }], width)
          const parts = lines.flatMap((line) => (line.kind === 'parts' ? line.parts : []))
          expect(parts.map(({ text: words }) => words).join('')).toBe(
            fields.map(({ label, value }) => printable(`${label}：${value}`)).join(''),
          )
          for (const { text: words, from, to } of parts) expect(cellsOf(words)).toBeLessThanOrEqual(to - from)
        },
      ),
    )
  })
})

it('a QR code is made of printable ASCII alone', () => {
  const kindsOf = (words: string) => layOut([{ kind: 'qr', text: words }], 48).map(({ kind }) => kind)
  expect(kindsOf('JS0000000099')).toEqual(['qr'])
  for (const words of ['', '结算', 'a\u001bp', 'a\n', 'x'.repeat(121)]) expect(kindsOf(words)).toEqual([])
})

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
      fc.property(fc.array(block, { maxLength: 6 }), fc.constantFrom(32, 48, 72), (blocks, width) => {
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

  it('tear no number that fits on a line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^([!-~]{1,20}|[一二三，]{1,9})$/)),
        fc.integer({ min: 20, max: 60 }),
        (words, width) => {
          const text = words.join(' ')
          const lines = wrap(text, width)
          expect(lines.join('')).toBe(text)
          expect(lines.join('\n').match(/[!-~]+/g)).toEqual(text.match(/[!-~]+/g))
        },
      ),
    )
    expect(wrap('有效期至 2028-05-31', 16)).toEqual(['有效期至 ', '2028-05-31'])
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

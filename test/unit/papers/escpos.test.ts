import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composePaper } from '../../../src/main/station/papers/compose.ts'
import { type RollShape, renderEscpos } from '../../../src/main/station/papers/escpos.ts'
import { cellsOf, type Paper, printable } from '../../../src/main/station/papers/paper.ts'
import { AT, facts, readEscpos, roll58, roll80, squeezed, testPage, view } from './parts.ts'

const paperOf = (...texts: readonly string[]): Paper => ({
  title: 'test',
  sort: 'receipt',
  at: AT,
  blocks: texts.map((text) => ({ kind: 'text', text })),
})
const print = (paper: Paper, shape: RollShape = roll80, opensDrawer = false) =>
  readEscpos(renderEscpos(paper, { shape, opensDrawer }))

/** Any characters but the few private ones that GB18030 gave away: there the tables of its editions differ. */
const text = fc.string({ unit: 'binary', maxLength: 100 }).filter((each) => !/\p{Co}/u.test(each))
/** Whatever somebody would put into a name to get at the drawer. */
const evil = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\u001b', '\u001d', '\u001c', '\u0010', '\u0004', '\n', '\r', '\0', '@', 'p', 'V', '王', '\u0085'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 40,
})

describe('a paper on the receipt printer', () => {
  it('has every text again when its bytes are read as GB18030', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
        expect(squeezed(print(paperOf(...texts)).text)).toBe(squeezed(texts.map(printable).join('')))
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps rare characters of names, those of four bytes too', () => {
    expect(print(paperOf('䶮𠮷㛃喆·')).text).toBe('䶮𠮷㛃喆·\n')
  })

  it('takes no command from the data, whatever a drug, a patient or a shop is called', () => {
    const clean = print(composePaper('receipt', facts)).commands
    fc.assert(
      fc.property(evil, evil, evil, (drug, patient, shop) => {
        const lines = view.lines.map((line) => ({
          ...line,
          genericName: drug,
          items: line.items.map((item) => ({ ...item, code: item.code && drug })),
        }))
        const paper = composePaper('receipt', {
          ...facts,
          shop: { ...facts.shop, name: shop, address: shop },
          view: { ...view, lines, patient: { ...view.patient, name: patient } },
        })
        const ofTitle = (commands: readonly string[]) => commands.filter((command) => !/^(1d21|1b45)/.test(command))
        const { commands } = print(paper)
        expect(ofTitle(commands)).toEqual(ofTitle(clean))
        expect(commands.every((command) => /^(1b40|1c26|1d564200|1d21(00|11)|1b450[01]|1b610[01]|1d286b.*)$/.test(command))).toBe(
          true,
        )
      }),
      { numRuns: 500 },
    )
  })

  it('has the number of the settlement as a QR code of model 2, six dots a module, correction M, in the middle', () => {
    const data = Buffer.from('JS0000000099').toString('hex')
    const { commands } = print(composePaper('receipt', facts))
    const at = commands.indexOf('1b6101')
    expect(commands.slice(at, at + 7)).toEqual([
      '1b6101',
      '1d286b040031413200',
      '1d286b0300314306',
      '1d286b0300314531',
      `1d286b0f00315030${data}`,
      '1d286b0300315130',
      '1b6100',
    ])
    expect(print(composePaper('receipt', { ...facts, view: { ...view, settlementId: null } })).commands).not.toContain('1b6101')
  })

  it('begins from scratch in Chinese, ends every size that it begins, and cuts at its end', () => {
    const { commands } = print(composePaper('receipt', { ...facts, mode: 'training' }))
    expect(commands.slice(0, 2)).toEqual(['1b40', '1c26'])
    expect(commands.at(-1)).toBe('1d564200')
    expect(commands.filter((command) => command === '1d2111').length).toBe(
      commands.filter((command) => command === '1d2100').length,
    )
    expect(commands.filter((command) => command === '1b4501').length).toBe(
      commands.filter((command) => command === '1b4500').length,
    )
  })

  it('opens the drawer only when that is asked for', () => {
    expect(print(testPage, roll80, true).commands.at(-1)).toBe('1b700019fa')
    expect(print(testPage).commands).not.toContain('1b700019fa')
  })

  it('opens the drawer at the pin and for the times of its printer', () => {
    const drawer = { pin: 2, onMs: 100, offMs: 200 } as const
    expect(print(testPage, { ...roll80, drawer }, true).commands.at(-1)).toBe('1b70013264')
  })

  it('is begun and cut off by what its printer wants, and its rules are as wide as its paper', () => {
    const { commands, text } = print(testPage, roll58)
    expect(commands.slice(0, 2)).toEqual(['1b40', '1c26'])
    expect(commands.at(-1)).toBe('1b6404')
    expect(commands.some((command) => command.startsWith('1d56'))).toBe(false)
    expect(text.split('\n')).toContain('-'.repeat(32))
    expect(text.split('\n')).toContain('12345678901234567890123456789012')
  })

  it('puts amounts at the right edge of 48 cells', () => {
    const lines = print(composePaper('receipt', facts)).text.split('\n')
    const total = lines.find((line) => line.startsWith('合计')) ?? ''
    expect(total).toMatch(/ 81\.00$/)
    expect(cellsOf(total)).toBe(48)
    // in double size
    const cash = lines.find((line) => line.startsWith('现金应付')) ?? ''
    expect(cellsOf(cash)).toBe(24)
    expect(Math.max(...lines.map(cellsOf))).toBe(48)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composePaper } from '../../../src/main/station/papers/compose.ts'
import { type Block, layOut, type Paper, sheetOf, widths } from '../../../src/main/station/papers/paper.ts'
import { renderPdf } from '../../../src/main/station/papers/pdf.ts'
import { recoveryPaper } from '../../../src/main/station/papers/recovery.ts'
import { PaperKind } from '../../../src/shared/contract/case.ts'
import { paperSorts } from '../../../src/shared/contract/devices.ts'
import { AT, facts, pdfPages, squeezed, view } from './parts.ts'

const textsOf = (paper: Paper): readonly string[] =>
  layOut(paper.blocks, widths[sheetOf[paper.sort]]).flatMap((line) =>
    line.kind === 'parts' ? line.parts.map(({ text }) => text) : [],
  )

const words = fc.string({
  unit: fc.constantFrom(...'阿莫西林胶囊氨氯地平片王秀兰盒×·（）0123456789.-ABCXYZWMifl '),
  maxLength: 70,
})
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('title' as const), text: words }),
  fc.record({ kind: fc.constant('text' as const), text: words, isBold: fc.boolean() }),
  fc.record({ kind: fc.constant('row' as const), name: words, quantity: words, amount: words }),
  fc.record({ kind: fc.constant('codes' as const), label: words, codes: fc.array(words, { maxLength: 3 }) }),
)

describe('a paper as a PDF', () => {
  it.each(PaperKind.options)('has every text of a %s, in its order', async (kind) => {
    const paper = composePaper(kind, { ...facts, mode: 'training' })
    const pages = await pdfPages(renderPdf(paper))
    expect(squeezed(pages.map(({ text }) => text).join(''))).toBe(squeezed(textsOf(paper).join('')))
  })

  it('has every text of any paper', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 8 }), fc.constantFrom(...paperSorts), async (blocks, sort) => {
        const paper: Paper = { title: 'test', sort, at: AT, blocks }
        const pages = await pdfPages(renderPdf(paper))
        expect(squeezed(pages.map(({ text }) => text).join(''))).toBe(squeezed(textsOf(paper).join('')))
      }),
      { numRuns: 30 },
    )
  })

  it('shows a box for a character that the font lacks, and the rest as it is', async () => {
    const paper: Paper = { title: 'test', sort: 'receipt', at: AT, blocks: [{ kind: 'text', text: '王𠮷䶮\u{1f600}ab' }] }
    expect((await pdfPages(renderPdf(paper))).map(({ text }) => text)).toEqual(['王□□□ab'])
  })

  it('is one page of a roll, 80 mm wide and as long as the paper', async () => {
    const short = await pdfPages(renderPdf(composePaper('receipt', facts)))
    const long = await pdfPages(
      renderPdf(
        composePaper('receipt', {
          ...facts,
          view: { ...facts.view, lines: Array.from({ length: 60 }, () => facts.view.lines[0]).flatMap((line) => line ?? []) },
        }),
      ),
    )
    expect([short.length, long.length]).toEqual([1, 1])
    for (const page of [...short, ...long]) expect(page.width).toBeCloseTo(226.77, 1)
    expect(long[0]?.height).toBeGreaterThan(3 * (short[0]?.height ?? 0))
  })

  it('has a page for each label, as long as it is', async () => {
    const pages = await pdfPages(renderPdf(composePaper('bagLabel', facts)))
    expect(pages).toHaveLength(3)
    for (const { width, height } of pages) expect([Math.round(width), height < 300]).toEqual([227, true])
  })

  it('has a prescription of five drugs with its signatures on one sheet, in training too', async () => {
    const lines = [...view.lines, ...view.lines.slice(0, 2)].map((line, index) => ({ ...line, number: `${index + 1}` }))
    const full = { ...view, allergies: '青霉素过敏', longTerm: true, lines }
    expect(await pdfPages(renderPdf(composePaper('prescription', { ...facts, mode: 'training', view: full })))).toHaveLength(1)
  })

  it('goes on over a second sheet of A5 where one is not enough', async () => {
    const words = '答复'.repeat(900)
    const verdict = { center: 'notGenuine', words, own: 'altered', signer: null } as const
    const pages = await pdfPages(renderPdf(composePaper('notGenuine', { ...facts, view: { ...facts.view, verdict } })))
    expect(pages.length).toBeGreaterThan(1)
    for (const { width, height } of pages) expect([Math.round(width), Math.round(height)]).toEqual([420, 595])
    expect(squeezed(pages.map(({ text }) => text).join(''))).toContain('店章')
  })

  it('is the same for the same paper', () => {
    const paper = composePaper('receipt', facts)
    expect(Buffer.from(renderPdf(paper)).equals(renderPdf(paper))).toBe(true)
  })

  it('shows the recovery code with the shop and the manager', async () => {
    const [page] = await pdfPages(
      renderPdf(recoveryPaper({ shopName: '惠民大药房', managerName: '王敏', recoveryCode: 'ABCD-EFGH-JKMN', at: AT })),
    )
    for (const part of ['惠民大药房', '王敏', 'ABCD-EFGH-JKMN', '2026-11-22 10:30:00']) expect(page?.text).toContain(part)
  })
})

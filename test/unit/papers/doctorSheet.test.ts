import { describe, expect, it } from 'vitest'
import { renderDoctorSheet } from '../../../src/main/station/papers/doctorSheet.ts'
import { readCodes } from '../../../src/main/station/workers/pictures/readCodes.ts'
import { type CodeSymbol, scannerCodes } from '../../../src/shared/domain/scannerCodes.ts'
import { drawn } from './drawn.ts'
import { AT, pdfPages } from './parts.ts'

const formats: Readonly<Record<CodeSymbol, string>> = {
  code128: 'Code128',
  'gs1-128': 'Code128',
  ean13: 'EAN13',
  gs1datamatrix: 'DataMatrix',
  qrcode: 'QRCode',
}

describe('the sheet of test codes', () => {
  const sheet = renderDoctorSheet({ at: AT, form: 'a4', mode: 'training' })
  const screen = renderDoctorSheet({ at: AT, form: 'screen', mode: 'training' })

  it.each([
    ['the printed one at 150 dots to the inch', sheet, 150],
    ['the printed one at 300 dots to the inch', sheet, 300],
    ['the one for the screen', screen, 125],
  ] as const)('has symbols that read as the texts which are expected of a scanner: %s', async (_name, pdf, dots) => {
    const found = await readCodes(await drawn(pdf, dots), 'LocalAverage')
    const read = found.map(({ text, format }) => `${format} ${text}`)
    expect(read.sort()).toEqual(scannerCodes.map(({ symbol, text }) => `${formats[symbol]} ${text}`).sort())
  })

  it('is one A4 page that numbers and names each code in its order', async () => {
    const [page, ...others] = await pdfPages(sheet)
    expect(others).toEqual([])
    expect([page?.width, page?.height].map((points) => Math.round(((points ?? 0) / 72) * 25.4))).toEqual([210, 297])
    const places = scannerCodes.map((_, index) => page?.text.indexOf(`${index + 1} `) ?? -1)
    expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true)
    expect(page?.text).toContain('不是凭证、处方或追溯码')
    for (const { text } of scannerCodes.slice(0, 5)) expect(page?.text).toContain(text)
  })

  it('says in training that it is for training, and in the real shop nothing of it', async () => {
    for (const pdf of [sheet, screen]) expect((await pdfPages(pdf))[0]?.text).toContain('培训')
    for (const form of ['a4', 'screen'] as const)
      expect((await pdfPages(renderDoctorSheet({ at: AT, form, mode: 'real' })))[0]?.text).not.toContain('培训')
  })

  it('is the same at the same moment', () => {
    expect(renderDoctorSheet({ at: AT, form: 'a4', mode: 'training' })).toEqual(sheet)
  })
})

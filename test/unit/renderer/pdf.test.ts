import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { fromRoot } from '../../../scripts/bootstrap/paths.mjs'
import { readPdf, scaleOf } from '../../../src/renderer/screens/dispense/pdf.ts'

const TEXT = '阿莫西林胶囊 0.25g×24粒'

/** A PDF with one line in a font that the file does not bring, in an encoding that only a character map explains. */
function pdfWith(encoding: string, bytes: Uint8Array): Uint8Array {
  const line = `BT /F 18 Tf 40 100 Td <${Buffer.from(bytes).toString('hex')}> Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${line.length} >>\nstream\n${line}\nendstream`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${encoding} /DescendantFonts [6 0 R] >>`,
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 7 0 R /DW 1000 >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const at = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = file.length
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

async function textOf(pdf: Uint8Array): Promise<string> {
  const task = readPdf(Uint8Array.from(pdf))
  try {
    const page = await (await task.promise).getPage(1)
    const { items } = await page.getTextContent()
    return items.map((item) => ('str' in item ? item.str : '')).join('')
  } finally {
    await task.destroy()
  }
}

const asked: string[] = []

beforeAll(async () => {
  // in a page it is a worker of its own
  vi.stubGlobal('pdfjsWorker', await import('pdfjs-dist/legacy/build/pdf.worker.mjs'))
})

afterEach(() => asked.splice(0))

function serveFiles(): void {
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url)
    return new Response(await readFile(fromRoot(`.${url}`)))
  })
}

describe('a file that names a Chinese encoding instead of bringing its font', () => {
  it.each([
    ['GBK-EUC-H', iconv.encode(TEXT, 'gbk')],
    ['GBKp-EUC-H', iconv.encode(TEXT, 'gbk')],
    ['GBK2K-H', iconv.encode(TEXT, 'gb18030')],
    ['UniGB-UCS2-H', iconv.encode(TEXT, 'utf-16be')],
    ['UniGB-UTF16-H', iconv.encode(TEXT, 'utf-16be')],
  ])('can be read: %s', async (encoding, bytes) => {
    serveFiles()
    expect(await textOf(pdfWith(encoding, bytes))).toBe(TEXT)
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.filter((url) => !/^\/node_modules\/pdfjs-dist\/cmaps\/[\w-]+\.bcmap$/.test(url))).toEqual([])
  })

  it('of another country asks for nothing that is not here', async () => {
    serveFiles()
    expect(await textOf(pdfWith('90ms-RKSJ-H', iconv.encode('テスト', 'shift_jis')))).not.toBe('テスト')
    expect(asked).toEqual([])
  })
})

it('a file that is none is refused', async () => {
  await expect(textOf(Buffer.from('no prescription'))).rejects.toThrow()
  await expect(textOf(new Uint8Array())).rejects.toThrow()
})

it('a page is as wide as it is asked to be, but never larger than a canvas can be', () => {
  expect(scaleOf({ width: 595, height: 842 }, 1190)).toBe(2)
  const points = fc.double({ min: 1, max: 200_000, noNaN: true })
  fc.assert(
    fc.property(points, points, fc.integer({ min: 1, max: 4_000 }), (width, height, wanted) => {
      const scale = scaleOf({ width, height }, wanted)
      const [wide, high] = [width * scale, height * scale]
      expect(wide).toBeLessThanOrEqual(wanted * 1.000_001)
      expect(Math.max(wide, high)).toBeLessThanOrEqual(8_193)
      expect(wide * high).toBeLessThanOrEqual(16_800_000)
    }),
  )
})

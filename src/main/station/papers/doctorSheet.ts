import { code128, ean13, gs1_128, gs1datamatrix, qrcode } from 'bwip-js/generic'
import PDFDocument from 'pdfkit'
import type { Mode } from '../../../shared/contract/host.ts'
import { GROUP_SEPARATOR } from '../../../shared/domain/gs1.ts'
import { missingCase } from '../../../shared/domain/result.ts'
import { type ScannerCode, type ScannerCodeId, scannerCodes } from '../../../shared/domain/scannerCodes.ts'
import { paperFont } from './font.ts'

const MM = 72 / 25.4
const CELL = { width: 91 * MM, height: 48 * MM } as const
const HEAD = 24 * MM

/** On what the codes stand: a sheet to print, or one column that a screen shows so large that its pixels are finer than the bars. */
type DoctorSheetForm = 'a4' | 'screen'

/** What is asked for: the moment (epoch ms), what it stands on, and for whom. */
export interface DoctorSheet {
  readonly at: number
  readonly form: DoctorSheetForm
  readonly mode: Mode
}

const forms = Object.freeze({
  a4: { width: 210 * MM, height: 297 * MM, margin: 14 * MM, columns: 2 },
  screen: { width: 103 * MM, height: 2 * 6 * MM + HEAD + scannerCodes.length * CELL.height, margin: 6 * MM, columns: 1 },
} as const satisfies Record<DoctorSheetForm, object>)
const SYMBOL = { top: 13 * MM, bars: 18 * MM, square: 27 * MM, quiet: 4 * MM } as const
/** so wide that a phone or a screen that shows the sheet is good enough */
const WIDEST = { bar: 0.5 * MM, square: 1.2 * MM } as const

const words: Readonly<Record<ScannerCodeId, readonly [name: string, tests: string]>> = {
  digits: ['数字', '结尾回车、重复发送、速度'],
  letters: ['大小写字母', '大写锁定、大小写转换'],
  symbols: ['符号和 y z', '键盘布局（国别）、输入法'],
  zeros: ['开头的 0', '前导零是否发送'],
  product: ['0 开头的商品条码', '是否转成 12 位 UPC'],
  gs1Matrix: ['GS1 DataMatrix', '分隔符 GS（FNC1）'],
  gs1Bars: ['GS1-128 条码', '分隔符 GS（FNC1）'],
  qr: ['二维码', '能否识读二维码'],
  long: ['长二维码', '速度、丢字、分成几段'],
}

/** What a symbol is made of, in modules. */
interface Shape {
  readonly width: number
  readonly height: number
  readonly bars: readonly { readonly x: number; readonly width: number }[]
  readonly polygons: readonly (readonly (readonly [number, number])[])[]
}

/** The sheet of the codes by which a scanner is examined, each code with its number, its name, what it tests and its text; in training marked as all papers are. The same moment (epoch ms) gives the same bytes. */
export function renderDoctorSheet({ at, form, mode }: DoctorSheet): Uint8Array {
  const { width, height, margin, columns } = forms[form]
  const document = new PDFDocument({
    size: [width, height],
    margin: 0,
    font: '',
    info: { Producer: 'RxCounter', Title: '扫码枪测试码', CreationDate: new Date(at) },
  })
  document.font(Buffer.from(paperFont()))
  const write = (text: string, x: number, y: number, size: number) =>
    document.fillColor('black').fontSize(size).text(text, x, y, { lineBreak: false })
  write(mode === 'training' ? '扫码枪测试码　培训' : '扫码枪测试码', margin, margin, 18)
  write('在“管理 → 设备 → 扫码枪医生”里逐个扫，次序不限。', margin, margin + 9 * MM, 9)
  write('不是凭证、处方或追溯码，办业务时扫到不起作用。', margin, margin + 13.5 * MM, 9)
  scannerCodes.forEach((code, index) => {
    const x = margin + (index % columns) * CELL.width
    const y = margin + HEAD + Math.floor(index / columns) * CELL.height
    const [name, tests] = words[code.id]
    write(`${index + 1}　${name}`, x, y, 13)
    write(`检查：${tests}`, x, y + 6 * MM, 9)
    const height = drawSymbol(document, shapeOf(code), { x: x + SYMBOL.quiet, y: y + SYMBOL.top })
    write(printedText(code), x + SYMBOL.quiet, y + SYMBOL.top + height + 1.5 * MM, 8)
  })
  document.end()
  // nothing in it waits for anything: by now all of it is in its buffer
  const bytes: unknown = document.read()
  if (!(bytes instanceof Uint8Array)) throw new Error('the document is not finished')
  return bytes
}

function printedText({ text }: ScannerCode): string {
  const shown = text.replaceAll(GROUP_SEPARATOR, ' <GS> ')
  return shown.length > 40 ? `${shown.slice(0, 24)}…（共 ${text.length} 个字符）` : shown
}

/** Draws a symbol as large as its place allows, and gives its height in points. */
function drawSymbol(
  document: InstanceType<typeof PDFDocument>,
  { width, height, bars, polygons }: Shape,
  { x, y }: { readonly x: number; readonly y: number },
): number {
  document.fillColor('black')
  if (bars.length > 0) {
    const module = Math.min(WIDEST.bar, (CELL.width - 2 * SYMBOL.quiet) / width)
    for (const bar of bars) document.rect(x + bar.x * module, y, bar.width * module, SYMBOL.bars)
    document.fill()
    return SYMBOL.bars
  }
  const module = Math.min(WIDEST.square, SYMBOL.square / Math.max(width, height))
  for (const polygon of polygons) document.polygon(...polygon.map(([right, down]) => [x + right * module, y + down * module]))
  document.fill('even-odd')
  return height * module
}

function shapeOf({ symbol, text }: ScannerCode): Shape {
  const bars: Shape['bars'][number][] = []
  const polygons: [number, number][][] = []
  const size = { width: 0, height: 0 }
  const drawing: Parameters<typeof code128<Shape>>[1] = {
    scale: () => null,
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: (width, height) => void Object.assign(size, { width, height }),
    // the middle of a bar of odd width is the larger half from its left
    line: (middle, _top, _right, _bottom, width) => void bars.push({ x: middle - Math.ceil(width / 2), width }),
    polygon: (points) => void polygons.push(points),
    hexagon: () => undefined,
    ellipse: () => undefined,
    fill: () => undefined,
    text: () => undefined,
    end: () => ({ ...size, bars, polygons }),
  }
  const options = { bcid: symbol, scale: 1, text }
  // the identifiers in brackets; that a lot needs an article number beside it is the business of goods
  const elements = text.split(GROUP_SEPARATOR).map((element) => `(${element.slice(0, 2)})${element.slice(2)}`)
  const gs1 = { ...options, text: elements.join(''), dontlint: true }
  switch (symbol) {
    case 'code128':
      return code128(options, drawing)
    case 'ean13':
      return ean13(options, drawing)
    case 'qrcode':
      return qrcode(options, drawing)
    case 'gs1datamatrix':
      return gs1datamatrix(gs1, drawing)
    case 'gs1-128':
      return gs1_128(gs1, drawing)
    default:
      return missingCase(symbol)
  }
}

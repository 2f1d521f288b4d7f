import PDFDocument from 'pdfkit'
import { ageOn, chinaTime } from '../../time.ts'
import { chineseFont } from './font.ts'
import type { PrescriptionRecord, RecordLine } from './record.ts'

// A5 in points, the usual size of an outpatient prescription
const WIDTH = 419.53
const HEIGHT = 595.28
const LEFT = 34
const RIGHT = WIDTH - LEFT
const INNER = RIGHT - LEFT
const TOP = 26
/** where the signatures begin; the drugs stay above */
const FOOT = HEIGHT - 88
const INDENT = 18
const NAME_WIDTH = 172
const SPEC_WIDTH = 108
const QUANTITY_WIDTH = 42
const GAP = 6
/** 处方管理办法 6 allows no more on one prescription; one that has more goes on on a second page */
const LINES_OF_PAGE = 5

const INK = '#111111'
const FAINT = '#555555'
const WATERMARK = '#e4e9f2'
const WARNING = '#b42318'

const ATTRIBUTES: Readonly<Record<string, string>> = { '01': '双通道', '02': '门诊统筹' }
const INSURANCES: Readonly<Record<string, string>> = { '310': '职工医保', '390': '居民医保' }

type Document = InstanceType<typeof PDFDocument>

/**
 * 处方笺 on A5 as an outpatient gets it, with 「培训」 behind it on every page. The same record gives the same bytes; a character that the font lacks is
 * shown as a box. `dataDigest` goes into the Info dictionary as RxDataDigest.
 */
export function renderPrescription(record: PrescriptionRecord, dataDigest: string): Uint8Array {
  const info = {
    Producer: 'RxCounter 培训处方中心',
    Creator: record.hospitalName,
    Title: `处方笺 ${record.hiRxno}`,
    CreationDate: new Date(record.prescribedAt),
    RxDataDigest: dataDigest,
  }
  // an empty font: pdfkit would open one of its own otherwise
  const document = new PDFDocument({
    size: [WIDTH, HEIGHT],
    margin: 0,
    font: '',
    pdfVersion: '1.7',
    bufferPages: true,
    autoFirstPage: false,
    info,
  })
  document.font(Buffer.from(chineseFont()))

  let y = startPage(document, record)
  let linesHere = 0
  for (const [index, line] of record.lines.entries()) {
    const draw = prepareLine(document, index + 1, line)
    if (linesHere === LINES_OF_PAGE || y + draw.height > FOOT) {
      y = startPage(document, record)
      linesHere = 0
    }
    draw.at(y)
    y += draw.height
    linesHere += 1
  }
  put(document, '（以下空白）', { x: LEFT + INDENT, y, size: 8.5, color: FAINT })

  const { count } = document.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    document.switchToPage(page)
    drawFoot(document, record, count > 1 ? `第 ${page + 1} 页，共 ${count} 页` : '')
  }
  document.end()
  // nothing in it waits for anything: by now all of it is in its buffer
  const bytes: unknown = document.read()
  if (!(bytes instanceof Uint8Array)) throw new Error('the document is not finished')
  return bytes
}

interface Placed {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly color?: string
  readonly width?: number
  readonly align?: 'left' | 'center' | 'right'
}

/** Writes a text, wrapped at its width; its height. */
function put(document: Document, text: string, { x, y, size, color = INK, width = RIGHT - x, align = 'left' }: Placed): number {
  document.fontSize(size).fillColor(color).text(text, x, y, { width, align })
  return document.y - y
}

/** A label and its value beside it; the height of the value. */
function putPair(
  document: Document,
  label: string,
  value: string,
  place: Pick<Placed, 'x' | 'y'> & { readonly width: number },
): number {
  const { x, y, width } = place
  document.fontSize(9)
  const labelWidth = document.widthOfString(`${label}：`)
  put(document, `${label}：`, { x, y: y + 0.8, size: 9, color: FAINT, width: labelWidth + 1 })
  return put(document, value, { x: x + labelWidth, y, size: 10, width: width - labelWidth })
}

function rule(document: Document, y: number): void {
  document.moveTo(LEFT, y).lineTo(RIGHT, y).lineWidth(0.7).strokeColor(INK).stroke()
}

/** A new page with everything above the drugs; where they begin. */
function startPage(document: Document, record: PrescriptionRecord): number {
  document.addPage()
  drawWatermark(document)
  let y = TOP
  y += put(document, record.hospitalName, { x: LEFT + 56, y, size: 15, width: INNER - 112, align: 'center' })
  y += put(document, '处 方 笺', { x: LEFT, y, size: 17, width: INNER, align: 'center' }) + GAP
  drawKind(document, ATTRIBUTES[record.attribute] ?? '门诊')

  const half = INNER / 2
  const quarter = INNER / 4
  const { hiRxno, visitId, patient, gender, department, diagnosis, diagnosisCode } = record
  putPair(document, '处方编号', hiRxno, { x: LEFT, y, width: INNER * 0.72 })
  y += putPair(document, '费别', INSURANCES[record.insuranceType] ?? '其他', { x: LEFT + INNER * 0.72, y, width: INNER * 0.28 })
  putPair(document, '就诊号', visitId, { x: LEFT, y, width: INNER * 0.62 })
  y += putPair(document, '开具日期', dateText(record.prescribedAt), { x: LEFT + INNER * 0.62, y, width: INNER * 0.38 })
  rule(document, y + 2)
  y += GAP
  const heights = [
    putPair(document, '姓名', patient, { x: LEFT, y, width: half - quarter / 2 }),
    putPair(document, '性别', gender === 'female' ? '女' : '男', { x: LEFT + half - quarter / 2, y, width: quarter / 1.6 }),
    putPair(document, '年龄', `${ageOn(record.born, chinaTime(record.prescribedAt).date)}岁`, {
      x: LEFT + half + quarter / 8,
      y,
      width: quarter * 0.8,
    }),
    putPair(document, '科室', department, { x: LEFT + half + quarter * 0.82, y, width: quarter * 1.18 }),
  ]
  y += Math.max(...heights)
  y += putPair(document, '临床诊断', `${diagnosis}（${diagnosisCode}）`, { x: LEFT, y, width: INNER })
  rule(document, y + 3)
  y += GAP
  return y + put(document, 'Rp.', { x: LEFT, y, size: 15 })
}

function drawWatermark(document: Document): void {
  const [x, y] = [WIDTH / 2, HEIGHT * 0.53]
  document.save().rotate(-32, { origin: [x, y] })
  put(document, '培训', { x: LEFT, y: y - 110, size: 150, color: WATERMARK, width: INNER, align: 'center' })
  document.restore()
}

function drawKind(document: Document, kind: string): void {
  const width = 50
  document
    .rect(RIGHT - width, TOP, width, 19)
    .lineWidth(0.7)
    .strokeColor(INK)
    .stroke()
  put(document, kind, { x: RIGHT - width, y: TOP + 2.6, size: 9.5, width, align: 'center' })
}

interface PreparedLine {
  readonly height: number
  at(y: number): void
}

/** One drug, its height known before it is drawn. */
function prepareLine(document: Document, number: number, line: RecordLine): PreparedLine {
  const x = LEFT + INDENT
  const columns = [
    { text: line.name, x, width: NAME_WIDTH, align: 'left' },
    { text: line.spec, x: x + NAME_WIDTH + GAP, width: SPEC_WIDTH, align: 'left' },
    { text: `×${quantityText(line.quantity)}${line.unit}`, x: RIGHT - QUANTITY_WIDTH, width: QUANTITY_WIDTH, align: 'right' },
  ] as const
  const heightOf = (text: string, size: number, width: number) => document.fontSize(size).heightOfString(text, { width })
  const first = Math.max(...columns.map(({ text, width }) => heightOf(text, 11, width)))
  const usage = `Sig.  ${line.way}，每次${line.dose}${line.doseUnit}，${line.frequency}，共${line.days}天`
  return {
    height: first + heightOf(usage, 9.5, RIGHT - x) + GAP,
    at: (y) => {
      put(document, `${number}.`, { x: LEFT, y, size: 11, width: INDENT })
      for (const { text, ...place } of columns) put(document, text, { ...place, y, size: 11 })
      put(document, usage, { x, y: y + first, size: 9.5, color: FAINT })
    },
  }
}

function drawFoot(document: Document, record: PrescriptionRecord, page: string): void {
  const third = INNER / 3
  const longTerm = record.longTerm === 1 ? '，长期处方' : ''
  rule(document, FOOT + 2)
  let y = FOOT + GAP + 2
  putPair(document, '医师', record.doctor, { x: LEFT, y, width: third })
  putPair(document, '审核药师', record.pharmacist, { x: LEFT + third, y, width: third })
  y += putPair(document, '有效期', `${record.validDays}天${longTerm}`, { x: LEFT + 2 * third, y, width: third }) + 3
  putPair(document, '调配药师', '', { x: LEFT, y, width: third })
  y += putPair(document, '核对、发药', '', { x: LEFT + third, y, width: third }) + 22
  put(document, '培训专用：本处方及所载人员均为虚构，不得据此调配药品。', { x: LEFT, y, size: 8.5, color: WARNING, width: INNER })
  put(document, page, { x: LEFT, y, size: 8.5, color: FAINT, width: INNER, align: 'right' })
}

/** Ten-thousandths as a person writes them. */
function quantityText(quantity: number): string {
  return String(quantity / 10_000)
}

function dateText(time: number): string {
  const [year, month, day] = chinaTime(time).date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

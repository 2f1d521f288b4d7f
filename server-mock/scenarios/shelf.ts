import type { Drug } from '../store/drugs.ts'
import { DRUGS } from './drugs.ts'

const BOXES = 12
const SERIAL_DIGITS = 13

/** What the training shop has of a drug: its own number, its price (millionths of a yuan per unit) and what is in a box. */
interface Article {
  readonly own: string
  readonly price: number
  readonly pieceUnit: string
  readonly piecesPerPack: number
}

const articles: Readonly<Record<string, Article>> = {
  苯磺酸氨氯地平片: { own: 'SP0001', price: 23_500_000, pieceUnit: '片', piecesPerPack: 28 },
  盐酸二甲双胍缓释片: { own: 'SP0002', price: 31_800_000, pieceUnit: '片', piecesPerPack: 60 },
  阿托伐他汀钙片: { own: 'SP0003', price: 38_600_000, pieceUnit: '片', piecesPerPack: 7 },
  布地奈德福莫特罗吸入粉雾剂: { own: 'SP0004', price: 195_000_000, pieceUnit: '支', piecesPerPack: 1 },
  奥美拉唑肠溶胶囊: { own: 'SP0005', price: 12_900_000, pieceUnit: '粒', piecesPerPack: 14 },
  吉非替尼片: { own: 'SP0006', price: 498_000_000, pieceUnit: '片', piecesPerPack: 10 },
  六味地黄丸: { own: 'SP0007', price: 26_000_000, pieceUnit: '丸', piecesPerPack: 200 },
  酸枣仁: { own: 'SP0008', price: 980_000, pieceUnit: '克', piecesPerPack: 1 },
  对乙酰氨基酚片: { own: 'SP0009', price: 6_500_000, pieceUnit: '片', piecesPerPack: 12 },
  枸橼酸西地那非片: { own: 'SP0010', price: 98_000_000, pieceUnit: '片', piecesPerPack: 2 },
  氨溴索口服溶液: { own: 'SP0011', price: 18_200_000, pieceUnit: '瓶', piecesPerPack: 1 },
  缬沙坦胶囊: { own: 'SP0012', price: 29_700_000, pieceUnit: '粒', piecesPerPack: 28 },
}

/** What is under special control is not sold here. */
const SOLD = DRUGS.filter(({ specialClass }) => specialClass === null)

const PRESCRIPTION_DRUG = { '0': 'no', '1': 'yes', '2': 'both' } as const

/**
 * The shelf of the training shop, until it receives goods itself: every drug of the province with twelve boxes of a good lot, one of an expired lot and one of a
 * recalled lot; the trace codes count up from …001, so that the first box of `code-sold` is one that was sold elsewhere.
 */
export function trainingShelf() {
  return {
    drugs: SOLD.map((drug) => {
      const { own, price, pieceUnit, piecesPerPack } = articleOf(drug)
      return {
        id: own,
        nationalCode: drug.code,
        name: drug.genericName,
        productName: drug.productName,
        dosageForm: drug.dosageForm,
        specification: drug.spec,
        manufacturer: drug.maker,
        approvalNumber: drug.approval,
        unit: drug.unit,
        pieceUnit,
        piecesPerPack,
        price,
        prescriptionDrug: PRESCRIPTION_DRUG[drug.prescriptionFlag],
        prefixes: drug.tracePrefix === null ? [] : [drug.tracePrefix],
      }
    }),
    lots: SOLD.flatMap((drug) => {
      const { own } = articleOf(drug)
      const lot = (suffix: string, expiresOn: string, isRecalled: boolean) => ({
        id: `${own}-${suffix}`,
        drugId: own,
        number: `2601${own.slice(-2)}${suffix}`,
        madeOn: '2026-01-15',
        expiresOn,
        isRecalled,
      })
      const good = lot('A', '2028-12-31', false)
      return drug.tracePrefix === null ? [good] : [good, lot('B', '2026-01-31', false), lot('C', '2028-12-31', true)]
    }),
    packs: SOLD.flatMap(({ tracePrefix, ...drug }) => {
      if (tracePrefix === null) return []
      const { own } = articleOf({ ...drug, tracePrefix })
      const box = (serial: number, lot: string) => ({
        code: `${tracePrefix}${String(serial).padStart(SERIAL_DIGITS, '0')}`,
        drugId: own,
        lotId: `${own}-${lot}`,
      })
      return [...Array.from({ length: BOXES }, (_, index) => box(index + 1, 'A')), box(BOXES + 1, 'B'), box(BOXES + 2, 'C')]
    }),
  }
}

function articleOf({ genericName }: Drug): Article {
  const article = articles[genericName]
  if (article === undefined) throw new Error(`the training shop does not know ${genericName}`)
  return article
}

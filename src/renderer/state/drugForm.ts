import type { DrugFields, DrugView } from '../../shared/contract/stock/catalogue.ts'
import { formatPrice, type Price, parsePrice } from '../../shared/domain/money.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { specialClasses } from '../../shared/domain/specialClasses.ts'
import { type Fault, faultOf } from './form.ts'

/** The lines of a drug's form that are written into, with as many characters as each takes. */
export const drugTexts = Object.freeze({
  id: 30,
  nationalCode: 50,
  name: 200,
  productName: 200,
  dosageForm: 50,
  specification: 100,
  manufacturer: 200,
  approvalNumber: 100,
  unit: 20,
  pieceUnit: 20,
  piecesPerPack: 5,
  price: 16,
  barcode: 14,
  shelf: 20,
  prefixes: 160,
} as const)
export type DrugText = keyof typeof drugTexts

/** What a drug cannot be without. */
export const neededTexts = Object.freeze([
  'id',
  'nationalCode',
  'name',
  'specification',
  'manufacturer',
  'unit',
  'price',
] as const)

/** A drug as it is typed. */
export type DrugValues = Readonly<Record<DrugText | 'prescriptionDrug' | 'isTraced' | 'level' | 'special', string>>

const emptyValues: DrugValues = Object.freeze({
  ...(Object.fromEntries(Object.keys(drugTexts).map((name) => [name, ''])) as Record<DrugText, string>),
  piecesPerPack: '1',
  prescriptionDrug: 'yes',
  isTraced: 'yes',
  level: '',
  special: '',
})

/** What stands in the form of a drug; of a new one where there is none. */
export function drugValues(view: Pick<DrugView, 'drug' | 'prefixes'> | null): DrugValues {
  if (view === null) return emptyValues
  const { drug, prefixes } = view
  return {
    ...drug,
    piecesPerPack: String(drug.piecesPerPack),
    price: formatPrice(drug.price as Price),
    barcode: drug.barcode ?? '',
    prefixes: prefixes.join(' '),
    isTraced: drug.isTraced ? 'yes' : 'no',
    level: drug.level ?? '',
    special: drug.special.join(' '),
  }
}

/** What is sent of a form; the first line that cannot be, as a fault. The station looks at the rest. */
export function drugInput(values: DrugValues): Result<{ readonly drug: DrugFields; readonly prefixes: string[] }, Fault> {
  const wrong = (field: DrugText): Result<never, Fault> => err(faultOf({ code: 'INPUT_INVALID', field }))
  const price = parsePrice(values.price.trim())
  if (price === null) return wrong('price')
  const piecesPerPack = Number(values.piecesPerPack.trim())
  if (!Number.isInteger(piecesPerPack) || piecesPerPack < 1) return wrong('piecesPerPack')
  const prefixes = values.prefixes.split(/[\s、,，]+/).filter((prefix) => prefix !== '')
  if (prefixes.some((prefix) => !/^\d{7}$/.test(prefix))) return wrong('prefixes')
  const { prefixes: _prefixes, prescriptionDrug, level, special, ...texts } = values
  return ok({
    prefixes,
    drug: {
      ...texts,
      pieceUnit: texts.pieceUnit.trim() === '' ? texts.unit : texts.pieceUnit,
      price,
      piecesPerPack,
      barcode: texts.barcode.trim() === '' ? null : texts.barcode.trim(),
      prescriptionDrug: prescriptionDrug === 'no' || prescriptionDrug === 'both' ? prescriptionDrug : 'yes',
      isTraced: texts.isTraced === 'yes',
      level: level === 'A' || level === 'B' || level === 'C' ? level : null,
      special: specialClasses.filter((one) => special.split(' ').includes(one)),
    },
  })
}

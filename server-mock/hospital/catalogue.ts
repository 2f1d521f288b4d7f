import { scales, writeCount, writeDecimal } from '../money.ts'
import type { PrescriptionInterface } from '../prescription/interface.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Drug } from '../store/drugs.ts'
import { chinaTime } from '../time.ts'
import { stockInArea } from './areaStock.ts'

/**
 * 7211 电子处方药品目录查询 (F 3.1.2, 4.1.1): the drugs that may circulate, in the order of their codes, with what each pharmacy of the area has. Whoever asks late in
 * the row gets an empty page.
 */
export const catalogue: PrescriptionInterface = (context, { data, caller }) => {
  if (textOf(data, 'fixmedinsCode') !== caller.code) return refuse('700006', 'fixmedinsCode', '须为该 appId 的机构')
  const [page, size] = [Number(textOf(data, 'pageNum')), Number(textOf(data, 'pageSize'))]
  if (page < 1) return refuse('-2', 'pageNum', '须从 1 开始')
  const most = context.province.largestPage.value
  if (size < 1 || size > most) return refuse('-2', 'pageSize', `须为 1 至 ${most}`)
  const [code, name] = [textOf(data, 'medListCodg'), textOf(data, 'drugGenname')]
  const all = context.store.drugs
    .list()
    .filter(circulates)
    .filter((drug) => (code === '' || drug.code === code) && drug.genericName.includes(name))
  const pages = Math.max(1, Math.ceil(all.length / size))
  const start = (page - 1) * size
  const rows = all.slice(start, start + size)
  return give({
    pageNum: page,
    pageSize: size,
    size: rows.length,
    startRow: start + 1,
    pages,
    recordCounts: all.length,
    firstPage: String(page === 1),
    lastPage: String(page >= pages),
    data: rows.map((drug) => ({
      medListCodg: drug.code,
      rxItemTypeCode: drug.itemType,
      drugGenname: drug.genericName,
      drugProdname: drug.productName,
      drugDosform: drug.dosageForm,
      drugSpec: drug.spec,
      drugDosunt: drug.unit,
      prdrName: drug.maker,
      aprvno: drug.approval,
      chrgitmLv: drug.level,
      rxFlag: drug.prescriptionFlag,
      dualChnlFlag: String(drug.dualChannel),
      stockList: stockInArea(context, caller.area, drug.code).map(({ pharmacy, quantity, price, at }) => ({
        fixmedinsCode: pharmacy.code,
        fixmedinsName: pharmacy.name,
        invCnt: writeCount(quantity),
        ...(price === null ? {} : { pric: writeDecimal(price, scales.price) }),
        updtTime: chinaTime(at).dateTime,
      })),
    })),
  })
}

/** Whether a drug may leave the hospital on a prescription at all. */
export function circulates(drug: Drug): boolean {
  return drug.covered === 1 && drug.specialClass === null
}

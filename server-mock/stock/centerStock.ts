import type { InsuranceInterface } from '../insurance/interface.ts'
import { isObject } from '../json.ts'
import { scales, writeCount, writeDecimal } from '../money.ts'
import { give, refuse, textOf } from '../refusal.ts'
import { chinaTime } from '../time.ts'

/**
 * 35081 实时商品库存查询: latest counts + movements since (F 3.3.2), by own article, with the price of the last sale, or else of the last change. A pharmacy asks for itself (F 4.2.1), a
 * hospital for pharmacies (F 4.1.2).
 */
export const centerStock: InsuranceInterface = (context, { input, institution }) => {
  const data = isObject(input.data) ? input.data : {}
  const asked = textOf(data, 'fixmedins_code')
  if (institution.kind === 'pharmacy' && asked !== institution.code) {
    return refuse('1003', 'data.fixmedins_code', '定点零售药店只能查询本店库存 (F 4.2.1)')
  }
  if (context.store.registry.institution(asked) === undefined) return refuse('1001', 'data.fixmedins_code', '机构未接入')
  const textOrNull = (name: string): string | null => textOf(data, name) || null
  const levels = context.store.stock.levels(asked, textOrNull('med_list_codg'), textOrNull('medins_list_codg'))
  return give({
    data: levels.map((level) => ({
      medListCodg: level.drug,
      medinsListCodg: level.article,
      medinsListName: level.articleName,
      invCnt: writeCount(level.quantity),
      ...(level.price === null ? {} : { pric: writeDecimal(level.price, scales.price) }),
      rxFlag: level.prescriptionFlag,
      updtTime: chinaTime(level.at).dateTime,
    })),
  })
}

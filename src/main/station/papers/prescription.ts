import type { CaseLine } from '../../../shared/contract/case.ts'
import type { PrescriptionOwner } from '../../../shared/domain/prescription.ts'
import { shanghaiDate, shanghaiDateTime } from '../../../shared/domain/shanghaiTime.ts'
import type { CaseFacts } from './facts.ts'
import type { Block, Field } from './paper.ts'

const genders: Readonly<Record<PrescriptionOwner['gender'], string>> = { male: '男', female: '女', unknown: '未说明' }

const SIGN_HERE = '_'.repeat(16)

/**
 * The prescription as it was downloaded, for the pharmacist's signature and the shop's archive: whose, by whom, for what, the drugs with their usage and dosage, what the
 * review said, and who has to sign (审核, 调配, 核对, 发药: 处方管理办法 第三十三条). It stays in the shop, so it has the whole name; of the number the last four.
 */
export function prescription({ view, prescription: downloaded, reviewer }: CaseFacts): readonly Block[] {
  const { patient, review } = view
  const owner = downloaded?.owner
  return [
    fields([
      ['处方编号', view.hiRxno],
      ['开方医疗机构', view.hospital],
      ['科室', view.department],
    ]),
    { kind: 'rule' },
    fields([
      ['姓名', patient.name],
      ['性别年龄', owner && `${genders[owner.gender]}  ${ageOf(owner)}`],
      ['证件尾号', patient.lastFour],
      ['门诊号', downloaded?.visitNumber],
      ['开方日期', downloaded && shanghaiDate(downloaded.prescribedAt)],
      ['有效期至', shanghaiDateTime(view.validUntil)],
      ['本店单据号', view.document],
      ['长期处方', view.longTerm ? '是' : null],
      ['慢特病', downloaded?.chronicDisease?.name],
      ['诊断', view.diagnosis],
      ['过敏史', view.allergies],
    ]),
    { kind: 'rule' },
    { kind: 'text', text: 'Rp', isBold: true },
    ...view.lines.flatMap((line, index) => drugOf(line, downloaded?.lines[index]?.footnote ?? null)),
    { kind: 'text', text: '（以下空白）', isCentred: true },
    { kind: 'rule' },
    fields([
      ['医师', view.doctor],
      ['医疗机构审核药师', downloaded?.hospitalPharmacist.name],
      ['本店审方', review && (review.isApproved ? '通过' : '不通过')],
      ['审方时间', review && shanghaiDateTime(review.at)],
      ['审方药师', reviewer?.name],
      ['注册证编号', reviewer?.licence],
      ['审方意见', review?.opinion],
    ]),
    { kind: 'blank' },
    fields([
      ['审核签字', SIGN_HERE],
      ['调配签字', SIGN_HERE],
    ]),
    { kind: 'blank' },
    fields([
      ['核对签字', SIGN_HERE],
      ['发药签字', SIGN_HERE],
    ]),
  ]
}

function drugOf(line: CaseLine, footnote: string | null): readonly Block[] {
  const article = [`${line.number}. ${line.genericName}`, line.specification, line.manufacturer].filter(Boolean).join('  ')
  return [
    { kind: 'row', name: article, quantity: '', amount: line.prescribed },
    { kind: 'text', text: `   用法用量：${line.directions}`, isBold: true },
    ...(footnote ? [{ kind: 'text', text: `   ${footnote}` } satisfies Block] : []),
  ]
}

/** What nobody told is left out. */
function fields(given: readonly (readonly [label: string, value: string | null | undefined])[]): Block {
  return { kind: 'fields', fields: given.flatMap(([label, value]): readonly Field[] => (value ? [{ label, value }] : [])) }
}

/** Of a child under fourteen to the tenth of a year, since doses follow it. */
function ageOf({ ageTenths }: PrescriptionOwner): string {
  return `${ageTenths < 140 ? ageTenths / 10 : Math.floor(ageTenths / 10)} 岁`
}

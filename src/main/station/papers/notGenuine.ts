import type { CaseVerdict } from '../../../shared/contract/case.ts'
import { maskName } from '../../../shared/domain/personNames.ts'
import { shanghaiDateTime } from '../../../shared/domain/shanghaiTime.ts'
import type { CaseFacts } from './facts.ts'
import { type Block, pair } from './paper.ts'

const ownWords: Readonly<Record<CaseVerdict['own'], string>> = {
  genuine: '签名有效',
  altered: '文件在签名之后被改动过',
  unsigned: '文件里没有签名',
  unreadable: '文件里的签名无法识别',
}

/** The account of a prescription's file that is not genuine, for the local 医保 office that must be asked (N 8.6.4 b). */
export function notGenuine({ view, shop, checked }: CaseFacts): readonly Block[] {
  const { verdict, patient } = view
  return [
    pair('医保电子处方编号', view.hiRxno),
    pair('本店单据号', view.document),
    pair('开方医疗机构', view.hospital),
    pair('科室', view.department),
    pair('医师', view.doctor ?? ''),
    pair('参保人', `${maskName(patient.name)}（证件尾号 ${patient.lastFour}）`),
    { kind: 'rule' },
    pair('处方中心验真', verdict?.center === 'genuine' ? '通过' : '未通过'),
    ...(verdict?.words ? [pair('处方中心的答复', verdict.words)] : []),
    ...(verdict ? [pair('本店对文件签名的核对', ownWords[verdict.own])] : []),
    ...(verdict?.signer ? [pair('签名机构', verdict.signer)] : []),
    ...(checked ? [pair('验真时间', shanghaiDateTime(checked.at)), pair('经办人', checked.by ?? '')] : []),
    { kind: 'rule' },
    { kind: 'text', text: '该处方没有审方、没有调配、没有结算，现报请医保部门核实。' },
    pair('医保部门', shop.officeName),
    pair('电话', shop.officePhone),
    pair('定点医药机构', shop.name),
    pair('机构代码', shop.code),
    { kind: 'blank' },
    { kind: 'text', text: '联系情况：' },
    { kind: 'blank' },
    { kind: 'blank' },
    pair('经办人签字：', '店章：            '),
  ]
}

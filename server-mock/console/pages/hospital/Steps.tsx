import type { ReactElement } from 'react'
import type { HospitalStepView } from '../../../admin/hospital/contract.ts'
import { Word } from '../../components/Word.tsx'

const names: Readonly<Record<string, string>> = {
  'ec.query': '读取医保电子凭证',
  '9001': '签到',
  '2201': '门诊挂号登记',
  '2203': '就诊信息上传',
  '3101': '明细审核提醒',
  '7101': '处方预核验',
  '7102': '医保电子签名',
  '7103': '处方上传',
  '7104': '处方撤销',
  '7105': '处方信息查询',
  '7106': '审方结果查询',
  '7107': '取药结果查询',
}

/** What was sent, in order, and what the province said to it. */
export function Steps({ steps }: { readonly steps: readonly HospitalStepView[] }): ReactElement {
  return (
    <ol className="steps">
      {steps.map(({ interface: number, code, message }) => (
        <li key={number}>
          <span>{`${number} ${names[number] ?? ''}`}</span>
          <Word tone={code === '0' ? 'good' : 'bad'}>{code === '0' ? '通过' : `拒绝 ${code}`}</Word>
          {code !== '0' && <p>{message}</p>}
        </li>
      ))}
    </ol>
  )
}

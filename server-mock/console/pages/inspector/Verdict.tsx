import type { ReactElement } from 'react'
import type { MessageSummary } from '../../../admin/inspector/contract.ts'
import { Word } from '../../components/Word.tsx'

/** What became of a message, in words. */
export function Verdict({ message: { accepted, code, fault, gone } }: { readonly message: MessageSummary }): ReactElement {
  return (
    <>
      <Word tone={accepted ? 'good' : 'bad'}>{accepted ? '接受' : code === '' ? '未处理' : `拒绝 ${code}`}</Word>
      {fault !== null && <Word tone="warn">{`故障 ${fault}`}</Word>}
      {gone && <Word tone="warn">对方已断开</Word>}
    </>
  )
}

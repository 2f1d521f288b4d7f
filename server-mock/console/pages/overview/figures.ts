import type { MessageView, PrescriptionView } from '../../../admin/contract.ts'

export interface Figure {
  readonly name: string
  readonly count: number
  readonly tone: 'plain' | 'good' | 'bad' | 'quiet'
}

/** What is counted on the first page. A used prescription counts as used alone, whatever has become of its validity. */
export function figuresOf(prescriptions: readonly PrescriptionView[], messages: readonly MessageView[]): readonly Figure[] {
  const open = prescriptions.filter(({ used }) => !used)
  const inState = (wanted: PrescriptionView['state']): number => open.filter(({ state }) => state === wanted).length
  const refused = messages.filter(({ accepted }) => !accepted).length
  return [
    { name: '待取药处方', count: inState('valid'), tone: 'good' },
    { name: '已取药', count: prescriptions.length - open.length, tone: 'plain' },
    { name: '已撤销', count: inState('withdrawn'), tone: 'quiet' },
    { name: '已失效', count: inState('expired'), tone: 'quiet' },
    { name: '报文', count: messages.length, tone: 'plain' },
    { name: '被拒绝', count: refused, tone: refused > 0 ? 'bad' : 'quiet' },
  ]
}

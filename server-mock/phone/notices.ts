import type { CenterContext } from '../context.ts'
import { statesOf } from '../prescription/state.ts'
import type { Prescription } from '../store/prescriptions.ts'
import { chinaTime } from '../time.ts'

/** What happened to a prescription that its owner is told; institutions by their code. */
export type Event =
  | { readonly kind: 'uploaded' }
  | { readonly kind: 'withdrawn'; readonly reason: string }
  | { readonly kind: 'reviewed'; readonly institution: string; readonly approved: boolean; readonly opinion: string }
  | { readonly kind: 'settled'; readonly institution: string }
  /** revoked by 2103, or as if it had never been by 2601 */
  | { readonly kind: 'unsettled'; readonly by: '2103' | '2601' }
  | { readonly kind: 'delivered'; readonly institution: string }

/**
 * Keeps a message for the owner of a prescription: whoever shows the owner's access token on channel D is told it (N 9.3.2 item 6). To be called after the change
 * that it tells of, in the same transaction: the message carries the states as they are then.
 */
export function notify(context: CenterContext, hiRxno: string, event: Event): void {
  const { store, clock } = context
  const prescription = store.prescriptions.find(hiRxno)
  if (prescription === undefined) throw new Error(`there is no prescription ${hiRxno} to tell of`)
  const at = clock.now()
  store.notices.add({
    id: store.nextSerial('notice'),
    person: prescription.person,
    hiRxno,
    kind: event.kind,
    content: sentenceOf(context, prescription, event),
    states: JSON.stringify(statesOf(prescription, at)),
    at,
  })
}

function sentenceOf({ store }: CenterContext, prescription: Prescription, event: Event): string {
  const { hospitalName, validUntil, diagnosis } = prescription
  const named = `${hospitalName}开具的电子处方（${diagnosis}）`
  const nameOf = (code: string): string => store.registry.institution(code)?.name ?? '定点医药机构'
  switch (event.kind) {
    case 'uploaded':
      return `${named}已上传，有效期至 ${chinaTime(validUntil).dateTime}。`
    case 'withdrawn':
      return `${named}已由医疗机构撤销，原因：${event.reason}。`
    case 'reviewed':
      return event.approved
        ? `${named}经${nameOf(event.institution)}药师审核通过。`
        : `${named}经${nameOf(event.institution)}药师审核未通过，意见：${event.opinion}。`
    case 'settled':
      return `${named}已在${nameOf(event.institution)}结算。`
    case 'unsettled':
      return `${named}的结算已${event.by === '2103' ? '撤销' : '冲正'}，处方恢复为未使用。`
    case 'delivered':
      return `${named}由${nameOf(event.institution)}配送完成，已签收。`
  }
}

import { z } from 'zod'
import { noticeTypes } from '../../src/shared/wire/index.ts'
import { give, textOf } from '../refusal.ts'
import type { Notice, NoticeKind } from '../store/notices.ts'
import { chinaTime } from '../time.ts'
import { ownerOfAccess } from './identity.ts'
import type { PhoneInterface } from './interface.ts'

/** The wire's table says it as well. */
const AT_ONCE = 100

const TYPES = {
  uploaded: '1',
  withdrawn: '2',
  reviewed: '3',
  settled: '4',
  unsettled: '5',
  delivered: '6',
} as const satisfies Record<NoticeKind, keyof typeof noticeTypes>

const States = z.record(z.string(), z.string())

/** rx.notice (N 8.2.4 g, 9.3.2 item 6): what the owner was told since the message that the application had last; asked again it says the same. */
export const tellMessages: PhoneInterface = (context, { data, caller: application }) => {
  const found = ownerOfAccess(context, textOf(data, 'accessToken'), application)
  if (!found.ok) return found
  const after = Number(textOf(data, 'lastMsgNo'))
  return give({ msgList: context.store.notices.of(found.person.identityNumber, after, AT_ONCE).map(messageOf) })
}

function messageOf({ id, kind, hiRxno, states, content, at }: Notice) {
  const type = TYPES[kind]
  return {
    msgNo: String(id),
    msgType: type,
    msgTypeName: noticeTypes[type],
    hiRxno,
    ...States.parse(JSON.parse(states)),
    msgContent: content,
    msgTime: chinaTime(at).dateTime,
  }
}

import { type ReactElement, useCallback } from 'react'
import type { Center } from '../../api/center.tsx'
import { useAsked } from '../../api/useAsked.ts'
import { Answer } from '../../components/Answer.tsx'
import { phoneOf } from './phone.ts'

const NOTICES = ['notices'] as const

/** What the center has told the owner, the newest first. */
export function MessagesTab({ person }: { readonly person: string }): ReactElement {
  const messages = useAsked(
    useCallback(({ call }: Pick<Center, 'call'>) => phoneOf(call, person).messages(), [person]),
    NOTICES,
  )
  return (
    <>
      <h3>消息</h3>
      <Answer
        of={messages}
        isEmpty={(value) => value.length === 0}
        empty="还没有消息。处方上传、撤销、审核、结算、配送时会收到。"
      >
        {(value) => (
          <ul className="phone-list" data-testid="phone-messages">
            {value.map(({ msgNo, msgTypeName, msgContent, msgTime }) => (
              <li key={msgNo}>
                <strong>{msgTypeName}</strong>
                <time>{msgTime}</time>
                <p>{msgContent}</p>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </>
  )
}

import { createContext, type ReactElement, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { type AdminCall, type AdminClient, AdminRefusal, createAdminCall, createAdminClient } from '../../admin/client.ts'
import { ADMIN_PREFIX } from '../../admin/contract.ts'
import type { Area } from '../../changes.ts'
import { followChanges, type Link } from './changes.ts'

/** The center as the pages see it. */
export interface Center {
  readonly admin: AdminClient
  /** for requests that have a client of their own */
  readonly call: AdminCall
  readonly link: Link
  /** `listener` is called whenever one of `watched` changed; the answer ends it */
  readonly onChange: (watched: readonly Area[], listener: () => void) => () => void
}

const CenterContext = createContext<Center | null>(null)

/** The center that the page talks to; only below a `CenterProvider`. */
export function useCenter(): Center {
  const center = useContext(CenterContext)
  if (center === null) throw new Error('there is no CenterProvider above')
  return center
}

interface Props {
  readonly token: string
  readonly children: ReactNode
}

/** Follows the center with this token for as long as the page stands. */
export function CenterProvider({ token, children }: Props): ReactElement {
  const [link, setLink] = useState<Link>('connecting')
  const listeners = useRef(new Set<{ readonly watched: readonly Area[]; readonly listener: () => void }>())

  useEffect(
    () =>
      followChanges({
        open: (signal) => fetch(`${ADMIN_PREFIX}/events`, { headers: { authorization: `Bearer ${token}` }, signal }),
        onLink: setLink,
        onChanged: (changed) => {
          for (const { watched, listener } of listeners.current) if (watched.some((area) => changed.has(area))) listener()
        },
      }),
    [token],
  )

  const constant = useMemo(
    () => ({
      admin: createAdminClient(ADMIN_PREFIX, token),
      call: createAdminCall(ADMIN_PREFIX, token),
      onChange: (watched: readonly Area[], listener: () => void) => {
        const entry = { watched, listener }
        listeners.current.add(entry)
        return () => {
          listeners.current.delete(entry)
        }
      },
    }),
    [token],
  )
  const center = useMemo(() => ({ ...constant, link }), [constant, link])
  return <CenterContext value={center}>{children}</CenterContext>
}

/** What the province said on one of its channels instead of doing what it was asked to, in its own words. */
class ProvinceRefusal extends Error {}

/** The content of a province's answer. Throws its refusal. */
export function contentOf<T>(
  answer: { readonly ok: true; readonly content: T } | { readonly ok: false; readonly code: string; readonly message: string },
): T {
  if (answer.ok) return answer.content
  throw new ProvinceRefusal(`${answer.message}（${answer.code}）`)
}

/** A sentence for a person, whatever an act of the center failed with. */
export function sentenceOf(error: unknown): string {
  if (error instanceof AdminRefusal) return `中心没有接受：${error.reason}`
  if (error instanceof ProvinceRefusal) return `省平台没有接受：${error.message}`
  if (error instanceof TypeError) return '连接中断，中心没有回答。'
  return `中心的回答无法读取：${error instanceof Error ? error.message : String(error)}`
}

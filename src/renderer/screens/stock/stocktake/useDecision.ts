import { useState } from 'react'
import type { Failure } from '../../../../shared/contract/failures.ts'
import type { Result } from '../../../../shared/domain/result.ts'
import type { Ask } from '../../../state/store.ts'

/** What is decided of a stocktake, and why it was refused. Giving it up wants a second press. */
export function useDecision(ask: Ask, id: string, reload: () => void) {
  const [refused, setRefused] = useState<Failure | null>(null)
  const [isSure, setSure] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const decide = (asked: () => Promise<Result<unknown, Failure>>, done: () => void): void => {
    if (isBusy) return
    setBusy(true)
    setSure(false)
    void asked().then((result) => {
      setBusy(false)
      setRefused(result.ok ? null : result.failure)
      if (result.ok) done()
    })
  }
  return {
    refused,
    isSure,
    recount: (drugId: string, done: () => void) => decide(() => ask('stocktake.recount', { id, drugId }), done),
    approve: () => decide(() => ask('stocktake.approve', { id }), reload),
    cancel: () => {
      if (isSure) decide(() => ask('stocktake.cancel', { id }), reload)
      else setSure(true)
    },
  }
}

import type { SignedCall } from '../../gateways/gateways.ts'
import type { Outcome } from '../../gateways/outcome.ts'
import { policies } from '../../gateways/policies.ts'
import type { Exchange } from '../../journal/journal.ts'
import type { Sent, Told } from '../messages.ts'
import type { Work } from './caseSteps.ts'
import type { MoneyPorts } from './settlement.ts'

/** One line of goods that leaves (3505) or comes back (3506). */
export interface Movement {
  readonly number: '3505' | '3506'
  /** of its business keys */
  readonly base: string
  /** of its batch serials */
  readonly serial: string
  readonly send: (work: Work, call: SignedCall, batchSerial: string) => Promise<Outcome<null>>
}

interface MovementState {
  readonly key: string
  readonly serial: string
  readonly isMade: boolean
  /** its answer is missing: nobody knows whether it stands */
  readonly isLost: boolean
}

/**
 * The movements of the stock, which are never repeated (policies): a lost one is deleted with 3507 under its batch serial and made anew under the
 * next. What became of each stands in the journal alone.
 */
export function createMovements({ journal, steps, messages }: MoneyPorts) {
  function stateOf({ number, base, serial }: Movement): MovementState {
    for (let round = 1; ; round++) {
      const key = `${base}/${round}`
      if (journal.find('3507', deletionKey(number, key)).some(isDeleted)) continue
      const own = journal.find(number, key)
      return {
        key,
        // a point: the second round of line 1 is not line 12
        serial: round === 1 ? serial : `${serial}.${round}`,
        isMade: own.some(({ state }) => state === 'acknowledged'),
        isLost: own.some(({ state }) => state === 'unknown'),
      }
    }
  }

  /** 3507: the movement is gone, or never was. */
  async function remove(work: Work, movement: Movement): Promise<Told<null>> {
    const { key, serial: batchSerial } = stateOf(movement)
    return begun(
      messages.send(work, steps.find(work.caseId).visitId, {
        number: '3507',
        businessKey: deletionKey(movement.number, key),
        call: { signed: (call) => work.gateways.stock.deleteUpload({ ...call, batchSerial, of: 'sale' }) },
        settled: (told) => {
          if (told.kind !== 'done') return
          for (const { id, state } of journal.find(movement.number, key)) if (state === 'unknown') journal.resolve(id, 'undone')
        },
      }),
    )
  }

  /** Makes the movement; one that stands already is left alone, a lost one deleted first. */
  async function make(work: Work, movement: Movement): Promise<Told<null>> {
    const before = stateOf(movement)
    if (before.isMade) return { kind: 'done', value: null }
    if (before.isLost) {
      const removed = await remove(work, movement)
      // as long as it cannot be deleted nobody knows whether it stands
      if (removed.kind !== 'done') return { ...removed, kind: 'unknown' }
    }
    const { key: businessKey, serial } = stateOf(movement)
    return begun(
      messages.send(work, steps.find(work.caseId).visitId, {
        number: movement.number,
        businessKey,
        call: { signed: (call) => movement.send(work, call, serial) },
      }),
    )
  }

  return { stateOf, make, remove }
}

/** Without a business sign-in nothing left. */
async function begun(sending: Promise<Sent<null>>): Promise<Told<null>> {
  const told = await sending
  return told.kind === 'notBegun' ? { ...told, kind: 'neverSent' } : told
}

function deletionKey(number: Movement['number'], key: string): string {
  return `${number}/${key}`
}

function isDeleted({ state, failureCode }: Exchange): boolean {
  const isGone = policies['3507'].doneBy.some((code) => code === failureCode)
  return state === 'acknowledged' || (state === 'refused' && isGone)
}

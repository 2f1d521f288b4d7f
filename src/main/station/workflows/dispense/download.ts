import type { CaseVerdict } from '../../../../shared/contract/case.ts'
import { failure } from '../../../../shared/contract/failures.ts'
import { isSamePerson } from '../../../../shared/domain/personNames.ts'
import type { Verification } from '../../gateways/gateways.ts'
import type { Store } from '../../store/store.ts'
import type { Messages } from '../messages.ts'
import type { CaseSteps, Ending, Work } from './caseSteps.ts'
import { heldOf, patientOf } from './parties.ts'

/** What our own check of a prescription's file says. */
export type OwnVerdict = Pick<CaseVerdict, 'own' | 'signer'>

export interface DownloadPorts {
  readonly store: Store
  readonly steps: CaseSteps
  readonly messages: Messages
  readonly checkFile: (file: Uint8Array) => Promise<OwnVerdict>
}

/** 7204 and 7205: the prescription comes into the shop, and is proved genuine. */
export function createDownload({ store, steps, messages, checkFile }: DownloadPorts) {
  return {
    /** 7204 (N 8.5). A prescription of somebody else than the person at the counter is not kept, and its case given up. */
    download: (work: Work): Promise<boolean> => {
      const { caseId, operator, gateways } = work
      const record = steps.find(caseId)
      const patient = patientOf(record, store)
      return steps.exchange(work, {
        action: { kind: 'download' },
        message: {
          number: '7204',
          businessKey: messages.openKey('7204', `${caseId}/download`),
          call: {
            plain: () => gateways.prescriptionCenter.download({ ...heldOf(record, store), insuranceArea: patient.insuranceArea }),
          },
        },
        done: (downloaded): Ending => {
          if (downloaded === null) throw new Error('7204 has no answer that says it was done before')
          const { prescription, file } = downloaded
          const { validUntil } = prescription
          if (isSamePerson(prescription.owner, patient)) {
            return { pieces: { prescription, verdict: null }, validUntil, also: () => store.cases.putFile(caseId, file) }
          }
          const reason = { failure: failure('PRESCRIPTION_NOT_OWNED'), failedAt: steps.now() }
          return { also: () => void steps.apply(caseId, { type: 'abandon' }, operator, reason) }
        },
      })
    },

    /** 7205 (N 8.6.4 a), and our own look at the signature in the file beside it: a file that was altered is not genuine whatever the center says. */
    verify: (work: Work): Promise<boolean> => {
      const { caseId, gateways } = work
      const record = steps.find(caseId)
      const file = store.cases.file(caseId)
      if (file === null) throw new Error(`case ${caseId} has no file`)
      let own: OwnVerdict = { own: 'unreadable', signer: null }
      return steps.ask(
        work,
        {
          action: { kind: 'verify' },
          done: (verification): Ending => {
            if (verification === null) throw new Error('7205 has no answer that says it was done before')
            const verdict = { ...centerVerdict(verification), ...own }
            // a file that carries no signature of its own, or in a form we cannot read, is for the center alone to judge
            const isGenuine = verification.isGenuine && own.own !== 'altered'
            const stopped = { failure: failure('PRESCRIPTION_NOT_GENUINE'), failedAt: steps.now() }
            return { verdict: isGenuine, pieces: { verdict, ...(isGenuine ? {} : stopped) } }
          },
        },
        async () => {
          const [answer, check] = await Promise.all([
            gateways.prescriptionCenter.verify({ ...heldOf(record, store), file }),
            checkFile(file.bytes),
          ])
          own = check
          return answer
        },
      )
    },
  }
}

function centerVerdict(verification: Verification): Pick<CaseVerdict, 'center' | 'words'> & { readonly serial: string | null } {
  return verification.isGenuine
    ? { center: 'genuine', words: '', serial: verification.serial }
    : { center: 'notGenuine', words: verification.words, serial: null }
}

import type { Logger } from 'pino'
import type { PictureGiven } from '../../../shared/contract/pictures.ts'
import { err, type Result } from '../../../shared/domain/result.ts'
import type { Paper } from '../papers/paper.ts'
import type { OwnVerdict } from '../workflows/dispense/download.ts'
import type { ImportFile } from './catalogue/importFile.ts'
import type { DeliveryFile } from './deliveries/deliveryFile.ts'
import type { JobInput, JobName, JobOutput } from './jobs.ts'
import type { FoundCode } from './pictures/readCodes.ts'
import { createWorker } from './pool.ts'
import type { TableRefusal } from './tables/table.ts'

/** What the station has its worker do. */
export interface Work {
  /** our own look at a prescription's file; a file that the worker died of could not be read */
  checkFile(file: Uint8Array): Promise<OwnVerdict>
  /** a paper as a PDF. Throws when the worker died of it. */
  renderPdf(paper: Paper): Promise<Uint8Array>
  /** a file of drugs (base64), compared with the books in `database`; one that the worker died of could not be read */
  importFile(given: { readonly file: string; readonly database: string }): Promise<Result<ImportFile, TableRefusal>>
  /** any other job of the list, beside those for which a patient waits; throws when the worker died over it */
  run<N extends JobName>(name: N, input: JobInput<N>): Promise<JobOutput<N>>
  /** a supplier's note or relation file (base64); one that the worker died of could not be read */
  readDeliveryFile(file: string): Promise<Result<DeliveryFile, TableRefusal>>
  /** the codes in a picture; null for one that is none, or that the worker died of */
  readPicture(given: PictureGiven): Promise<readonly FoundCode[] | null>
  close(): Promise<void>
}

/** The station's worker, in the station's words. */
export function createWork(log: Logger): Work {
  const died = (error: unknown): void => log.error({ err: error }, 'the worker died')
  const worker = createWorker(died)
  // a thread of its own, so that no patient waits for a report, a comparison or an import
  const reader = createWorker(died)
  // and another for pictures: a live one waits for nothing and keeps nobody waiting
  const eye = createWorker(died)
  return {
    checkFile: async (file) => {
      const checked = await worker.run('checkFile', file)
      if (!checked.ok) return { own: 'unreadable', signer: null }
      return { own: checked.value.kind, signer: checked.value.kind === 'genuine' ? checked.value.signer.institutionName : null }
    },
    renderPdf: async (paper) => {
      const made = await worker.run('paper', paper)
      if (!made.ok) throw new Error('the worker died over a paper')
      return made.value
    },
    importFile: async (given) => {
      const read = await reader.run('importFile', given)
      return read.ok ? read.value : err('FILE_UNREADABLE')
    },
    run: (name, input) =>
      reader.run(name, input).then((done) => {
        if (!done.ok) throw new Error(`the worker died over ${name}`)
        return done.value
      }),
    readDeliveryFile: async (file) => {
      const read = await reader.run('deliveryFile', file)
      return read.ok ? read.value : err('FILE_UNREADABLE')
    },
    readPicture: async (given) => {
      const read = await eye.run('readPicture', given)
      return read.ok ? read.value : null
    },
    close: async () => void (await Promise.all([worker.close(), reader.close(), eye.close()])),
  }
}

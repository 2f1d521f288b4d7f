import type { Logger } from 'pino'
import type { Paper } from '../papers/paper.ts'
import type { OwnVerdict } from '../workflows/dispense/download.ts'
import { createWorker } from './pool.ts'

/** What the station has its worker do. */
export interface Work {
  /** our own look at a prescription's file; a file that the worker died of could not be read */
  checkFile(file: Uint8Array): Promise<OwnVerdict>
  /** a paper as a PDF. Throws when the worker died of it. */
  renderPdf(paper: Paper): Promise<Uint8Array>
  close(): Promise<void>
}

/** The station's worker, in the station's words. */
export function createWork(log: Logger): Work {
  const worker = createWorker((error) => log.error({ err: error }, 'the worker died'))
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
    close: worker.close,
  }
}

import { setImmediate as immediately } from 'node:timers/promises'
import { z } from 'zod'
import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import type { ImportPreview } from '../../../../../shared/contract/stock/catalogue.ts'
import type { Price } from '../../../../../shared/domain/money.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import type { Drug } from '../../../store/goods.ts'
import type { Store } from '../../../store/store.ts'
import { ImportLine } from '../../../workers/catalogue/columns.ts'
import type { ImportFile } from '../../../workers/catalogue/importFile.ts'
import type { Work } from '../../../workers/work.ts'
import type { Ended, Progress, Tasks } from './tasks.ts'

/** Lines that are written at a stretch. */
const SLICE = 100
const STATE = 'catalogue.import'
/** `staging`: its lines are being put on disk, none of them counts. `applying`: all of them are there, and all will count, whatever happens. */
const ImportState = z
  .strictObject({ stage: z.enum(['staging', 'applying']), of: z.int(), accountId: z.string().nullable() })
  .nullable()
const Slice = z.array(ImportLine)

/** Files of drugs: looked at first, then taken over whole or not at all. */
export interface Importing {
  /** FILE_TOO_LARGE, FILE_UNREADABLE; else what the file would do */
  preview(file: string): Promise<Result<ImportPreview, Failure>>
  /** begins to take over what was looked at last: IMPORT_GONE when that was another one, IMPORT_FAULTY while something is at fault in it */
  begin(previewId: string, operator: Person): Result<void, Failure>
  /** after a start: what was not wholly on disk is forgotten, what was is carried out */
  recover(): void
}

export interface ImportingPorts {
  readonly store: Store
  readonly tasks: Tasks
  readonly work: Pick<Work, 'importFile'>
  /** of these books */
  readonly database: string
  readonly newId: () => string
  /** the station is closing: what is left waits for the next start */
  readonly isClosing: () => boolean
}

/** Whether a file is being imported: what it was compared with must stay as it is meanwhile. */
export function isImporting(store: Store): boolean {
  return store.settings.get(STATE) !== null
}

export function createImporting({ store, tasks, work, database, newId, isClosing }: ImportingPorts): Importing {
  const { catalogue, goods, importLines, insuranceTerms, settings } = store
  let shown: { readonly id: string; readonly file: ImportFile } | null = null

  const saveState = (state: z.infer<typeof ImportState>): void => settings.set(STATE, state)

  /** Puts all lines on disk; why they cannot be taken over any more, or null. */
  async function stage({ slices }: ImportFile, of: number, accountId: string, progress: Progress): Promise<Failure | null> {
    saveState({ stage: 'staging', of, accountId })
    let staged = 0
    for (const text of slices) {
      const lines = Slice.parse(JSON.parse(text))
      if (lines.some(isOutdated)) return failure('IMPORT_OUTDATED')
      importLines.add(lines.map((line) => JSON.stringify(line)))
      staged += lines.length
      progress(staged, 2 * of)
      await immediately()
      if (isClosing()) return failure('INTERRUPTED')
    }
    return null
  }

  /** Whether the books have come to stand against a line since it was looked at. */
  function isOutdated({ id, fields, prefixes }: ImportLine): boolean {
    const before = goods.drug(id)
    if (before === null && fields.unit === undefined) return true
    if (before !== null && before.piecesPerPack !== (fields.piecesPerPack ?? before.piecesPerPack) && catalogue.isInBooks(id))
      return true
    return prefixes.some((prefix) => (goods.drugOfPrefix(prefix)?.id ?? id) !== id)
  }

  /** Takes over what is on disk, from wherever it was left. */
  async function apply(of: number, accountId: string | null, progress: Progress): Promise<Ended> {
    for (;;) {
      const lines = importLines.first(SLICE)
      const last = lines.at(-1)
      if (last === undefined) break
      store.transaction(() => {
        for (const { line } of lines) applyLine(ImportLine.parse(JSON.parse(line)), accountId)
        importLines.removeUpTo(last.seq)
      })
      progress(2 * of - importLines.count(), 2 * of)
      await immediately()
      if (isClosing()) return { count: of - importLines.count(), failure: failure('INTERRUPTED') }
    }
    saveState(null)
    return { count: of, failure: null }
  }

  function applyLine({ id, fields, prefixes }: ImportLine, accountId: string | null): void {
    const before = goods.drug(id)
    // a line came as JSON, in which nothing is there without a value
    const drug: Drug = { ...(before ?? blank(id, fields)), ...(fields as Partial<Drug>) }
    // goods that came in since the file was looked at are counted as they were received
    const { piecesPerPack, isTraced } = before !== null && catalogue.isInBooks(id) ? before : drug
    catalogue.put({ ...drug, piecesPerPack, isTraced }, [...new Set([...catalogue.prefixesOf(id), ...prefixes])], accountId)
  }

  /** What a new drug is where its line says nothing. */
  function blank(
    id: string,
    { nationalCode = '', name = '', specification = '', manufacturer = '', unit = '', price = 0 }: ImportLine['fields'],
  ): Drug {
    return {
      ...{ id, nationalCode, name, specification, manufacturer, unit, price: price as Price },
      ...{ productName: '', dosageForm: '', approvalNumber: '', pieceUnit: unit, piecesPerPack: 1 },
      ...{ prescriptionDrug: 'yes', isTraced: true, barcode: null, shelf: '', special: [] },
      level: insuranceTerms.drug(nationalCode)?.level ?? null,
    }
  }

  async function run({ id, file }: NonNullable<typeof shown>, accountId: string, progress: Progress): Promise<Ended> {
    const of = file.added + file.changed
    const refused = await stage(file, of, accountId, progress)
    if (refused !== null) {
      forget()
      return { count: 0, failure: refused }
    }
    store.transaction(() => {
      saveState({ stage: 'applying', of, accountId })
      const { added, changed } = file
      store.audit.append({ accountId, window: null, action: 'catalogue.imported', subject: id, detail: { added, changed } })
    })
    return apply(of, accountId, progress)
  }

  function forget(): void {
    store.transaction(() => {
      importLines.clear()
      saveState(null)
    })
  }

  return {
    preview: async (file) => {
      const read = await work.importFile({ file, database })
      if (!read.ok) return err(failure(read.failure))
      const { slices: _slices, ...preview } = read.value
      shown = { id: newId(), file: read.value }
      return ok({ id: shown.id, ...preview })
    },
    begin: (previewId, { id: accountId }) => {
      if (shown?.id !== previewId) return err(failure('IMPORT_GONE'))
      if (shown.file.faultCount > 0) return err(failure('IMPORT_FAULTY'))
      const taken = shown
      const begun = tasks.begin('import', (progress) => run(taken, accountId, progress))
      if (begun.ok) shown = null
      return begun
    },
    recover: () => {
      const left = ImportState.parse(settings.get(STATE))
      if (left === null) return
      if (left.stage === 'staging') return forget()
      tasks.begin('import', (progress) => apply(left.of, left.accountId, progress))
    },
  }
}

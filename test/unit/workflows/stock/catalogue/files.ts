import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import type { Drug } from '../../../../../src/main/station/store/goods.ts'
import { DATABASE_FILE, type Store } from '../../../../../src/main/station/store/store.ts'
import { importColumns } from '../../../../../src/main/station/workers/catalogue/columns.ts'
import { readImportFile } from '../../../../../src/main/station/workers/catalogue/importFile.ts'
import { createImporting } from '../../../../../src/main/station/workflows/stock/catalogue/importing.ts'
import { createTasks } from '../../../../../src/main/station/workflows/stock/catalogue/tasks.ts'
import type { Person } from '../../../../../src/shared/contract/counter.ts'
import type { StockHappening } from '../../../../../src/shared/contract/place.ts'
import { formatPrice } from '../../../../../src/shared/domain/money.ts'
import { noSecret, openTestStore } from '../../../store/support.ts'

export const manager: Person = { id: 'M01', name: '周店长', roles: ['manager'] }

const specialWords = {
  ephedrine: '麻黄碱',
  psychotropic2: '第二类精神药品',
  toxic: '毒性',
  coldChain: '冷链',
  restricted: '限制销售',
  notDelivered: '不得配送',
  twoPersonAcceptance: '双人验收',
}

/** A drug as a person writes it into a table, by our own titles. */
export function rowOf(drug: Drug, prefixes: readonly string[] = []): Readonly<Record<string, string>> {
  const cells: Record<string, string> = {
    id: drug.id,
    nationalCode: drug.nationalCode,
    name: drug.name,
    productName: drug.productName,
    dosageForm: drug.dosageForm,
    specification: drug.specification,
    manufacturer: drug.manufacturer,
    approvalNumber: drug.approvalNumber,
    unit: drug.unit,
    pieceUnit: drug.pieceUnit,
    piecesPerPack: String(drug.piecesPerPack),
    price: formatPrice(drug.price),
    prescriptionDrug: { no: '否', yes: '是', both: '双跨' }[drug.prescriptionDrug],
    isTraced: drug.isTraced ? '是' : '否',
    level: drug.level === null ? '' : { A: '甲', B: '乙', C: '丙' }[drug.level],
    barcode: drug.barcode ?? '',
    shelf: drug.shelf,
    special: drug.special.map((word) => specialWords[word]).join('、'),
    prefixes: prefixes.join('、'),
  }
  return Object.fromEntries(importColumns.map(({ field, titles: [title] }) => [title, cells[field] ?? '']))
}

type Rows = readonly Readonly<Record<string, string>>[]

const titlesOf = (rows: Rows): readonly string[] => Object.keys(rows[0] ?? {})

export const csvFile = (rows: Rows): string => {
  const titles = titlesOf(rows)
  const lines = [titles, ...rows.map((row) => titles.map((title) => row[title] ?? ''))]
  return Buffer.from(lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')).toString(
    'base64',
  )
}

export async function xlsxFile(rows: Rows): Promise<string> {
  const titles = titlesOf(rows)
  const lines = [titles, ...rows.map((row) => titles.map((title) => row[title] ?? ''))]
  const file = await writeXlsxFile(lines.map((cells) => cells.map((value) => (value === '' ? null : { value })))).toBuffer()
  return file.toString('base64')
}

/** Imports into the books of a folder, with the file read here instead of in the worker. `stopsAfter`: the program ends after so many tellings of progress. */
export function openImporting(folder: string) {
  const store: Store = openTestStore(folder)
  if (store.accounts.list().length === 0) store.accounts.create({ ...manager, secret: noSecret })
  const told: StockHappening[] = []
  let stopsAfter = Number.POSITIVE_INFINITY
  const tasks = createTasks({ store, clock: () => 1_800_000_000_000, happened: (happening) => told.push(happening) })
  let ids = 0
  const importing = createImporting({
    store,
    tasks,
    work: { importFile: readImportFile },
    database: join(folder, DATABASE_FILE),
    newId: () => `I${++ids}`,
    isClosing: () => told.length >= stopsAfter,
  })
  onTestFinished(() => tasks.idle())
  return {
    ...importing,
    store,
    tasks,
    told,
    stopAfter: (tellings: number) => {
      stopsAfter = tellings
    },
    /** looks at a file and takes it over */
    take: async (file: string) => {
      const preview = await importing.preview(file)
      if (!preview.ok) throw new Error(preview.failure.code)
      const begun = importing.begin(preview.value.id, manager)
      await tasks.idle()
      return { preview: preview.value, begun, last: tasks.last().find(({ kind }) => kind === 'import') }
    },
  }
}

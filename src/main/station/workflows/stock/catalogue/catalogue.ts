import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import type { CataloguePage, CatalogueStatus, DrugFields, DrugView } from '../../../../../shared/contract/stock/catalogue.ts'
import type { Price } from '../../../../../shared/domain/money.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import { parseTraceCode } from '../../../../../shared/domain/traceCode.ts'
import type { Gateways } from '../../../gateways/gateways.ts'
import type { Drug } from '../../../store/goods.ts'
import type { Mapping } from '../../../store/stock/mappings.ts'
import type { Sender } from '../../messages.ts'
import { createImporting, type Importing, type ImportingPorts, isImporting } from './importing.ts'
import { createMapping, type MappingPorts } from './mapping.ts'
import { createProvinceUpdate, type ProvinceUpdatePorts } from './provinceUpdate.ts'
import { createTasks } from './tasks.ts'

export interface CataloguePorts
  extends Omit<ImportingPorts, 'tasks'>,
    Omit<ProvinceUpdatePorts, 'messages'>,
    Pick<MappingPorts, 'messages'>,
    Omit<Parameters<typeof createTasks>[0], 'store' | 'clock'> {
  readonly messages: ProvinceUpdatePorts['messages'] & MappingPorts['messages']
  /** null: there is none at present */
  readonly center: () => { readonly gateways: Gateways } | null
}

/** The shop's list of drugs, and what the province says of them. */
export interface CatalogueKeeping extends Importing {
  /** a page of the drugs that `text` is a part of; a whole trace code finds the drug whose codes begin so */
  list(text: string, offset: number): CataloguePage
  drug(id: string): Result<DrugView, Failure>
  /** a new drug, or all of a known one with its prefixes */
  save(drug: DrugFields, prefixes: readonly string[], isNew: boolean, operator: Person): Result<void, Failure>
  /** begins to take over what the province changed */
  update(operator: Person): Result<void, Failure>
  /** begins to tell the province which drug each own one is */
  map(operator: Person): Result<void, Failure>
  status(): CatalogueStatus
  /** settles when nothing is under way */
  idle(): Promise<void>
}

const PAGE = 50

export function createCatalogueKeeping(ports: CataloguePorts): CatalogueKeeping {
  const { store, clock, center } = ports
  const { catalogue, goods, insuranceTerms, mappings } = store
  const tasks = createTasks(ports)
  const importing = createImporting({ ...ports, tasks })
  const updateFrom = createProvinceUpdate(ports)
  const mapAll = createMapping(ports)

  function found(text: string, offset: number): ReturnType<typeof catalogue.search> {
    const page = { offset, limit: PAGE }
    const code = parseTraceCode(text)
    if (code === null) return catalogue.search(text.trim(), page)
    // an EAN stands in a GTIN of 14 digits behind zeros
    if (code.kind === 'gs1') return catalogue.search(code.gtin.replace(/^0+/, ''), page)
    const drug = goods.drugOfPrefix(code.prefix)
    return drug === null ? { ids: [], total: 0 } : { ids: [drug.id], total: 1 }
  }

  function rowOf(drug: Drug, day: string): CataloguePage['rows'][number] {
    const { id, nationalCode, name, specification, manufacturer, unit, price, prescriptionDrug, level, shelf, special } = drug
    return {
      ...{ id, nationalCode, name, specification, manufacturer, unit, price, prescriptionDrug, level, shelf, special },
      limit: insuranceTerms.limitOn(nationalCode, day),
      mapping: mappingState(drug, mappings.find(id)),
    }
  }

  /** Why a drug cannot be kept so. */
  function refusalOf(drug: DrugFields, prefixes: readonly string[], isNew: boolean): Failure | null {
    const before = goods.drug(drug.id)
    if (isNew && before !== null) return failure('DRUG_CODE_TAKEN', { field: 'id' })
    if (!isNew && before === null) return failure('DRUG_UNKNOWN')
    if (isImporting(store)) return failure('CATALOGUE_BUSY')
    const isRecounted = before !== null && (before.piecesPerPack !== drug.piecesPerPack || before.isTraced !== drug.isTraced)
    if (isRecounted && catalogue.isInBooks(drug.id)) return failure('DRUG_COUNTED', { field: 'piecesPerPack' })
    const isTaken = prefixes.some((prefix) => (goods.drugOfPrefix(prefix)?.id ?? drug.id) !== drug.id)
    return isTaken ? failure('PREFIX_TAKEN', { field: 'prefixes' }) : null
  }

  function withCenter(operator: Person, begin: (from: Sender) => Result<void, Failure>): Result<void, Failure> {
    const gateways = center()?.gateways
    return gateways === undefined ? err(failure('CENTER_UNREACHABLE')) : begin({ operator, gateways })
  }

  return {
    ...importing,
    list: (text, offset) => {
      const { ids, total } = found(text, offset)
      const day = shanghaiDate(clock())
      const rows = ids.map((id) => goods.drug(id)).filter((drug) => drug !== null)
      return { rows: rows.map((drug) => rowOf(drug, day)), offset, total }
    },
    drug: (id) => {
      const drug = goods.drug(id)
      if (drug === null) return err(failure('DRUG_UNKNOWN'))
      const mapping = mappings.find(id)
      return ok({
        drug,
        prefixes: catalogue.prefixesOf(id),
        isCounted: catalogue.isInBooks(id),
        prices: catalogue.pricesOf(id),
        limits: insuranceTerms.limitsOf(drug.nationalCode),
        shares: insuranceTerms.sharesOf(drug.nationalCode),
        mapping: { state: mappingState(drug, mapping), failure: mapping?.failure ?? null, at: mapping?.at ?? null },
      })
    },
    save: (drug, prefixes, isNew, { id: accountId }) =>
      store.transaction(() => {
        const refused = refusalOf(drug, prefixes, isNew)
        if (refused !== null) return err(refused)
        catalogue.put({ ...drug, price: drug.price as Price }, [...new Set(prefixes)], accountId)
        const action = isNew ? 'catalogue.added' : 'catalogue.changed'
        store.audit.append({ accountId, window: null, action, subject: drug.id, detail: { price: drug.price } })
        return ok(undefined)
      }),
    update: (operator) => withCenter(operator, (from) => tasks.begin('update', (progress) => updateFrom(from, progress))),
    map: (operator) => withCenter(operator, (from) => tasks.begin('mapping', (progress) => mapAll(from, progress))),
    status: () => ({ task: tasks.current(), last: tasks.last(), drugs: goods.count(), unmapped: mappings.countOpen() }),
    idle: tasks.idle,
  }
}

function mappingState({ nationalCode }: Drug, mapping: Mapping | null): DrugView['mapping']['state'] {
  if (mapping === null) return 'none'
  return mapping.state === 'done' && mapping.nationalCode !== nationalCode ? 'outdated' : mapping.state
}

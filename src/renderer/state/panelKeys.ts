import type { CaseSummary } from '../../shared/contract/case.ts'
import type { CounterState } from '../../shared/contract/counter.ts'
import { papersOf } from '../../shared/domain/casePapers.ts'
import { deedLabel } from './deedLabel.ts'
import { type Deed, digits, functionKeys, give, type KeyName, type Keys, keysFor, onDesk, type Situation } from './deeds.ts'
import type { Desk } from './desk.ts'
import { canGoOn, canReturn, parkedVisitOf, visitsToTakeUp } from './possible.ts'

/** Puts the open panel away. */
export const closePanel = onDesk({ kind: 'panel', panel: null })

/** What was found, in the order in which ↑ ↓ go through it: cases, then what can be done now. */
export type SearchRow =
  | { readonly kind: 'case'; readonly summary: CaseSummary; readonly deed: Deed; readonly isParked: boolean }
  | { readonly kind: 'command'; readonly key: KeyName; readonly label: string; readonly deed: Deed }

/** What the keys do in the list of today. */
export function todayKeys(desk: Desk): Keys {
  const rows = desk.today !== null && 'value' in desk.today ? desk.today.value : []
  const marked = rows[desk.row]
  return {
    ...listKeys(desk, rows.length),
    F4: closePanel,
    ...(marked && summaryKeys(marked)),
    ...(marked && desk.historyOf === null && { Enter: onDesk({ kind: 'history', caseId: marked.id }) }),
  }
}

/** What the keys do while something is searched for. */
export function searchKeys(desk: Desk, rows: readonly SearchRow[]): Keys {
  const marked = rows[desk.row]
  return {
    ...listKeys(desk, rows.length),
    'Ctrl+K': closePanel,
    ...(marked?.kind === 'case' && summaryKeys(marked.summary)),
    ...(marked && desk.historyOf === null && { Enter: marked.deed }),
  }
}

/** What the keys do while a paper is looked at: a digit chooses another, Enter prints. */
export function paperKeys({ counter, desk }: Situation): Keys {
  const { papersOf: of, paper } = desk
  if (of === null) return { F11: closePanel, Escape: closePanel }
  const papers = papersNow(of, counter)
  return {
    F11: closePanel,
    Escape: closePanel,
    ...keysFor(digits, papers, (one) => onDesk({ kind: 'paper', paper: one })),
    ...(paper !== null && papers.includes(paper) && { Enter: give('case.print', { caseId: of.caseId, kind: paper }) }),
  }
}

/** The papers that can be had now: of the case at the front as the station says, of another as it was when its papers were opened. */
export function papersNow(of: NonNullable<Desk['papersOf']>, { dispense }: Pick<CounterState, 'dispense'>) {
  return dispense?.id === of.caseId ? dispense.papers : of.papers
}

/** The key for the papers of the case at the front, when there are any. */
export function openPapersKey({ dispense }: Pick<CounterState, 'dispense'>): Keys {
  if (dispense === null || dispense.papers.length === 0) return {}
  const { id: caseId, document, patient, papers } = dispense
  return {
    F11: onDesk({ kind: 'papers', of: { caseId, document, patientName: patient.name, lastFour: patient.lastFour, papers } }),
  }
}

/** The rows of the search: the cases that the station found, and of `counterKeys` those whose name or key holds the text. */
export function searchRowsOf({ counter, desk }: Situation, counterKeys: Keys): readonly SearchRow[] {
  const cases = desk.found !== null && 'value' in desk.found ? desk.found.value.cases : []
  const text = desk.query.trim().toLowerCase()
  const commands = functionKeys.flatMap((key): readonly SearchRow[] => {
    const deed = counterKeys[key]
    const label = deedLabel(key, counter)
    if (deed === undefined || label === null) return []
    return `${label} ${key}`.toLowerCase().includes(text) ? [{ kind: 'command', key, label, deed }] : []
  })
  return [...cases.map((summary) => caseRow(summary, counter)), ...commands]
}

function caseRow(summary: CaseSummary, counter: CounterState): SearchRow {
  const visit = parkedVisitOf(summary, visitsToTakeUp(counter))
  const deed = visit ? give('visit.takeUp', { visitId: visit.id }) : onDesk({ kind: 'history', caseId: summary.id })
  return { kind: 'case', summary, deed, isParked: visit !== null }
}

function summaryKeys(summary: CaseSummary): Keys {
  const { id: caseId, document, patientName, lastFour } = summary
  const papers = papersOf(summary)
  return {
    ...(canGoOn(summary) && { F5: give('case.retry', { caseId }) }),
    ...(canReturn(summary) && { F8: give('case.beginReturn', { caseId }) }),
    ...(papers.length > 0 && { F11: onDesk({ kind: 'papers', of: { caseId, document, patientName, lastFour, papers } }) }),
  }
}

/** ↑ ↓ within `length` rows, and Escape out of a history, else out of the panel. */
function listKeys({ row, historyOf }: Desk, length: number): Keys {
  const moveTo = (index: number): Deed => onDesk({ kind: 'row', row: Math.max(0, Math.min(index, length - 1)) })
  return {
    Escape: historyOf === null ? closePanel : onDesk({ kind: 'history', caseId: null }),
    ...(length > 0 && historyOf === null && { ArrowUp: moveTo(row - 1), ArrowDown: moveTo(row + 1) }),
  }
}

import type { CaseHappening, CaseSummary, CaseView, Found, PaperKind } from '../../shared/contract/case.ts'
import type { CounterState } from '../../shared/contract/counter.ts'
import type { Failure } from '../../shared/contract/failures.ts'
import type { CommandName } from '../../shared/contract/names.ts'
import type { ReviewPoint } from '../../shared/domain/reviewPoints.ts'
import { visitColours } from '../../shared/domain/visitColours.ts'
import { canAbandon, isReturn } from './possible.ts'

/** Why a code is typed instead of scanned, and why a case is given up: the reasons that a key chooses. */
export const byHandReasons = Object.freeze(['damaged', 'shiny', 'scannerBroken', 'notRegistered'] as const)
export const abandonReasons = Object.freeze(['notWanted', 'outOfStock', 'doubt', 'mistake'] as const)

/** What was asked of the station for a panel: null while it is under way. */
export type Loaded<T> = { readonly value: T } | { readonly failure: Failure } | null

/** The case whose papers are looked at, and those that can be had of it. */
export interface PapersOf {
  readonly caseId: string
  readonly document: string
  readonly patientName: string
  readonly lastFour: string
  readonly papers: readonly PaperKind[]
}

/** What was typed for one case, and ticked by one pharmacist. */
interface Typed {
  readonly caseId: string | null
  readonly pharmacist: string | null
  readonly ticked: readonly ReviewPoint[]
  readonly opinion: string
  readonly code: string
  /** batch of a box that the books do not know; asked for only when the station needs it */
  readonly lot: string
  readonly asksLot: boolean
  readonly reason: (typeof byHandReasons)[number]
  /** yuan, as typed */
  readonly cash: string
}

/** What a person is typing and looking at. Nothing of it is in the station, and it is gone when the page is. */
export interface Desk extends Typed {
  readonly panel: 'help' | 'today' | 'paper' | 'search' | 'people' | 'picture' | 'manage' | 'stock' | 'uploads' | 'sale' | null
  readonly form: 'reject' | 'byHand' | 'abandon' | null
  /** the prescription of the list that was pointed at */
  readonly chosen: string | null
  /** the item of the basket that ↑ ↓ chose */
  readonly mark: string | null
  readonly today: Loaded<readonly CaseSummary[]>
  /** what is searched for, and what was found for it or for what was typed just before */
  readonly query: string
  readonly found: Loaded<Found>
  /** the row of the list of today, or of what was found, that ↑ ↓ chose */
  readonly row: number
  readonly historyOf: string | null
  readonly history: Loaded<readonly CaseHappening[]>
  readonly papersOf: PapersOf | null
  readonly paper: PaperKind | null
  /** whether it went to the printer since it was chosen */
  readonly isPrinted: boolean
  /** what was typed for the cases that were put aside */
  readonly aside: readonly Typed[]
}

const nothingTyped: Typed = {
  caseId: null,
  pharmacist: null,
  ticked: [],
  opinion: '',
  code: '',
  lot: '',
  asksLot: false,
  reason: byHandReasons[0],
  cash: '',
}

/** What a panel shows, and where the person is in it. */
const emptyPanel = {
  today: null,
  query: '',
  found: null,
  row: 0,
  historyOf: null,
  history: null,
  papersOf: null,
  paper: null,
  isPrinted: false,
} as const

export const clearDesk: Desk = Object.freeze({
  ...nothingTyped,
  ...emptyPanel,
  panel: null,
  form: null,
  chosen: null,
  mark: null,
  aside: [],
})

export type DeskEvent =
  | { readonly kind: 'counterCame'; readonly counter: Pick<CounterState, 'visit' | 'dispense'> }
  | { readonly kind: 'panel'; readonly panel: Desk['panel'] }
  | { readonly kind: 'papers'; readonly of: PapersOf }
  | { readonly kind: 'paper'; readonly paper: PaperKind }
  | { readonly kind: 'form'; readonly form: Desk['form']; readonly reason?: Desk['reason'] }
  /** the station needs the lot of what was typed */
  | { readonly kind: 'lotAsked' }
  | { readonly kind: 'chose'; readonly hiRxno: string | null }
  | { readonly kind: 'ticked'; readonly point: ReviewPoint }
  | { readonly kind: 'typed'; readonly field: 'opinion' | 'code' | 'lot' | 'cash' | 'query'; readonly text: string }
  | { readonly kind: 'reason'; readonly reason: Desk['reason'] }
  | { readonly kind: 'marked'; readonly itemId: string | null }
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'history'; readonly caseId: string | null }
  | { readonly kind: 'todayCame'; readonly today: Desk['today'] }
  | { readonly kind: 'foundCame'; readonly query: string; readonly found: Desk['found'] }
  | { readonly kind: 'historyCame'; readonly caseId: string; readonly history: Desk['history'] }
  /** the station carried a command out */
  | { readonly kind: 'done'; readonly name: CommandName }

/** The desk for what the station shows now: nothing that was typed for one case, or ticked by one pharmacist, passes to another; a case that comes back finds its own. */
export function deskFor(desk: Desk, shown: Pick<CounterState, 'visit' | 'dispense'>): Desk {
  const { visit, dispense } = shown
  const caseId = dispense?.id ?? null
  const pharmacist = dispense?.pharmacist ?? null
  if (caseId !== desk.caseId) return deskFor(deskOf(desk, caseId), shown)
  if (pharmacist !== desk.pharmacist) return deskFor({ ...desk, pharmacist, ticked: [], opinion: '', form: null }, shown)
  const isFormToGo = desk.form !== null && !(dispense && isFormFor(desk.form, dispense))
  const isListed = dispense === null && visit?.prescriptions.some(({ hiRxno }) => hiRxno === desk.chosen)
  const isChoiceToGo = desk.chosen !== null && !isListed
  if (!isFormToGo && !isChoiceToGo) return desk
  return { ...desk, ...(isFormToGo && { form: null }), ...(isChoiceToGo && { chosen: null }) }
}

/** The desk with another case on it. An open panel stays, but not with the papers of the case before. */
function deskOf(desk: Desk, caseId: string | null): Desk {
  const { panel, aside } = desk
  const others = aside.filter((typed) => typed.caseId !== desk.caseId && typed.caseId !== caseId)
  const own = aside.find((typed) => typed.caseId === caseId) ?? { ...nothingTyped, caseId }
  const left = desk.caseId === null ? [] : [typedOn(desk)]
  const shown = panel === 'paper' ? { ...emptyPanel, panel: null } : {}
  return {
    ...desk,
    ...own,
    ...shown,
    form: null,
    chosen: null,
    mark: null,
    aside: [...left, ...others].slice(0, visitColours.length),
  }
}

function typedOn({ caseId, pharmacist, ticked, opinion, code, lot, asksLot, reason, cash }: Desk): Typed {
  return { caseId, pharmacist, ticked, opinion, code, lot, asksLot, reason, cash }
}

function isFormFor(form: NonNullable<Desk['form']>, view: CaseView): boolean {
  if (form === 'reject') return view.state === 'verified' && view.pharmacist !== null
  if (form === 'byHand') return view.state === 'approved' || isReturn(view)
  return view.underWay !== null || canAbandon(view)
}

/** The desk after something happened on it. */
export function afterOnDesk(desk: Desk, event: DeskEvent): Desk {
  switch (event.kind) {
    case 'counterCame':
      return deskFor(desk, event.counter)
    case 'panel':
      return { ...desk, ...emptyPanel, panel: event.panel }
    case 'papers':
      return { ...desk, ...emptyPanel, panel: 'paper', papersOf: event.of, paper: event.of.papers[0] ?? null }
    case 'paper':
      return { ...desk, paper: event.paper, isPrinted: false }
    case 'form':
      return { ...desk, ...emptyPanel, panel: null, form: event.form, reason: event.reason ?? desk.reason, asksLot: false }
    case 'lotAsked':
      return { ...desk, asksLot: true }
    case 'chose':
      return { ...desk, chosen: event.hiRxno }
    case 'ticked': {
      const { ticked } = desk
      const { point } = event
      return { ...desk, ticked: ticked.includes(point) ? ticked.filter((one) => one !== point) : [...ticked, point] }
    }
    case 'typed':
      return event.field === 'query' ? searchFor(desk, event.text) : { ...desk, [event.field]: event.text }
    case 'reason':
      return { ...desk, reason: event.reason }
    case 'marked':
      return { ...desk, mark: event.itemId }
    case 'row':
      return { ...desk, row: event.row }
    case 'history':
      return { ...desk, historyOf: event.caseId, history: null }
    case 'todayCame':
      return desk.panel === 'today' ? { ...desk, today: event.today } : desk
    case 'foundCame':
      return desk.panel === 'search' && desk.query.trim() === event.query ? { ...desk, found: event.found } : desk
    case 'historyCame':
      return desk.historyOf === event.caseId ? { ...desk, history: event.history } : desk
    case 'done':
      return afterCommand(desk, event.name)
  }
}

/** What was found for the text before stays until the newest answer comes, so that nothing flickers while somebody types. */
function searchFor(desk: Desk, query: string): Desk {
  return { ...desk, query, row: 0, found: query.trim() === '' ? null : desk.found, historyOf: null, history: null }
}

/** A form that was carried out is put away, and so is the search that a command was chosen in; what was refused stays as it was typed. */
function afterCommand(desk: Desk, name: CommandName): Desk {
  const left = desk.panel === 'search' ? { ...desk, ...emptyPanel, panel: null } : desk
  switch (name) {
    case 'case.review':
      return { ...left, form: null, opinion: '' }
    case 'case.addByHand':
      return { ...left, form: null, code: '', lot: '', asksLot: false, reason: byHandReasons[0] }
    case 'case.abandon':
      return { ...left, form: null }
    case 'case.settle':
      return { ...left, cash: '' }
    case 'case.beginReturn':
      return { ...left, ...emptyPanel, panel: null }
    case 'case.print':
      return { ...left, isPrinted: true }
    default:
      return left
  }
}

import type { CaseHappening, CaseSummary, CaseView } from '../../shared/contract/case.ts'
import type { CounterState } from '../../shared/contract/counter.ts'
import type { Failure } from '../../shared/contract/failures.ts'
import type { CommandName } from '../../shared/contract/names.ts'
import { canAbandon, isReturn } from './possible.ts'

/** What the pharmacist goes through before approving, in the order of the keys 1 to 5. */
export const checkPoints = Object.freeze(['legality', 'diagnosis', 'dosage', 'interaction', 'allergy'] as const)
export type CheckPoint = (typeof checkPoints)[number]

/** Why a code is typed instead of scanned, and why a case is given up: the reasons that a key chooses. */
export const byHandReasons = Object.freeze(['damaged', 'shiny', 'scannerBroken'] as const)
export const abandonReasons = Object.freeze(['notWanted', 'outOfStock', 'doubt', 'mistake'] as const)

/** What was asked of the station for a panel: null while it is under way. */
export type Loaded<T> = { readonly value: T } | { readonly failure: Failure } | null

/** What a person is typing and looking at. Nothing of it is in the station, and it is gone when the page is. */
export interface Desk {
  /** the case that it belongs to, and the pharmacist that the ticks belong to */
  readonly caseId: string | null
  readonly pharmacist: string | null
  readonly panel: 'help' | 'today' | null
  readonly form: 'reject' | 'byHand' | 'abandon' | null
  /** the prescription of the list that was pointed at */
  readonly chosen: string | null
  readonly ticked: readonly CheckPoint[]
  readonly opinion: string
  readonly code: string
  readonly reason: (typeof byHandReasons)[number]
  /** yuan, as typed */
  readonly cash: string
  /** the item of the basket that ↑ ↓ chose */
  readonly mark: string | null
  readonly today: Loaded<readonly CaseSummary[]>
  /** the row of the list of today that ↑ ↓ chose */
  readonly row: number
  readonly historyOf: string | null
  readonly history: Loaded<readonly CaseHappening[]>
}

export const clearDesk: Desk = Object.freeze({
  caseId: null,
  pharmacist: null,
  panel: null,
  form: null,
  chosen: null,
  ticked: [],
  opinion: '',
  code: '',
  reason: byHandReasons[0],
  cash: '',
  mark: null,
  today: null,
  row: 0,
  historyOf: null,
  history: null,
})

export type DeskEvent =
  | { readonly kind: 'counterCame'; readonly counter: Pick<CounterState, 'visit' | 'dispense'> }
  | { readonly kind: 'panel'; readonly panel: Desk['panel'] }
  | { readonly kind: 'form'; readonly form: Desk['form'] }
  | { readonly kind: 'chose'; readonly hiRxno: string | null }
  | { readonly kind: 'ticked'; readonly point: CheckPoint }
  | { readonly kind: 'typed'; readonly field: 'opinion' | 'code' | 'cash'; readonly text: string }
  | { readonly kind: 'reason'; readonly reason: Desk['reason'] }
  | { readonly kind: 'marked'; readonly itemId: string | null }
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'history'; readonly caseId: string | null }
  | { readonly kind: 'todayCame'; readonly today: Desk['today'] }
  | { readonly kind: 'historyCame'; readonly caseId: string; readonly history: Desk['history'] }
  /** the station carried a command out */
  | { readonly kind: 'done'; readonly name: CommandName }

/** The desk for what the station shows now: nothing that was typed for one case, or ticked by one pharmacist, passes to another. */
export function deskFor(desk: Desk, { visit, dispense }: Pick<CounterState, 'visit' | 'dispense'>): Desk {
  const { panel, today, row, historyOf, history } = desk
  const caseId = dispense?.id ?? null
  const pharmacist = dispense?.pharmacist ?? null
  if (caseId !== desk.caseId) return { ...clearDesk, caseId, pharmacist, panel, today, row, historyOf, history }
  if (pharmacist !== desk.pharmacist) return { ...desk, pharmacist, ticked: [], opinion: '', form: null }
  if (desk.form !== null && !(dispense && isFormFor(desk.form, dispense))) return { ...desk, form: null }
  const isListed = dispense === null && visit?.prescriptions.some(({ hiRxno }) => hiRxno === desk.chosen)
  return desk.chosen === null || isListed ? desk : { ...desk, chosen: null }
}

function isFormFor(form: NonNullable<Desk['form']>, view: CaseView): boolean {
  if (form === 'reject') return view.state === 'verified'
  if (form === 'byHand') return view.state === 'approved' || isReturn(view)
  return view.underWay !== null || canAbandon(view)
}

/** The desk after something happened on it. */
export function afterOnDesk(desk: Desk, event: DeskEvent): Desk {
  switch (event.kind) {
    case 'counterCame':
      return deskFor(desk, event.counter)
    case 'panel':
      return { ...desk, panel: event.panel, today: null, row: 0, historyOf: null, history: null }
    case 'form':
      return { ...desk, form: event.form }
    case 'chose':
      return { ...desk, chosen: event.hiRxno }
    case 'ticked': {
      const { ticked } = desk
      const { point } = event
      return { ...desk, ticked: ticked.includes(point) ? ticked.filter((one) => one !== point) : [...ticked, point] }
    }
    case 'typed':
      return { ...desk, [event.field]: event.text }
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
    case 'historyCame':
      return desk.historyOf === event.caseId ? { ...desk, history: event.history } : desk
    case 'done':
      return afterCommand(desk, event.name)
  }
}

/** A form that was carried out is put away; one that was refused stays as it was typed. */
function afterCommand(desk: Desk, name: CommandName): Desk {
  switch (name) {
    case 'case.review':
      return { ...desk, form: null, opinion: '' }
    case 'case.addByHand':
      return { ...desk, form: null, code: '' }
    case 'case.abandon':
      return { ...desk, form: null }
    case 'case.settle':
      return { ...desk, cash: '' }
    case 'case.beginReturn':
      return { ...desk, panel: null, today: null, historyOf: null, history: null }
    default:
      return desk
  }
}

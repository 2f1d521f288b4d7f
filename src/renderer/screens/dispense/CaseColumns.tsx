import type { ReactElement } from 'react'
import type { CaseView } from '../../../shared/contract/case.ts'
import type { Controls } from '../../state/controls.ts'
import type { Ask } from '../../state/store.ts'
import { BoxesColumn } from './BoxesColumn.tsx'
import { ChosenColumn, type Office } from './ChosenColumn.tsx'
import { MoneyColumn } from './MoneyColumn.tsx'
import { ReviewColumn } from './ReviewColumn.tsx'

interface Props {
  readonly view: CaseView
  /** the 医保 office to report to */
  readonly office: Office
  readonly controls: Controls
  readonly ask: Ask
}

/** The chosen prescription's way through the shop, left to right; the column where the work is has the room. */
export function CaseColumns({ view, office, controls, ask }: Props): ReactElement {
  return (
    <>
      <ChosenColumn view={view} office={office} controls={controls} ask={ask} />
      <ReviewColumn view={view} controls={controls} />
      <BoxesColumn view={view} controls={controls} />
      <MoneyColumn view={view} controls={controls} />
    </>
  )
}

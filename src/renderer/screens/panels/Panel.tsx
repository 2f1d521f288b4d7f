import type { ReactElement } from 'react'
import type { Controls } from '../../state/controls.ts'
import type { Desk } from '../../state/desk.ts'
import { HelpPanel } from './HelpPanel.tsx'
import { TodayPanel } from './TodayPanel.tsx'

interface Props {
  readonly panel: NonNullable<Desk['panel']>
  readonly controls: Controls
}

/** What stands in the place of the columns while it is open. The band stays, and so does a scan's way to the station. */
export function Panel({ panel, controls }: Props): ReactElement {
  return panel === 'help' ? <HelpPanel /> : <TodayPanel controls={controls} />
}

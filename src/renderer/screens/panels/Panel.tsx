import { type ReactElement, useCallback } from 'react'
import type { Controls } from '../../state/controls.ts'
import { closePanel } from '../../state/panelKeys.ts'
import type { Ask } from '../../state/store.ts'
import { HelpPanel } from './HelpPanel.tsx'
import { PaperPanel } from './PaperPanel.tsx'
import { PicturePanel } from './PicturePanel.tsx'
import { SearchPanel } from './SearchPanel.tsx'
import { TodayPanel } from './TodayPanel.tsx'

interface Props {
  readonly panel: 'help' | 'today' | 'paper' | 'search' | 'picture'
  readonly controls: Controls
  readonly ask: Ask
}

/** What stands in the place of the columns while it is open. The band stays, and so does a scan's way to the station. */
export function Panel({ panel, controls, ask }: Props): ReactElement {
  const { perform } = controls
  const close = useCallback(() => perform(closePanel), [perform])
  switch (panel) {
    case 'help':
      return <HelpPanel />
    case 'today':
      return <TodayPanel controls={controls} />
    case 'paper':
      return <PaperPanel controls={controls} ask={ask} />
    case 'search':
      return <SearchPanel controls={controls} />
    case 'picture':
      return <PicturePanel ask={ask} closesOn="voucher" onClose={close} />
  }
}

import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { DeedButton } from '../../components/DeedButton.tsx'
import type { Controls } from '../../state/controls.ts'

/** The keys that are there in every state: today's cases and help. */
export function KeyBar({ controls }: { readonly controls: Controls }): ReactElement {
  const { t } = useTranslation()
  const { panel } = controls.desk
  return (
    <nav className="key-bar" aria-label={t('help.title')}>
      <DeedButton
        controls={controls}
        hotkey="F1"
        label={t(panel === 'help' ? 'actions.close' : 'actions.help')}
        testId="open-help"
      />
      <DeedButton
        controls={controls}
        hotkey="F4"
        label={t(panel === 'today' ? 'actions.close' : 'actions.today')}
        testId="open-today"
      />
    </nav>
  )
}

import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { DeedButton } from '../../components/DeedButton.tsx'
import type { Controls } from '../../state/controls.ts'
import { deedLabel } from '../../state/deedLabel.ts'
import { closePanel } from '../../state/panelKeys.ts'

/** The keys that belong to no step, in the order in which they stand there. */
const barKeys = Object.freeze([
  ['F1', 'open-help'],
  ['F4', 'open-today'],
  ['Shift+F4', 'open-sale'],
  ['Ctrl+K', 'open-search'],
  ['Shift+F2', 'open-picture'],
  ['F11', 'open-paper'],
  ['F3', 'park-visit'],
  ['Shift+F3', 'open-purchaser'],
  ['Shift+F10', 'open-people'],
  ['Ctrl+L', 'lock'],
  ['Shift+F11', 'open-stock'],
  ['Shift+F12', 'open-manage'],
] as const)

/** Help, today's cases, search, papers, another patient, another person: each while it does something; the open one is closed by its key. */
export function KeyBar({ controls }: { readonly controls: Controls }): ReactElement {
  const { t } = useTranslation()
  const { keys, situation } = controls
  return (
    <nav className="key-bar" aria-label={t('help.title')}>
      {barKeys.map(([hotkey, testId]) => {
        const label = keys[hotkey] === closePanel ? t('actions.close') : deedLabel(hotkey, situation.counter)
        return <DeedButton key={hotkey} controls={controls} hotkey={hotkey} label={label ?? ''} testId={testId} />
      })}
    </nav>
  )
}

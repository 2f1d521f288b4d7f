import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

const rows = [
  ['F12', 'F12'],
  ['F1', 'F1'],
  ['F2', 'F2'],
  ['Shift+F2', 'ShiftF2'],
  ['F3', 'F3'],
  ['Shift+F3', 'ShiftF3'],
  ['F4', 'F4'],
  ['Shift+F4', 'ShiftF4'],
  ['F5', 'F5'],
  ['Shift+F5', 'ShiftF5'],
  ['F6', 'F6'],
  ['F7', 'F7'],
  ['F8', 'F8'],
  ['F9', 'F9'],
  ['Shift+F9', 'ShiftF9'],
  ['F10', 'F10'],
  ['Shift+F10', 'ShiftF10'],
  ['F11', 'F11'],
  ['Shift+F11', 'ShiftF11'],
  ['Shift+F12', 'ShiftF12'],
  ['Ctrl+K', 'CtrlK'],
  ['Ctrl+L', 'CtrlL'],
  ['Ctrl+Shift+D', 'CtrlShiftD'],
  ['Ctrl+1 – 6', 'CtrlDigits'],
  ['1 – 9', 'digits'],
  ['↑ ↓', 'arrows'],
  ['Delete', 'Delete'],
  ['Enter', 'Enter'],
  ['Esc', 'Escape'],
] as const

/** Every key of the counter, and what it is for. */
export function HelpPanel(): ReactElement {
  const { t } = useTranslation()
  return (
    <section className="column panel" data-testid="panel-help" aria-label={t('help.title')}>
      <h3 className="column-head">{t('help.title')}</h3>
      <dl className="help-keys">
        {rows.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`help.keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

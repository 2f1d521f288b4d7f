import { Input } from 'antd'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { DeedButton } from '../../components/DeedButton.tsx'
import type { Controls } from '../../state/controls.ts'

/** Why the pharmacist does not approve. Scans do not come through the keyboard, so the field steals none. */
export function RejectForm({ controls }: { readonly controls: Controls }): ReactElement {
  const { t } = useTranslation()
  const { desk, keys, perform } = controls
  return (
    <form
      className="inline-form"
      data-testid="reject-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (keys.F8) perform(keys.F8)
      }}
    >
      <label htmlFor="opinion">{t('review.opinion')}</label>
      <Input
        id="opinion"
        data-testid="opinion"
        autoFocus
        autoComplete="off"
        maxLength={200}
        value={desk.opinion}
        aria-describedby="opinion-next"
        onChange={(event) => perform({ kind: 'desk', event: { kind: 'typed', field: 'opinion', text: event.target.value } })}
      />
      <p id="opinion-next" className="muted">
        {t('review.opinionNext')}
      </p>
      <div className="column-actions">
        <DeedButton controls={controls} hotkey="F8" label={t('review.send')} testId="send-reject" isMain />
        <DeedButton controls={controls} hotkey="Escape" label={t('actions.close')} testId="close-form" />
      </div>
    </form>
  )
}

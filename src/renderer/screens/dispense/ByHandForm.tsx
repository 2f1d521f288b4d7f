import { Input } from 'antd'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { DeedButton } from '../../components/DeedButton.tsx'
import type { Controls } from '../../state/controls.ts'
import { byHandReasons } from '../../state/desk.ts'

/** A trace code that the scanner does not read, or that the books do not know, typed with the reason why; with its lot where the station needs it. */
export function ByHandForm({ controls }: { readonly controls: Controls }): ReactElement {
  const { t } = useTranslation()
  const { desk, keys, perform } = controls
  return (
    <form
      className="inline-form"
      data-testid="by-hand-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (keys.F2) perform(keys.F2)
      }}
    >
      <label htmlFor="trace-code">{t('boxes.byHand.code')}</label>
      <Input
        id="trace-code"
        data-testid="trace-code"
        autoFocus
        autoComplete="off"
        maxLength={100}
        value={desk.code}
        onChange={(event) => perform({ kind: 'desk', event: { kind: 'typed', field: 'code', text: event.target.value } })}
      />
      {desk.asksLot && (
        <>
          <label htmlFor="lot-number">{t('boxes.byHand.lot')}</label>
          <Input
            id="lot-number"
            data-testid="lot-number"
            autoFocus
            autoComplete="off"
            maxLength={40}
            value={desk.lot}
            onChange={(event) => perform({ kind: 'desk', event: { kind: 'typed', field: 'lot', text: event.target.value } })}
          />
        </>
      )}
      {/* with two fields, Enter sends a form only when it has a button for that */}
      <input type="submit" hidden />
      <fieldset className="reasons">
        <legend>{t('boxes.byHand.why')}</legend>
        {byHandReasons.map((reason) => (
          <label key={reason}>
            <input
              type="radio"
              name="by-hand-reason"
              checked={reason === desk.reason}
              onChange={() => perform({ kind: 'desk', event: { kind: 'reason', reason } })}
            />
            {t(`boxes.byHand.reason.${reason}`)}
          </label>
        ))}
      </fieldset>
      <div className="column-actions">
        <DeedButton controls={controls} hotkey="F2" label={t('boxes.byHand.send')} testId="send-by-hand" isMain />
        <DeedButton controls={controls} hotkey="Escape" label={t('actions.close')} testId="close-form" />
      </div>
    </form>
  )
}

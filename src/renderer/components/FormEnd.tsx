import { Button } from 'antd'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormState } from '../state/form.ts'

interface Props {
  readonly form: Pick<FormState<string>, 'fault' | 'isBusy' | 'isDone'>
  readonly label: string
  /** the key that does the same */
  readonly hotkey: string
  readonly testId: string
  readonly isDisabled?: boolean
  /** what is said once it was carried out; nothing where the form goes away then */
  readonly done?: string
  /** more buttons */
  readonly children?: ReactNode
}

/** The end of a form: why it was refused or that it was carried out, and its button. */
export function FormEnd({
  form: { fault, isBusy, isDone },
  label,
  hotkey,
  testId,
  isDisabled = false,
  done,
  children,
}: Props): ReactElement {
  return (
    <div className="form-end">
      <FaultWords fault={fault} id="form-fault" />
      {isDone && done !== undefined && (
        <p role="status" className="word-good form-done" data-testid="form-done">
          {done}
        </p>
      )}
      <div className="column-actions">
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          loading={isBusy}
          disabled={isDisabled}
          data-testid={testId}
          aria-keyshortcuts={hotkey}
        >
          <span>{label}</span> <kbd>{hotkey}</kbd>
        </Button>
        {children}
      </div>
    </div>
  )
}

/** What went wrong with a form, and what to do. */
export function FaultWords({ fault, id }: Pick<FormState<string>, 'fault'> & { readonly id?: string }): ReactElement | null {
  const { t } = useTranslation()
  if (fault === null) return null
  return (
    <p
      id={id}
      role="alert"
      className="form-fault word-bad"
      data-testid="form-fault"
      data-code={fault.code}
      data-field={fault.field}
    >
      <strong>{t('fault.said', { what: fault.what })}</strong> {fault.next}
    </p>
  )
}

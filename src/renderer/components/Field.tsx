import { Input } from 'antd'
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react'
import { isAtFault } from '../state/form.ts'
import type { Form } from './useForm.ts'

interface Props<K extends string> {
  readonly form: Form<K>
  readonly name: NoInfer<K>
  readonly label: string
  /** what is to be known before one types */
  readonly hint?: string | undefined
  readonly isSecret?: boolean
  readonly isFirst?: boolean
  readonly isFixed?: boolean
  readonly maxLength: number
  /** beside the field */
  readonly children?: ReactNode
}

/** One line of a form. When it is at fault it says so, and takes the focus. */
export function Field<K extends string>({
  form,
  name,
  label,
  hint,
  isSecret = false,
  isFirst = false,
  isFixed = false,
  maxLength,
  children,
}: Props<K>): ReactElement {
  const { fault } = form
  const isWrong = isAtFault(fault, name)
  const field = useRef<HTMLInputElement | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new fault takes the focus, also one in the same field
  useEffect(() => {
    if (isWrong) field.current?.focus()
  }, [fault])

  const id = `field-${name}`
  const about = [hint && `${id}-hint`, isWrong && 'form-fault'].filter(Boolean).join(' ')
  const Kind = isSecret ? Input.Password : Input
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="field-line">
        <Kind
          id={id}
          ref={(input) => {
            field.current = input?.input ?? null
          }}
          data-testid={id}
          {...(isSecret && { visibilityToggle: false })}
          autoFocus={isFirst}
          autoComplete="off"
          maxLength={maxLength}
          value={form.values[name]}
          readOnly={form.isBusy || isFixed}
          status={isWrong ? 'error' : ''}
          aria-invalid={isWrong}
          aria-describedby={about === '' ? undefined : about}
          onChange={(event) => form.type(name, event.target.value)}
        />
        {children}
      </div>
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  )
}

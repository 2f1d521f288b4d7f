import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from './Field.tsx'
import type { Form } from './useForm.ts'

interface Props<K extends string> {
  readonly form: Form<K>
  readonly name: NoInfer<K>
  readonly again: NoInfer<K>
  readonly label: string
  readonly isFirst?: boolean
}

/** A new secret, typed twice; what makes a good one is said before. */
export function NewSecret<K extends string>({ form, name, again, label, isFirst = false }: Props<K>): ReactElement {
  const { t } = useTranslation()
  return (
    <>
      <Field form={form} name={name} label={label} hint={t('newSecret.rules')} isSecret isFirst={isFirst} maxLength={128} />
      <Field form={form} name={again} label={t('newSecret.again')} isSecret maxLength={128} />
    </>
  )
}

import { Button } from 'antd'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegisteredPharmacist } from '../../../shared/contract/host.ts'
import { Field } from '../../components/Field.tsx'
import { FormEnd } from '../../components/FormEnd.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useForm } from '../../components/useForm.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { useLoaded } from '../../components/useLoaded.ts'
import { cleanList, faultInList, fieldOf, fieldsOfList, listOfFields, pharmacistFields } from '../../state/pharmacists.ts'
import type { Ask } from '../../state/store.ts'
import { Waiting } from './Waiting.tsx'

const viewShop = (ask: Ask) => ask('shop.view', {})

interface Props {
  readonly ask: Ask
  /** training: the mock center says it */
  readonly isFixed: boolean
}

const empty: RegisteredPharmacist = Object.freeze({ name: '', idNumber: '', code: '', licence: '' })
const MOST = 50
const LONGEST = 100

/** The pharmacists of the shop as the province has registered them; the list is saved whole. */
export function PharmacistsSection({ ask, isFixed }: Props): ReactElement {
  const { loaded, reload } = useLoaded(ask, viewShop)
  return (
    <Waiting loaded={loaded} onRetry={reload}>
      {({ pharmacists }) => <PharmacistsForm pharmacists={pharmacists} ask={ask} isFixed={isFixed} />}
    </Waiting>
  )
}

/** The list as a form. */
export function PharmacistsForm({
  pharmacists,
  ask,
  isFixed,
}: Props & { readonly pharmacists: readonly RegisteredPharmacist[] }): ReactElement {
  const { t } = useTranslation()
  const form = useForm<string>(ask, fieldsOfList(pharmacists))
  const list = listOfFields(form.values)
  const put = (changed: readonly RegisteredPharmacist[]): void => form.put(fieldsOfList(changed))
  const add = (): void => {
    if (list.length < MOST) put([...list, empty])
  }
  const send = (): void => {
    const fault = faultInList(list)
    if (fault) form.refuse(fault)
    else form.send('shop.setPharmacists', { pharmacists: cleanList(list) })
  }
  useHotkeys(isFixed ? {} : { F6: add, F12: send })
  return (
    <form
      className="manage-form manage-wide"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isFixed) send()
      }}
    >
      <p className={isFixed ? 'fixed-note' : 'field-hint'}>{t(isFixed ? 'manage.fixed' : 'pharmacists.why')}</p>
      {list.length === 0 && <p className="column-empty">{t('pharmacists.none')}</p>}
      {list.map((_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
        <fieldset key={row} className="pharmacist-row" data-testid="pharmacist-row">
          <legend>{t('pharmacists.row', { number: row + 1 })}</legend>
          {pharmacistFields.map((field) => (
            <Field
              key={field}
              form={form}
              name={fieldOf(row, field)}
              label={t(`pharmacists.field.${field}`)}
              isFirst={field === 'name' && row === list.length - 1 && list[row]?.name === ''}
              isFixed={isFixed}
              maxLength={field === 'idNumber' ? 18 : LONGEST}
            />
          ))}
          {!isFixed && (
            <Button data-testid="pharmacist-remove" onClick={() => put(list.filter((_one, index) => index !== row))}>
              {t('pharmacists.remove')}
            </Button>
          )}
        </fieldset>
      ))}
      {!isFixed && (
        <FormEnd form={form} label={t('manage.save')} hotkey="F12" testId="save" done={t('manage.saved')}>
          <KeyButton label={t('pharmacists.add')} hotkey="F6" testId="pharmacist-add" onPress={add} />
        </FormEnd>
      )}
    </form>
  )
}

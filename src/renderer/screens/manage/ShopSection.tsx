import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShopDetails } from '../../../shared/contract/shop.ts'
import { Field } from '../../components/Field.tsx'
import { FormEnd } from '../../components/FormEnd.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useForm } from '../../components/useForm.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { useLoaded } from '../../components/useLoaded.ts'
import { emptyField } from '../../state/form.ts'
import type { Ask } from '../../state/store.ts'
import { Waiting } from './Waiting.tsx'

const viewShop = (ask: Ask) => ask('shop.view', {})

interface Props {
  readonly ask: Ask
  /** training: the mock center says it */
  readonly isFixed: boolean
  /** a new recovery code is wanted */
  readonly onRenew: () => void
}

/** The shop as its papers name it, and the 医保 office it reports to. */
export function ShopSection({ ask, isFixed, onRenew }: Props): ReactElement {
  const { loaded, reload } = useLoaded(ask, viewShop)
  return (
    <Waiting loaded={loaded} onRetry={reload}>
      {({ shop }) => <ShopForm shop={shop} ask={ask} isFixed={isFixed} onRenew={onRenew} />}
    </Waiting>
  )
}

/** The form of the shop's details. */
export function ShopForm({ shop, ask, isFixed, onRenew }: Props & { readonly shop: ShopDetails }): ReactElement {
  const { t } = useTranslation()
  const form = useForm(ask, { ...shop })
  const send = (): void => {
    const fault = emptyField(form.values, [['name', t('shopDetails.name')]])
    if (fault) form.refuse(fault)
    else form.send('shop.change', { shop: form.values })
  }
  useHotkeys({ F6: isFixed ? null : onRenew, F12: isFixed ? null : send })
  const fields = [
    ['name', t('shopDetails.name'), undefined],
    ['address', t('shopDetails.address'), undefined],
    ['phone', t('shopDetails.phone'), undefined],
    ['officeName', t('shopDetails.officeName'), t('shopDetails.officeWhy')],
    ['officePhone', t('shopDetails.officePhone'), undefined],
  ] as const
  return (
    <form
      className="manage-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isFixed) send()
      }}
    >
      {isFixed && <p className="fixed-note">{t('manage.fixed')}</p>}
      {fields.map(([name, label, hint]) => (
        <Field key={name} form={form} name={name} label={label} hint={hint} isFixed={isFixed} maxLength={100} />
      ))}
      {!isFixed && (
        <FormEnd form={form} label={t('manage.save')} hotkey="F12" testId="save" done={t('manage.saved')}>
          <KeyButton label={t('recovery.renew')} hotkey="F6" testId="recovery-renew" onPress={onRenew} />
        </FormEnd>
      )}
    </form>
  )
}

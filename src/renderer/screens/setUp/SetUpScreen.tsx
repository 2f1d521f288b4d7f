import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recovery } from '../../../shared/contract/shop.ts'
import { Field } from '../../components/Field.tsx'
import { FormEnd } from '../../components/FormEnd.tsx'
import { NewSecret } from '../../components/NewSecret.tsx'
import { type Form, useForm } from '../../components/useForm.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { emptyField, unlikeSecrets } from '../../state/form.ts'
import type { Ask } from '../../state/store.ts'

interface Props {
  readonly connected: boolean
  readonly ask: Ask
  readonly onSetUp: (recovery: Recovery) => void
}

const empty = Object.freeze({
  'shop.name': '',
  'shop.address': '',
  'shop.phone': '',
  'shop.officeName': '',
  'shop.officePhone': '',
  'manager.name': '',
  'manager.secret': '',
  again: '',
})
type SetUpField = keyof typeof empty

/** The first start in real mode: the shop, the 医保 office it reports to, and the manager who answers for it. */
export function SetUpScreen({ connected, ask, onSetUp }: Props): ReactElement {
  const { t } = useTranslation()
  const form = useForm(ask, empty, {
    byCode: { SECRET_TOO_SIMPLE: 'manager.secret' },
    secrets: ['manager.secret', 'again'],
  })
  const send = (): void => {
    const { values } = form
    const fault =
      emptyField(values, [
        ['shop.name', t('shopDetails.name')],
        ['manager.name', t('setUp.managerName')],
        ['manager.secret', t('setUp.managerSecret')],
      ]) ?? unlikeSecrets(values['manager.secret'], values.again)
    if (fault) form.refuse(fault)
    else
      form.send(
        'shop.setUp',
        {
          shop: {
            name: values['shop.name'],
            address: values['shop.address'],
            phone: values['shop.phone'],
            officeName: values['shop.officeName'],
            officePhone: values['shop.officePhone'],
          },
          manager: { name: values['manager.name'], secret: values['manager.secret'] },
        },
        onSetUp,
      )
  }
  return <SetUpForm form={form} connected={connected} onSend={send} />
}

interface FormProps {
  readonly form: Form<SetUpField>
  readonly connected: boolean
  readonly onSend: () => void
}

/** The form of the first start, as it stands. */
export function SetUpForm({ form, connected, onSend }: FormProps): ReactElement {
  const { t } = useTranslation()
  useHotkeys({ F5: null, F12: connected ? onSend : null })
  return (
    <div className="page mode-real">
      <main className="sign-in set-up" data-testid="set-up">
        <h1>
          <span className="muted">{t('app.name')}</span>
          {t('setUp.title')}
        </h1>
        <form
          className="sheet sheet-wide"
          onSubmit={(event) => {
            event.preventDefault()
            if (connected) onSend()
          }}
        >
          <fieldset>
            <legend>{t('setUp.shop')}</legend>
            <Field form={form} name="shop.name" label={t('shopDetails.name')} isFirst maxLength={100} />
            <Field form={form} name="shop.address" label={t('shopDetails.address')} maxLength={100} />
            <Field form={form} name="shop.phone" label={t('shopDetails.phone')} maxLength={100} />
            <Field
              form={form}
              name="shop.officeName"
              label={t('shopDetails.officeName')}
              hint={t('shopDetails.officeWhy')}
              maxLength={100}
            />
            <Field form={form} name="shop.officePhone" label={t('shopDetails.officePhone')} maxLength={100} />
          </fieldset>
          <fieldset>
            <legend>{t('setUp.manager')}</legend>
            <Field form={form} name="manager.name" label={t('setUp.managerName')} maxLength={50} />
            <NewSecret form={form} name="manager.secret" again="again" label={t('setUp.managerSecret')} />
            {!connected && (
              <p role="status" data-testid="station-away">
                {t('header.stationAway')}
              </p>
            )}
            <FormEnd form={form} label={t('setUp.submit')} hotkey="F12" testId="set-up-submit" isDisabled={!connected} />
          </fieldset>
        </form>
      </main>
    </div>
  )
}

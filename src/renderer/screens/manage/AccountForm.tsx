import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../shared/contract/roles.ts'
import type { AccountView } from '../../../shared/contract/shop.ts'
import { Field } from '../../components/Field.tsx'
import { FormEnd } from '../../components/FormEnd.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { NewSecret } from '../../components/NewSecret.tsx'
import { useForm } from '../../components/useForm.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { emptyField, unlikeSecrets } from '../../state/form.ts'
import type { Ask } from '../../state/store.ts'

/** What is done with an account. */
export type AccountTask =
  | { readonly kind: 'add' }
  | { readonly kind: 'change'; readonly account: AccountView }
  | { readonly kind: 'reset'; readonly account: AccountView }

/** The roles in the order in which they are offered. */
const offered = Object.freeze(['cashier', 'pharmacist', 'manager'] as const satisfies readonly Role[])

interface Props {
  readonly task: AccountTask
  readonly ask: Ask
  readonly onClose: () => void
  readonly onDone: () => void
}

/** A new account, a change of one, or a new first secret for it. */
export function AccountForm({ task, ask, onClose, onDone }: Props): ReactElement {
  const { t } = useTranslation()
  const account = task.kind === 'add' ? null : task.account
  const [roles, setRoles] = useState<readonly Role[]>(account?.roles ?? ['cashier'])
  const [isActive, setActive] = useState(account?.isActive ?? true)
  const form = useForm(
    ask,
    { name: account?.name ?? '', secret: '', again: '' },
    { byCode: { ACCOUNT_NAME_TAKEN: 'name', SECRET_TOO_SIMPLE: 'secret' }, secrets: ['secret', 'again'] },
  )
  const wantsName = task.kind !== 'reset'
  const wantsSecret = task.kind !== 'change'

  const send = (): void => {
    const { name, secret, again } = form.values
    const fault =
      emptyField({ ...form.values, roles: roles.join() }, [
        ...(wantsName
          ? ([
              ['name', t('accounts.name')],
              ['roles', t('accounts.roles')],
            ] as const)
          : []),
        ...(wantsSecret ? ([['secret', t('accounts.firstSecret')]] as const) : []),
      ]) ?? (wantsSecret ? unlikeSecrets(secret, again) : null)
    if (fault) form.refuse(fault)
    else if (task.kind === 'add') form.send('accounts.add', { name, roles, secret }, onDone)
    else if (task.kind === 'reset') form.send('accounts.resetSecret', { accountId: task.account.id, secret }, onDone)
    else form.send('accounts.change', { accountId: task.account.id, name, roles, isActive }, onDone)
  }
  useHotkeys({ F12: send })

  return (
    <form
      className="manage-form manage-side"
      data-testid={`account-form-${task.kind}`}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h3>
        {t(`accounts.task.${task.kind}`)} {account?.name}
      </h3>
      {wantsName && (
        <>
          <Field form={form} name="name" label={t('accounts.name')} isFirst maxLength={50} />
          <fieldset className="ticks">
            <legend>{t('accounts.roles')}</legend>
            {offered.map((role) => (
              <label key={role}>
                <input
                  type="checkbox"
                  checked={roles.includes(role)}
                  data-testid={`role-${role}`}
                  onChange={(event) =>
                    setRoles(offered.filter((one) => (one === role ? event.target.checked : roles.includes(one))))
                  }
                />
                {t(`roles.${role}`)}
              </label>
            ))}
          </fieldset>
        </>
      )}
      {task.kind === 'change' && (
        <label className="tick">
          <input
            type="checkbox"
            checked={isActive}
            data-testid="account-active"
            onChange={(event) => setActive(event.target.checked)}
          />
          {t('accounts.maySignIn')}
        </label>
      )}
      {wantsSecret && (
        <>
          <p className="field-hint">{t('accounts.firstSecretWhy')}</p>
          <NewSecret form={form} name="secret" again="again" label={t('accounts.firstSecret')} isFirst={!wantsName} />
        </>
      )}
      <FormEnd form={form} label={t('manage.save')} hotkey="F12" testId="save">
        <KeyButton label={t('actions.close')} hotkey="Escape" testId="close-form" onPress={onClose} />
      </FormEnd>
    </form>
  )
}

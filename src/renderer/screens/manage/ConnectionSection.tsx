import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionView } from '../../../shared/contract/shop.ts'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { FormEnd } from '../../components/FormEnd.tsx'
import { type Form, useForm } from '../../components/useForm.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { useLoaded } from '../../components/useLoaded.ts'
import {
  type ConnectionField,
  connectionInput,
  connectionValues,
  type PlainField,
  plainFields,
  savedSecrets,
  secretFieldNames,
  secretFields,
} from '../../state/connection.ts'
import { isAtFault } from '../../state/form.ts'
import type { Ask } from '../../state/store.ts'
import { ConnectionTest } from './ConnectionTest.tsx'
import { KeyFile } from './KeyFile.tsx'
import { Waiting } from './Waiting.tsx'

const viewConnection = (ask: Ask) => ask('connection.view', {})

/** The way to the center: typed or imported, kept sealed, tried channel by channel. */
export function ConnectionSection({ ask }: { readonly ask: Ask }): ReactElement {
  const { loaded, reload } = useLoaded(ask, viewConnection)
  return (
    <Waiting loaded={loaded} onRetry={reload}>
      {(view) => (
        <div className="manage-columns">
          <ConnectionEditor view={view} ask={ask} onSaved={reload} />
          <ConnectionTest ask={ask} />
        </div>
      )}
    </Waiting>
  )
}

interface EditorProps {
  readonly view: ConnectionView
  readonly ask: Ask
  readonly onSaved: () => void
}

function ConnectionEditor({ view, ask, onSaved }: EditorProps): ReactElement {
  const form = useForm(ask, connectionValues(view), { byCode: { PROFILE_UNKNOWN: 'profile' }, secrets: secretFieldNames })
  const send = (): void => form.send('connection.save', connectionInput(form.values), onSaved)
  useHotkeys({ F12: view.isFixed ? null : send })
  return <ConnectionForm view={view} form={form} onSend={send} />
}

interface FormProps {
  readonly view: ConnectionView
  readonly form: Form<ConnectionField>
  readonly onSend: () => void
}

const plainNames = Object.freeze(Object.keys(plainFields) as PlainField[])

/** The form as it stands; in training it shows what the mock center said, and nothing can be changed. */
export function ConnectionForm({ view, form, onSend }: FormProps): ReactElement {
  const { t } = useTranslation()
  const { isFixed, profiles } = view
  const saved = savedSecrets(view)
  const known = profiles.map((name) => [name, t(`connection.profileName.${name}`, { defaultValue: name })] as const)
  const options = profiles.includes(form.values.profile) ? known : [['', t('connection.choose')] as const, ...known]
  return (
    <form
      className="manage-form manage-grid"
      data-testid="connection-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isFixed) onSend()
      }}
    >
      {isFixed && <p className="fixed-note">{t('connection.fixed')}</p>}
      {plainNames.map((name) => (
        <Field
          key={name}
          form={form}
          name={name}
          label={t(`connection.field.${name}`)}
          isFixed={isFixed}
          maxLength={plainFields[name]}
        />
      ))}
      <Choice
        name="profile"
        label={t('connection.profile')}
        value={form.values.profile}
        options={options}
        onChoose={(profile) => form.type('profile', profile)}
        isDisabled={isFixed}
        isWrong={isAtFault(form.fault, 'profile')}
      />
      {!isFixed &&
        secretFieldNames.map((name) => (
          <Field
            key={name}
            form={form}
            name={name}
            label={t(`connection.secret.${name}`)}
            hint={t(saved[name] ? 'connection.kept' : 'connection.missing')}
            isSecret
            maxLength={secretFields[name]}
          >
            <KeyFile
              label={t('connection.import')}
              about={t(`connection.secret.${name}`)}
              onRead={(text) => form.type(name, text)}
            />
          </Field>
        ))}
      {!isFixed && <FormEnd form={form} label={t('manage.save')} hotkey="F12" testId="save" done={t('connection.saved')} />}
    </form>
  )
}

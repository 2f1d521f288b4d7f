import { Button } from 'antd'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandOutput } from '../../../shared/contract/contract.ts'
import { Choice } from '../../components/Choice.tsx'
import type { Form } from '../../components/useForm.ts'
import { useLoaded } from '../../components/useLoaded.ts'
import type { Loaded } from '../../state/desk.ts'
import type { DeviceField } from '../../state/deviceForm.ts'
import { isAtFault } from '../../state/form.ts'
import type { Ask } from '../../state/store.ts'

interface Props {
  readonly form: Pick<Form<DeviceField>, 'values' | 'fault' | 'type'>
  readonly label: string
  readonly ask: Ask
}

const askPrinters = (ask: Ask) => ask('devices.systemPrinters', {})

/** One of the printers that the operating system has. */
export function SystemPrinterChoice({ form, label, ask }: Props): ReactElement {
  const { loaded, reload } = useLoaded(ask, askPrinters)
  return <SystemPrinterList form={form} label={label} loaded={loaded} onRetry={reload} />
}

interface ListProps extends Pick<Props, 'form' | 'label'> {
  readonly loaded: Loaded<CommandOutput<'devices.systemPrinters'>>
  readonly onRetry: () => void
}

/** The same once the system was asked. The one that is set up is never lost: when the system has it no more, or does not tell, it stands there all the same. */
export function SystemPrinterList({ form, label, loaded, onRetry }: ListProps): ReactElement {
  const { t } = useTranslation()
  const { place } = form.values
  const names = loaded !== null && 'value' in loaded ? loaded.value.names : null
  const isGone = names !== null && place !== '' && !names.includes(place)
  const options = [
    ...(place === '' ? [['', t('devices.systemPrinters.choose')] as const] : []),
    ...(place === '' || names?.includes(place)
      ? []
      : [[place, isGone ? t('devices.systemPrinters.gone', { name: place }) : place] as const]),
    ...(names ?? []).map((name) => [name, name] as const),
  ]
  return (
    <>
      <Choice
        name="place"
        label={label}
        value={place}
        options={options}
        isWrong={isAtFault(form.fault, 'place')}
        onChoose={(name) => form.type('place', name)}
      />
      {loaded === null && (
        <p className="field-hint" role="status">
          {t('devices.systemPrinters.loading')}
        </p>
      )}
      {names?.length === 0 && (
        <p className="field-hint" role="status" data-testid="no-system-printers">
          {t('devices.systemPrinters.none')}
        </p>
      )}
      {isGone && (
        <p className="word-bad" role="status" data-testid="system-printer-gone">
          {t('devices.systemPrinters.isGone', { name: place })}
        </p>
      )}
      {loaded !== null && 'failure' in loaded && (
        <p className="word-bad" role="alert" data-code={loaded.failure.code}>
          {t(`failures.${loaded.failure.code}.what`)} {t(`failures.${loaded.failure.code}.next`)}{' '}
          <Button size="small" data-testid="retry" onClick={onRetry}>
            {t('actions.retry')}
          </Button>
        </p>
      )}
    </>
  )
}

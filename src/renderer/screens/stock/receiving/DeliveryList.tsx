import { Button } from 'antd'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryImport, DeliveryRow } from '../../../../shared/contract/stock/receiving.ts'
import { Field } from '../../../components/Field.tsx'
import { FormEnd } from '../../../components/FormEnd.tsx'
import { useForm } from '../../../components/useForm.ts'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { useLoaded } from '../../../components/useLoaded.ts'
import { dateTime } from '../../../format/time.ts'
import { emptyField } from '../../../state/form.ts'
import type { Ask } from '../../../state/store.ts'
import { Waiting } from '../../manage/Waiting.tsx'
import { FileInput } from './FileInput.tsx'
import { ImportFaults } from './ImportFaults.tsx'
import type { ReceivingProps } from './ReceivingSection.tsx'

const list = (ask: Ask) => ask('receiving.list', {})
/** The columns of the list. */
export const deliveryColumns = Object.freeze(['id', 'supplier', 'note', 'state', 'opened', 'actions'] as const)

/** The deliveries that are not done with and the last ones; a new one is typed, or read from the supplier's file. */
export function DeliveryList({
  ask,
  act,
  mayDecide,
  onOpen,
}: ReceivingProps & { readonly onOpen: (id: string) => void }): ReactElement {
  const { t } = useTranslation()
  const { loaded, reload } = useLoaded(ask, list)
  const [read, setRead] = useState<DeliveryImport | null>(null)
  const form = useForm(ask, { supplier: '', note: '', invoice: '' })
  const begin = (): void => {
    const fault = emptyField(form.values, [
      ['supplier', t('receiving.supplier')],
      ['note', t('receiving.note')],
    ])
    if (fault) form.refuse(fault)
    else form.send('receiving.begin', form.values, ({ deliveryId }) => onOpen(deliveryId))
  }
  const importFile = (file: string): void => {
    const { supplier, note } = form.values
    form.send('receiving.import', { deliveryId: null, supplier, note, file }, (result) => {
      if (result.deliveryId === null) setRead(result)
      else onOpen(result.deliveryId)
    })
  }
  useHotkeys({ F12: begin })
  return (
    <div className="stock-part">
      <form
        className="manage-form"
        data-testid="delivery-form"
        onSubmit={(event) => {
          event.preventDefault()
          begin()
        }}
      >
        <Field form={form} name="supplier" label={t('receiving.supplier')} isFirst maxLength={200} />
        <Field form={form} name="note" label={t('receiving.note')} maxLength={50} />
        <Field form={form} name="invoice" label={t('receiving.invoice')} maxLength={50} />
        <FormEnd form={form} label={t('receiving.begin')} hotkey="F12" testId="delivery-begin">
          <FileInput label={t('receiving.importFile')} onFile={importFile} />
        </FormEnd>
        <p className="field-hint">{t('receiving.fileHint')}</p>
      </form>
      {read && <ImportFaults result={read} />}
      <Waiting loaded={loaded} onRetry={reload}>
        {({ deliveries, bySecond }) => (
          <>
            {mayDecide && (
              <label className="tick">
                <input
                  type="checkbox"
                  checked={bySecond}
                  data-testid="by-second"
                  onChange={(event) => act('receiving.setSecond', { bySecond: event.target.checked }, reload)}
                />
                {t('receiving.bySecond')}
              </label>
            )}
            <DeliveryTable deliveries={deliveries} onOpen={onOpen} />
          </>
        )}
      </Waiting>
    </div>
  )
}

function DeliveryTable({
  deliveries,
  onOpen,
}: {
  readonly deliveries: readonly DeliveryRow[]
  readonly onOpen: (id: string) => void
}): ReactElement {
  const { t } = useTranslation()
  if (deliveries.length === 0)
    return (
      <p className="column-empty" data-testid="deliveries-none">
        {t('receiving.none')}
      </p>
    )
  return (
    <table className="stock-table" data-testid="deliveries">
      <thead>
        <tr>
          {deliveryColumns.map((column) => (
            <th key={column}>{t(`receiving.listColumn.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {deliveries.map(({ id, supplier, note, state, openedAt, person }) => (
          <tr key={id} data-testid="delivery-row" data-state={state}>
            <td>{id}</td>
            <td>{supplier}</td>
            <td>{note}</td>
            <td>
              <strong className={state === 'done' ? 'word-good' : state === 'cancelled' ? 'muted' : 'word-waiting'}>
                {t(`receiving.state.${state}`)}
              </strong>
            </td>
            <td>
              {dateTime(openedAt)} {person}
            </td>
            <td className="row-actions">
              <Button aria-description={id} data-testid="delivery-open" onClick={() => onOpen(id)}>
                {t('receiving.open')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

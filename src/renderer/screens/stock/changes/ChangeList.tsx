import { Button } from 'antd'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangeRow, LotStock } from '../../../../shared/contract/stock/changes.ts'
import { formatQuantity, type Quantity } from '../../../../shared/domain/money.ts'
import { changeKinds } from '../../../../shared/domain/stockChanges.ts'
import { Choice } from '../../../components/Choice.tsx'
import { Field } from '../../../components/Field.tsx'
import { FormEnd } from '../../../components/FormEnd.tsx'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { useForm } from '../../../components/useForm.ts'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { useLoaded } from '../../../components/useLoaded.ts'
import { dateTime } from '../../../format/time.ts'
import { emptyField } from '../../../state/form.ts'
import type { Ask } from '../../../state/store.ts'
import { Waiting } from '../../manage/Waiting.tsx'
import type { ChangesProps } from './ChangesSection.tsx'

const list = (ask: Ask) => ask('changes.list', {})
/** The columns of the papers, and of the lots that run out. */
export const changeColumns = Object.freeze(['id', 'kind', 'state', 'reason', 'opened', 'actions'] as const)
export const expiryColumns = Object.freeze(['drug', 'lot', 'expires', 'left', 'quantity', 'shelf'] as const)
/** half a year: long enough to send goods back, or to sell them first */
const DAYS = 180

/** The papers, the form for a new one, what came back and waits, and what runs out soon. */
export function ChangeList({ ask, mayDecide, onOpen }: ChangesProps & { readonly onOpen: (id: string) => void }): ReactElement {
  const { t } = useTranslation()
  const { loaded, reload } = useLoaded(ask, list)
  const [lots, setLots] = useState<readonly LotStock[] | null>(null)
  const form = useForm(ask, { kind: '105', reason: '', supplier: '', invoice: '' })
  const kind = changeKinds.find((one) => one === form.values.kind)
  const begin = (): void => {
    const { reason, supplier, invoice } = form.values
    const fault = emptyField(form.values, [
      ['reason', t('changes.reason')],
      ...(kind === 'purchaseReturn'
        ? ([
            ['supplier', t('receiving.supplier')],
            ['invoice', t('receiving.invoice')],
          ] as const)
        : []),
    ])
    if (fault) form.refuse(fault)
    else if (kind) form.send('changes.begin', { kind, reason, supplier, invoice }, ({ changeId }) => onOpen(changeId))
  }
  const nearExpiry = (): void =>
    void ask('changes.nearExpiry', { days: DAYS }).then((result) => {
      if (result.ok) setLots(result.value.lots)
    })
  useHotkeys({ F12: mayDecide ? begin : null, 'Shift+F6': nearExpiry })
  return (
    <div className="stock-part">
      {mayDecide ? (
        <form
          className="manage-form"
          data-testid="change-form"
          onSubmit={(event) => {
            event.preventDefault()
            begin()
          }}
        >
          <Choice
            name="kind"
            label={t('changes.kind')}
            value={form.values.kind}
            options={changeKinds.map((one) => [one, t(`changes.kindName.${one}`)])}
            onChoose={(chosen) => form.type('kind', chosen)}
          />
          <Field form={form} name="reason" label={t('changes.reason')} isFirst maxLength={200} />
          {kind === 'purchaseReturn' && (
            <>
              <Field form={form} name="supplier" label={t('receiving.supplier')} maxLength={200} />
              <Field form={form} name="invoice" label={t('receiving.invoice')} maxLength={50} />
            </>
          )}
          <FormEnd form={form} label={t('changes.begin')} hotkey="F12" testId="change-begin" />
        </form>
      ) : (
        <p className="field-hint">{t('changes.managerOnly')}</p>
      )}
      <div className="stock-line">
        <KeyButton label={t('changes.nearExpiry', { days: DAYS })} hotkey="Shift+F6" testId="near-expiry" onPress={nearExpiry} />
      </div>
      {lots && <ExpiryTable lots={lots} />}
      <Waiting loaded={loaded} onRetry={reload}>
        {({ changes, returned }) => (
          <>
            {returned > 0 && (
              <p className="stock-next word-waiting" data-testid="returned-waiting">
                {t('changes.returnedWaiting', { count: returned })}
              </p>
            )}
            <ChangeTable changes={changes} onOpen={onOpen} />
          </>
        )}
      </Waiting>
    </div>
  )
}

function ChangeTable({
  changes,
  onOpen,
}: {
  readonly changes: readonly ChangeRow[]
  readonly onOpen: (id: string) => void
}): ReactElement {
  const { t } = useTranslation()
  if (changes.length === 0)
    return (
      <p className="column-empty" data-testid="changes-none">
        {t('changes.none')}
      </p>
    )
  return (
    <table className="stock-table" data-testid="changes">
      <thead>
        <tr>
          {changeColumns.map((column) => (
            <th key={column}>{t(`changes.listColumn.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ id, kind, state, reason, openedAt, person }) => (
          <tr key={id} data-testid="change-row" data-state={state}>
            <td>{id}</td>
            <td>{t(`changes.kindName.${kind}`)}</td>
            <td>
              <strong className={state === 'done' ? 'word-good' : state === 'open' ? 'word-waiting' : 'muted'}>
                {t(`changes.state.${state}`)}
              </strong>
            </td>
            <td>{reason}</td>
            <td>
              {dateTime(openedAt)} {person}
            </td>
            <td className="row-actions">
              <Button aria-description={id} data-testid="change-open" onClick={() => onOpen(id)}>
                {t('receiving.open')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The lots that run out soon, what has run out first and in red. */
export function ExpiryTable({ lots }: { readonly lots: readonly LotStock[] }): ReactElement {
  const { t } = useTranslation()
  if (lots.length === 0) return <p className="column-empty">{t('changes.noneExpires')}</p>
  return (
    <table className="stock-table" data-testid="expiry-table">
      <thead>
        <tr>
          {expiryColumns.map((column) => (
            <th key={column}>{t(`changes.expiryColumn.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lots.map(({ lotId, drug, lot, expiresOn, daysLeft, quantity, unit, shelf }) => {
          const isOver = daysLeft !== null && daysLeft < 0
          return (
            <tr key={lotId}>
              <td>{drug}</td>
              <td>{lot}</td>
              <td>{expiresOn}</td>
              <td className={isOver ? 'word-bad' : 'word-waiting'}>
                {isOver ? t('receiving.expired') : t('changes.daysLeft', { days: daysLeft ?? 0 })}
              </td>
              <td className="number">
                {formatQuantity(quantity as Quantity)} {unit}
              </td>
              <td>{shelf}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

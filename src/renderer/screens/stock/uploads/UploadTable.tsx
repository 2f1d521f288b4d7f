import { Button } from 'antd'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { failureFacts } from '../../../../shared/contract/failureFacts.ts'
import type { UploadView } from '../../../../shared/contract/stock/uploads.ts'
import { formatQuantity, type Quantity } from '../../../../shared/domain/money.ts'
import { deadlineOf } from '../../../../shared/domain/uploadDeadline.ts'
import { dateTime } from '../../../format/time.ts'

/** What a person may decide of one upload. */
export type UploadDeed = 'again' | 'drop' | 'delete'

/** The columns of the list. */
export const uploadColumns = Object.freeze([
  'what',
  'document',
  'drug',
  'lot',
  'quantity',
  'state',
  'due',
  'person',
  'actions',
] as const)

const deadlineWords = Object.freeze({ none: 'muted', inTime: 'muted', soon: 'word-waiting', late: 'word-bad' } as const)
const stateWords = Object.freeze({
  waiting: 'word-waiting',
  done: 'word-good',
  refused: 'word-bad',
  unknown: 'word-bad',
  deleted: 'muted',
  dropped: 'muted',
} as const)

interface Props {
  readonly rows: readonly UploadView[]
  /** the center's time, epoch ms */
  readonly now: number
  readonly mayDecide: boolean
  readonly onDeed: (deed: UploadDeed, upload: UploadView) => void
}

/** The uploads, each with how it stands, why it was refused and whose turn it is, and its moment in colour and word. */
export function UploadTable({ rows, now, mayDecide, onDeed }: Props): ReactElement {
  const { t } = useTranslation()
  return (
    <table className="stock-table" data-testid="upload-table">
      <thead>
        <tr>
          {uploadColumns.map((column) => (
            <th key={column}>{t(`uploads.column.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const isOpen = row.state === 'waiting' || row.state === 'refused' || row.state === 'unknown'
          const deadline = isOpen ? deadlineOf(row.dueAt, now) : 'none'
          return (
            <tr key={row.batchSerial} data-testid="upload-row" data-state={row.state}>
              <td>{t(`uploads.number.${row.number}`)}</td>
              <td>{row.batchSerial}</td>
              <td>{row.drug}</td>
              <td>{row.lot}</td>
              <td className="number">
                {formatQuantity(row.quantity as Quantity)} {row.unit}
              </td>
              <td>
                <strong className={stateWords[row.state]}>
                  {row.isUnderWay ? t('uploads.sending') : t(`uploads.state.${row.state}`)}
                </strong>
                {row.failure && <WhyNot failure={row.failure} />}
              </td>
              <td className={deadlineWords[deadline]}>
                {t(`uploads.deadline.${deadline}`)}
                {isOpen && row.dueAt !== null && <span> {dateTime(row.dueAt)}</span>}
              </td>
              <td>{row.person ?? t('box.program')}</td>
              <td className="row-actions">
                {deedsOf(row, mayDecide).map((deed) => (
                  <Button
                    key={deed}
                    aria-description={row.batchSerial}
                    data-testid={`upload-${deed}`}
                    onClick={() => onDeed(deed, row)}
                  >
                    {deed === 'again' ? t('uploads.againOne') : deed === 'drop' ? t('uploads.drop') : t('uploads.delete')}
                  </Button>
                ))}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function WhyNot({ failure: { code, center } }: { readonly failure: NonNullable<UploadView['failure']> }): ReactElement {
  const { t } = useTranslation()
  return (
    <p className="field-hint" data-testid="upload-why">
      {t(`failures.${code}.what`)}
      {center && ` ${t('notice.center')} ${center.code} ${center.message}`}
      <strong> {t(`turns.${failureFacts[code].turn}`)}</strong>
    </p>
  )
}

/** What can be decided of an upload as it stands, by somebody who may (`mayDecide`: a manager) or by anybody. */
export function deedsOf({ state, isUnderWay }: UploadView, mayDecide: boolean): readonly UploadDeed[] {
  if (isUnderWay) return []
  if (state === 'refused') return mayDecide ? ['again', 'drop'] : ['again']
  if (state === 'unknown') return ['again']
  if (state === 'waiting') return mayDecide ? ['drop'] : []
  return state === 'done' && mayDecide ? ['delete'] : []
}

import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoxLife } from '../../../../shared/contract/stock/box.ts'
import { dateTime } from '../../../format/time.ts'

/** The columns of a box's life. */
export const boxColumns = Object.freeze(['at', 'what', 'pieces', 'person', 'document', 'reason'] as const)

/** One box: what it is, where it is now in a big word, and each line of its life, oldest first. */
export function BoxCard({ life }: { readonly life: BoxLife }): ReactElement {
  const { t } = useTranslation()
  const { code, place, pieces, drug, lot, events } = life
  const isOpened = drug !== null && place !== null && pieces > 0 && pieces < drug.piecesPerPack
  return (
    <article className="box-card" data-testid="box-card" data-place={place ?? 'unknown'}>
      <p className={`box-place place-${place ?? 'unknown'}`} data-testid="box-place">
        {t(`box.place.${place ?? 'unknown'}`)}
        {isOpened && <span> · {t('box.opened', { pieces, unit: drug.pieceUnit })}</span>}
      </p>
      <dl className="stock-facts">
        <dt>{t('box.code')}</dt>
        <dd>{code}</dd>
        <dt>{t('box.drug')}</dt>
        <dd>{drug ? `${drug.name} ${drug.specification} ${drug.manufacturer}` : t('box.drugUnknown')}</dd>
        {lot && (
          <>
            <dt>{t('box.lot')}</dt>
            <dd>
              {lot.number}
              {lot.isRecalled && <strong className="bad"> {t('box.recalled')}</strong>}
            </dd>
            <dt>{t('box.expires')}</dt>
            <dd>{lot.expiresOn ?? t('box.noExpiry')}</dd>
          </>
        )}
      </dl>
      {place === null ? (
        <p className="field-hint" data-testid="box-unknown">
          {t('box.unknownWhy')}
        </p>
      ) : (
        <table className="stock-table" data-testid="box-life">
          <thead>
            <tr>
              {boxColumns.map((column) => (
                <th key={column}>{t(`box.column.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {events.map((event, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a life only grows at its end
              <tr key={index}>
                <td>{dateTime(event.at)}</td>
                <td>
                  {event.from === null ? '' : `${t(`box.place.${event.from}`)} → `}
                  <strong>{t(`box.place.${event.to}`)}</strong>
                </td>
                <td className="number">{event.pieces}</td>
                <td>{event.person ?? t('box.program')}</td>
                <td>{event.document ?? ''}</td>
                <td>{event.reason === null ? '' : t(`box.reason.${event.reason}`, { defaultValue: event.reason })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </article>
  )
}

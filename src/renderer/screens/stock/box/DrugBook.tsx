import { type ReactElement, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrugBook as Book, BookPlace } from '../../../../shared/contract/stock/views.ts'
import { formatQuantity, type Quantity } from '../../../../shared/domain/money.ts'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { useLoaded } from '../../../components/useLoaded.ts'
import { dateTime } from '../../../format/time.ts'
import type { Ask } from '../../../state/store.ts'
import { Waiting } from '../../manage/Waiting.tsx'

/** The columns of a drug's book. */
export const bookColumns = Object.freeze(['at', 'kind', 'quantity', 'left', 'lot', 'document', 'person'] as const)

interface Props {
  readonly ask: Ask
  /** its own number, its EAN, or the trace code of one of its boxes */
  readonly of: string
}

/** The book of the stock of one drug, newest first, each line with what there was after it. */
export function DrugBook({ ask, of }: Props): ReactElement {
  const [after, setAfter] = useState<BookPlace | null>(null)
  const question = useCallback((by: Ask) => by('stock.movements', { of, after }), [of, after])
  const { loaded, reload } = useLoaded(ask, question)
  const next = loaded !== null && 'value' in loaded ? loaded.value.next : null
  const goOn = next && (() => setAfter(next))
  const goBack = after && (() => setAfter(null))
  useHotkeys({ PageDown: goOn, PageUp: goBack })
  return (
    <Waiting loaded={loaded} onRetry={reload}>
      {(book) => <BookPage book={book} onOlder={goOn} onNewest={goBack} />}
    </Waiting>
  )
}

interface PageProps {
  readonly book: Book
  readonly onOlder: (() => void) | null
  readonly onNewest: (() => void) | null
}

/** A page of it. */
export function BookPage({ book, onOlder, onNewest }: PageProps): ReactElement {
  const { t } = useTranslation()
  const of = (quantity: number): string => `${formatQuantity(quantity as Quantity)} ${book.unit}`
  return (
    <section className="view" data-testid="drug-book" data-drug={book.drugId} aria-label={t('drugBook.title')}>
      <h3>
        {t('drugBook.title')} {book.name} {book.specification} {book.manufacturer}
      </h3>
      <div className="stock-numbers">
        <p data-testid="book-on-hand">
          {t('drugBook.onHand')} <strong>{of(book.onHand)}</strong>
        </p>
      </div>
      {book.rows.length === 0 ? (
        <p className="field-hint">{t('drugBook.empty')}</p>
      ) : (
        <table className="stock-table" data-testid="book-rows">
          <thead>
            <tr>
              {bookColumns.map((column) => (
                <th key={column}>{t(`drugBook.column.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {book.rows.map(({ seq, at, kind, changeType, quantity, left, lot, document, person }) => (
              <tr key={seq} data-kind={kind}>
                <td>{dateTime(at)}</td>
                <td>
                  <strong>{changeType === null ? t(`drugBook.kind.${kind}`) : t(`drugBook.change.${changeType}`)}</strong>
                </td>
                <td className="number">
                  {quantity > 0 ? '+' : ''}
                  {of(quantity)}
                </td>
                <td className="number">{of(left)}</td>
                <td>{lot}</td>
                <td>{kind === 'opening' ? '' : document}</td>
                <td>{person ?? t('drugBook.program')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="stock-line">
        {onNewest && <KeyButton label={t('drugBook.newest')} hotkey="PageUp" testId="book-newest" onPress={onNewest} />}
        {onOlder && <KeyButton label={t('drugBook.more')} hotkey="PageDown" testId="book-older" onPress={onOlder} />}
      </div>
    </section>
  )
}

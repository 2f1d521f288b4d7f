import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CountLine, StocktakeView } from '../../../../shared/contract/stock/stocktake.ts'
import { timeOfDay } from '../../../format/time.ts'
import { countWords } from './countWords.ts'

const ON_SHELF = ['inStock', 'reserved'] as const
const CAME_BACK = ['missing', 'transferred', 'destroyed'] as const

/** The box that was counted last, large, with how many of its drug are counted; and what is the matter with it. */
export function LastBox({
  line,
  running: { count, book },
}: {
  readonly line: CountLine
  readonly running: NonNullable<StocktakeView['running']>
}): ReactElement {
  const { t } = useTranslation()
  const { drug, code, lotNumber } = line
  return (
    <article className="box-card" data-testid="count-last">
      <p className="box-place">
        {drug.name} {drug.specification}
      </p>
      <p className="muted">{[drug.manufacturer, code, lotNumber].filter(Boolean).join(' · ')}</p>
      <div className="stock-numbers">
        <p data-testid="count-running">
          {t('stocktake.running')} <strong>{countWords(count, drug)}</strong>
        </p>
        {book !== null && (
          <p data-testid="count-book">
            {t('stocktake.inBooks')} <strong>{countWords(book, drug)}</strong>
          </p>
        )}
      </div>
      <BoxWords line={line} />
    </article>
  )
}

function BoxWords({ line: { code, place, lotNumber } }: { readonly line: CountLine }): ReactElement | null {
  const { t } = useTranslation()
  if (code === null) return null
  if (place === null)
    return <p className="word-bad">{lotNumber === null ? t('stocktake.isNew') : t('stocktake.newWithLot', { lot: lotNumber })}</p>
  if (ON_SHELF.some((each) => each === place)) return null
  const where = { place: t(`box.place.${place}`) }
  return CAME_BACK.some((each) => each === place) ? (
    <p className="word-waiting">{t('stocktake.comesBack', where)}</p>
  ) : (
    <p className="word-bad">{t('stocktake.elsewhere', where)}</p>
  )
}

/** What everybody counted last, newest first. */
export function RecentLines({ lines }: { readonly lines: readonly CountLine[] }): ReactElement {
  const { t } = useTranslation()
  return (
    <table className="stock-table" data-testid="count-recent">
      <caption>{t('stocktake.recent')}</caption>
      <tbody>
        {lines.map(({ line, at, person, drug, code, lotNumber, count }) => (
          <tr key={line}>
            <td>{timeOfDay(at)}</td>
            <td>{person}</td>
            <td>
              {drug.name} {drug.specification}
            </td>
            <td>{code ?? lotNumber}</td>
            <td className="number">{countWords(count, drug)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { StockView } from '../../../../shared/contract/stock/views.ts'
import { yuan } from '../../../format/money.ts'
import { dateTime } from '../../../format/time.ts'

interface Figure {
  readonly name: string
  readonly label: string
  readonly number: string
  readonly word?: 'word-bad' | 'word-waiting' | 'word-good'
}

/** The big numbers of a view, each with its word. */
export function ViewFigures({ view }: { readonly view: StockView }): ReactElement {
  const { t } = useTranslation()
  return (
    <div className="stock-numbers" data-testid="view-figures">
      {useFigures(view).map(({ name, label, number, word }) => (
        <p key={name} data-testid={`figure-${name}`}>
          {label} <strong className={word}>{number}</strong>
        </p>
      ))}
      <p className="muted">{t('views.at', { at: dateTime(view.at) })}</p>
    </div>
  )
}

function useFigures(view: StockView): readonly Figure[] {
  const { t } = useTranslation()
  switch (view.kind) {
    case 'value':
      return [
        { name: 'value', label: t('views.figure.value'), number: yuan(view.value) },
        { name: 'drugs', label: t('views.figure.drugs'), number: `${view.total}` },
      ]
    case 'turnover': {
      const own = view.months.at(-1)
      return [
        { name: 'sold', label: t('views.figure.sold', { month: view.month }), number: yuan(own?.sold ?? 0) },
        { name: 'bought', label: t('views.figure.bought'), number: yuan(own?.bought ?? 0) },
      ]
    }
    case 'expiry':
      return view.bands.map(({ band, lots, value }) => ({
        name: band,
        label: t(`views.band.${band}`),
        number: t('views.lots', { lots, value: yuan(value) }),
        ...(band === 'expired' && lots > 0 && { word: 'word-bad' }),
        ...(band === '30' && lots > 0 && { word: 'word-waiting' }),
      }))
    case 'deadlines':
      return view.levels.map(({ level, lines }) => ({
        name: level,
        label: t(`uploads.deadline.${level}`),
        number: `${lines}`,
        ...(level === 'late' && { word: lines > 0 ? 'word-bad' : 'word-good' }),
        ...(level === 'soon' && lines > 0 && { word: 'word-waiting' }),
      }))
    case 'causes':
      return [
        {
          name: 'worth',
          label: t('views.figure.worth'),
          number: yuan(view.worth),
          word: view.worth === 0 ? 'word-good' : 'word-bad',
        },
        {
          name: 'comparedAt',
          label: t('views.figure.comparedAt'),
          number: view.comparedAt === null ? t('views.never') : dateTime(view.comparedAt),
        },
      ]
  }
}

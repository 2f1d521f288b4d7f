import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Area, AreaChart, Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import type { StockViewOf } from '../../../../shared/contract/stock/views.ts'
import { yuan } from '../../../format/money.ts'
import { palette } from '../../../theme/palette.ts'

const HEIGHT = 200
const AXIS = 84
const HATCHED = 'view-hatched'
const TEN_THOUSAND = 1_000_000

const tick = { fill: palette.muted, fontSize: 14 }
const margin = { top: 20, right: 16, bottom: 0, left: 0 }

/** Its words say what its shapes say; the numbers stand in the table beneath. */
function Chart({
  label,
  legend,
  children,
}: {
  readonly label: string
  readonly legend?: ReactNode
  readonly children: ReactElement
}) {
  return (
    <figure className="view-chart" data-testid="view-chart">
      <figcaption>
        {label}
        {legend}
      </figcaption>
      <div role="img" aria-label={label}>
        <ResponsiveContainer width="100%" height={HEIGHT}>
          {children}
        </ResponsiveContainer>
      </div>
    </figure>
  )
}

/** Money on an axis: whole yuan, and ten thousands of them where there are. */
function useShortYuan(): (fen: number) => string {
  const { t } = useTranslation()
  return (fen) =>
    Math.abs(fen) >= TEN_THOUSAND
      ? t('views.tenThousands', { amount: Number((fen / TEN_THOUSAND).toFixed(2)) })
      : t('views.yuan', { amount: Math.round(fen / 100) })
}

/** What the stock was worth at the end of each day. */
export function ValueChart({ view: { days } }: { readonly view: StockViewOf<'value'> }): ReactElement {
  const { t } = useTranslation()
  const short = useShortYuan()
  const from = days[0]
  const to = days.at(-1)
  const label = t('views.chart.value', {
    from: from?.day ?? '',
    to: to?.day ?? '',
    first: yuan(from?.value ?? 0),
    last: yuan(to?.value ?? 0),
  })
  return (
    <Chart label={label}>
      <AreaChart data={[...days]} margin={margin} accessibilityLayer={false}>
        <CartesianGrid stroke={palette.line} vertical={false} />
        <XAxis dataKey="day" tick={tick} tickMargin={6} minTickGap={48} />
        <YAxis width={AXIS} tick={tick} tickFormatter={short} />
        <Area
          dataKey="value"
          type="stepAfter"
          stroke={palette.primary}
          strokeWidth={3}
          fill={palette.primarySoft}
          isAnimationActive={false}
          activeDot={false}
        />
      </AreaChart>
    </Chart>
  )
}

/** What was sold and bought in each month: full and hatched, so that no colour is needed to tell them apart. */
export function TurnoverChart({ view: { months } }: { readonly view: StockViewOf<'turnover'> }): ReactElement {
  const { t } = useTranslation()
  const short = useShortYuan()
  return (
    <Chart
      label={t('views.chart.turnover', { from: months[0]?.month ?? '', to: months.at(-1)?.month ?? '' })}
      legend={
        <span className="view-legend">
          <span className="view-full" /> {t('views.column.sold')} <span className="view-hatched" /> {t('views.column.bought')}
        </span>
      }
    >
      <BarChart data={[...months]} margin={margin} accessibilityLayer={false}>
        <defs>
          <pattern id={HATCHED} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="8" height="8" fill={palette.surface} />
            <rect width="4" height="8" fill={palette.text} />
          </pattern>
        </defs>
        <CartesianGrid stroke={palette.line} vertical={false} />
        <XAxis dataKey="month" tick={tick} tickMargin={6} />
        <YAxis width={AXIS} tick={tick} tickFormatter={short} />
        <Bar dataKey="sold" fill={palette.primary} isAnimationActive={false} />
        <Bar dataKey="bought" fill={`url(#${HATCHED})`} stroke={palette.text} isAnimationActive={false} />
      </BarChart>
    </Chart>
  )
}

/** What the differences of each cause are worth, with the amount over each bar. */
export function CauseChart({ view: { rows } }: { readonly view: StockViewOf<'causes'> }): ReactElement {
  const { t } = useTranslation()
  const short = useShortYuan()
  const data = rows.map(({ cause, worth }) => ({ cause: t(`comparison.cause.${cause}`), worth, word: yuan(worth) }))
  return (
    <Chart label={t('views.chart.causes')}>
      <BarChart data={data} margin={margin} accessibilityLayer={false}>
        <CartesianGrid stroke={palette.line} vertical={false} />
        <XAxis dataKey="cause" tick={tick} tickMargin={6} />
        <YAxis width={AXIS} tick={tick} tickFormatter={short} />
        <Bar dataKey="worth" fill={palette.primary} maxBarSize={120} isAnimationActive={false}>
          <LabelList dataKey="word" position="top" fill={palette.text} fontSize={14} />
        </Bar>
      </BarChart>
    </Chart>
  )
}

/** What the lots of each band are worth, with the amount over each bar. */
export function ExpiryChart({ view: { bands } }: { readonly view: StockViewOf<'expiry'> }): ReactElement {
  const { t } = useTranslation()
  const short = useShortYuan()
  const data = bands.map(({ band, value }) => ({ band: t(`views.band.${band}`), value, word: `${yuan(value)}` }))
  return (
    <Chart label={t('views.chart.expiry')}>
      <BarChart data={data} margin={margin} accessibilityLayer={false}>
        <CartesianGrid stroke={palette.line} vertical={false} />
        <XAxis dataKey="band" tick={tick} tickMargin={6} />
        <YAxis width={AXIS} tick={tick} tickFormatter={short} />
        <Bar dataKey="value" fill={palette.primary} maxBarSize={120} isAnimationActive={false}>
          <LabelList dataKey="word" position="top" fill={palette.text} fontSize={14} />
        </Bar>
      </BarChart>
    </Chart>
  )
}

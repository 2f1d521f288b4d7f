import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StocktakeList as Listed, StocktakeSummary } from '../../../../shared/contract/stock/stocktake.ts'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { useLoaded } from '../../../components/useLoaded.ts'
import { dateTime } from '../../../format/time.ts'
import type { Ask } from '../../../state/store.ts'
import { Waiting } from '../../manage/Waiting.tsx'
import { BeginForm } from './BeginForm.tsx'
import type { StocktakeProps } from './StocktakeSection.tsx'
import { useStocktakeNews } from './useStocktakeNews.ts'

interface Props extends StocktakeProps {
  readonly onOpen: (id: string, isCounting: boolean) => void
}

const question = (ask: Ask) => ask('stocktake.list', {})
/** The columns of the list. */
export const listColumns = Object.freeze(['id', 'scope', 'state', 'progress', 'began', 'decided'] as const)

/** The stocktakes, newest first, and the way to a new one. */
export function StocktakeList({ ask, listen, onOpen }: Props): ReactElement {
  const { loaded, reload } = useLoaded(ask, question)
  useStocktakeNews(listen, null, reload)
  return (
    <Waiting loaded={loaded} onRetry={reload}>
      {(list) => <Listing list={list} ask={ask} onOpen={onOpen} />}
    </Waiting>
  )
}

function Listing({
  list: { stocktakes, shelves },
  ask,
  onOpen,
}: Pick<Props, 'ask' | 'onOpen'> & { readonly list: Listed }): ReactElement {
  const { t } = useTranslation()
  const [isBeginning, setBeginning] = useState(false)
  const [row, setRow] = useState(0)
  const marked = stocktakes[Math.min(row, stocktakes.length - 1)]
  const open = ({ id, state }: StocktakeSummary): void => onOpen(id, state === 'counting')
  const begin = (): void => setBeginning(true)
  const leave = (): void => setBeginning(false)
  const up = (): void => setRow(Math.max(0, row - 1))
  const down = (): void => setRow(Math.min(stocktakes.length - 1, row + 1))
  const openMarked = marked ? () => open(marked) : null
  useHotkeys({ 'Shift+F6': begin, ...(isBeginning ? { F11: leave } : { ArrowUp: up, ArrowDown: down, F12: openMarked }) })
  if (isBeginning) return <BeginForm ask={ask} shelves={shelves} onBack={leave} onBegun={open} />
  return (
    <div className="stock-part">
      <div className="stock-line">
        <KeyButton
          label={t('stocktake.begin')}
          hotkey="Shift+F6"
          testId="stocktake-begin"
          isMain={stocktakes.length === 0}
          onPress={begin}
        />
        {marked && (
          <KeyButton label={t('stocktake.open')} hotkey="F12" testId="stocktake-open" isMain onPress={() => open(marked)} />
        )}
      </div>
      {stocktakes.length === 0 ? (
        <p className="column-empty" data-testid="stocktake-none">
          {t('stocktake.none')}
        </p>
      ) : (
        <StocktakeTable stocktakes={stocktakes} marked={marked?.id ?? null} onMark={setRow} />
      )}
    </div>
  )
}

/** What a stocktake covers, in words. */
export function ScopeWords({ scope }: Pick<StocktakeSummary, 'scope'>): ReactElement {
  const { t } = useTranslation()
  if (scope.kind === 'shelf') return <>{t('stocktake.ofShelf', { shelf: scope.shelf })}</>
  return <>{scope.kind === 'shop' ? t('stocktake.scopeName.shop') : scope.names.join('、')}</>
}

export function StocktakeTable({
  stocktakes,
  marked,
  onMark,
}: {
  readonly stocktakes: readonly StocktakeSummary[]
  readonly marked: string | null
  readonly onMark: (row: number) => void
}): ReactElement {
  const { t } = useTranslation()
  return (
    <table className="stock-table" data-testid="stocktakes">
      <thead>
        <tr>
          {listColumns.map((column) => (
            <th key={column}>{t(`stocktake.listColumn.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stocktakes.map((stocktake, row) => (
          <tr key={stocktake.id} aria-selected={stocktake.id === marked} onClick={() => onMark(row)}>
            <td>{stocktake.id}</td>
            <td>
              <ScopeWords scope={stocktake.scope} />
            </td>
            <td>
              <strong className={stocktake.state === 'counting' ? 'word-waiting' : 'word-good'}>
                {t(`stocktake.state.${stocktake.state}`)}
              </strong>
            </td>
            <td>{t('stocktake.progress', { counted: stocktake.counted, drugs: stocktake.drugs })}</td>
            <td>
              {dateTime(stocktake.beganAt)} {stocktake.beganBy}
            </td>
            <td>{stocktake.decidedAt === null ? '' : `${dateTime(stocktake.decidedAt)} ${stocktake.decidedBy ?? ''}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

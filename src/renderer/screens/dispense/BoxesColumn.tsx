import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { BasketItem, CaseLine, CaseView } from '../../../shared/contract/case.ts'
import { DeedButton } from '../../components/DeedButton.tsx'
import { TakeFirst } from '../../components/FirstLotLine.tsx'
import { yuan } from '../../format/money.ts'
import type { Controls } from '../../state/controls.ts'
import { digits } from '../../state/deeds.ts'
import { boxesOf } from '../../state/nextStep.ts'
import { isLineFull, isPicking, isReturn, markedItem, stageOf } from '../../state/possible.ts'
import { ColumnHead } from '../counter/ColumnHead.tsx'
import { BoxRow } from './BoxRow.tsx'
import { ByHandForm } from './ByHandForm.tsx'

interface Props {
  readonly view: CaseView
  readonly controls: Controls
}

/** The boxes, line by line: how many there are of how many, and what is in the basket. While a return is made, how many came back. */
export function BoxesColumn({ view, controls }: Props): ReactElement {
  const { t } = useTranslation()
  const { taken, wanted } = boxesOf(view)
  const { returned } = view
  const isLater = stageOf(view) === 'read'
  return (
    <section
      className={isLater ? 'column column-boxes column-later' : 'column column-boxes'}
      data-testid="column-boxes"
      aria-label={t('columns.boxes')}
    >
      <ColumnHead number={4} title={t('columns.boxes')}>
        {!isLater && (
          <span className="column-count">
            {returned !== null && t('boxes.returned')}{' '}
            <strong data-testid="boxes-count">
              {returned ? fraction(returned.scanned, returned.wanted) : fraction(taken, wanted)}
            </strong>{' '}
            {t('boxes.count')}
          </span>
        )}
      </ColumnHead>
      {isLater && <p className="muted">{t('boxes.later')}</p>}
      {!isLater && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list longer than its column is scrolled by the keyboard
        <ol className="box-lines" data-testid="lines" tabIndex={0} aria-label={t('columns.boxes')}>
          {view.lines.map((line, index) => (
            <Line key={line.number} line={line} index={index} view={view} controls={controls} />
          ))}
        </ol>
      )}
      {controls.desk.form === 'byHand' ? (
        <ByHandForm controls={controls} />
      ) : (
        <div className="column-actions">
          <DeedButton controls={controls} hotkey="F2" label={t('boxes.byHand.open')} testId="by-hand" />
        </div>
      )}
    </section>
  )
}

function fraction(part: number, whole: number): string {
  return `${part}/${whole}`
}

interface LineProps extends Props {
  readonly line: CaseLine
  readonly index: number
}

function Line({ line, index, view, controls }: LineProps): ReactElement {
  const { t } = useTranslation()
  const { pieces, items, isTraced, amount, takeFirst } = line
  const isFull = isLineFull(line)
  const digit = digits[index]
  const marked = isPicking(view) && !isReturn(view) ? markedItem(view, controls.desk.mark) : undefined
  return (
    <li className="box-line" data-testid="line" data-line={line.number}>
      <div className="box-line-head">
        <div>
          <h4>{line.genericName}</h4>
          <p className="muted">
            {line.specification} · {t('boxes.prescribed')} {line.prescribed}
            {amount !== null && ` · ${t('boxes.amount')} ${yuan(amount)}`}
          </p>
          {pieces && (
            <p className="box-split" data-testid="split">
              {t('boxes.split', pieces)}
            </p>
          )}
          {takeFirst !== null && !isFull && <TakeFirst first={takeFirst} />}
        </div>
        <LineCount line={line} isFull={isFull} />
      </div>
      {amount === null && <p className="word-waiting">{t('boxes.notOnShelf')}</p>}
      {!isTraced && !isFull && (
        <div className="box-loose">
          <span className="muted">{t('boxes.loose')}</span>
          {digit && <DeedButton controls={controls} hotkey={digit} label={t('boxes.takeLoose')} testId={`take-${line.number}`} />}
        </div>
      )}
      <ol>
        {items.map((item) => (
          <BoxRow
            key={item.id}
            item={item}
            unit={pieces?.unit ?? ''}
            earlier={item.isLater ? takeFirst : null}
            isBack={isBack(item, view)}
            isMarked={item.id === marked?.id}
            controls={controls}
          />
        ))}
      </ol>
    </li>
  )
}

/** How much of a line is in the basket, and what is still missing: pieces where these are counted, else boxes. */
function LineCount({ line, isFull }: { readonly line: CaseLine; readonly isFull: boolean }): ReactElement {
  const { t } = useTranslation()
  const { pieces, boxesTaken, boxesWanted } = line
  const short = pieces
    ? t('boxes.shortPieces', { count: pieces.wanted - pieces.taken, unit: pieces.unit })
    : t('boxes.short', { count: boxesWanted - boxesTaken })
  return (
    <p className={isFull ? 'box-count word-good' : 'box-count'}>
      <strong data-testid="line-count">
        {pieces ? fraction(pieces.taken, pieces.wanted) : fraction(boxesTaken, boxesWanted)}
      </strong>
      <span>{isFull ? t('boxes.full') : short}</span>
    </p>
  )
}

/** Whether a box with a code came back; null while no return is made, and for goods without codes. */
function isBack({ code }: BasketItem, { returned }: CaseView): boolean | null {
  return returned === null || code === null ? null : returned.codes.includes(code)
}

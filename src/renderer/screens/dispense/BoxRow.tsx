import { CheckCircleFilled, MinusCircleOutlined } from '@ant-design/icons'
import { type ReactElement, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { BasketItem, FirstLot } from '../../../shared/contract/case.ts'
import { DeedButton } from '../../components/DeedButton.tsx'
import { EarlierThere } from '../../components/FirstLotLine.tsx'
import type { Controls } from '../../state/controls.ts'

interface Props {
  readonly item: BasketItem
  /** what the pieces of its line are called; empty where boxes are counted */
  readonly unit: string
  /** the lot that should have gone before it */
  readonly earlier: FirstLot | null
  /** whether it came back; null while no return is made */
  readonly isBack: boolean | null
  /** whether Delete takes this one out */
  readonly isMarked: boolean
  readonly controls: Controls
}

/** One box in the basket, or what was taken out of one: its code, lot and expiry. While a return is made, whether it is back. The marked one can be taken out again. */
export function BoxRow({ item, unit, earlier, isBack, isMarked, controls }: Props): ReactElement {
  const { t } = useTranslation()
  const { code, lot, expiresOn, pieces, byHand } = item
  const row = useRef<HTMLLIElement | null>(null)
  useEffect(() => {
    if (isMarked) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isMarked])
  return (
    <li
      ref={row}
      className={isMarked ? 'box-row box-row-marked' : 'box-row'}
      data-testid="box"
      data-code={code ?? ''}
      data-back={isBack ?? undefined}
      aria-current={isMarked}
    >
      <div>
        <p className="box-code">{code ?? t('boxes.noCode')}</p>
        <p className="muted">
          {t('boxes.lot')} {lot}
          {expiresOn !== null && ` · ${t('boxes.expires')} ${expiresOn}`}
          {pieces !== null && ` · ${t('boxes.pieces', { count: pieces, unit })}`}
          {byHand !== null && ` · ${t('boxes.typedBecause')} ${byHand}`}
        </p>
        {earlier !== null && <EarlierThere earlier={earlier} />}
      </div>
      {isBack !== null && (
        <strong className={isBack ? 'word-good' : 'word-waiting'}>
          {isBack ? <CheckCircleFilled aria-hidden="true" /> : <MinusCircleOutlined aria-hidden="true" />}{' '}
          {t(isBack ? 'boxes.back' : 'boxes.missing')}
        </strong>
      )}
      {isMarked && (
        <DeedButton controls={controls} hotkey="Delete" label={t('boxes.remove')} about={code ?? lot} testId="remove-item" />
      )}
    </li>
  )
}

import { type ReactElement, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { BasketItem } from '../../../shared/contract/case.ts'
import { DeedButton } from '../../components/DeedButton.tsx'
import type { Controls } from '../../state/controls.ts'

interface Props {
  readonly item: BasketItem
  /** whether Delete takes this one out */
  readonly isMarked: boolean
  readonly controls: Controls
}

/** One box in the basket: its code, lot and expiry. The marked one can be taken out again. */
export function BoxRow({ item, isMarked, controls }: Props): ReactElement {
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
      aria-current={isMarked}
    >
      <div>
        <p className="box-code">{code ?? t('boxes.noCode')}</p>
        <p className="muted">
          {t('boxes.lot')} {lot}
          {expiresOn !== null && ` · ${t('boxes.expires')} ${expiresOn}`}
          {pieces !== null && ` · ${t('boxes.pieces', { pieces })}`}
          {byHand !== null && ` · ${t('boxes.typedBecause')} ${byHand}`}
        </p>
      </div>
      {isMarked && (
        <DeedButton controls={controls} hotkey="Delete" label={t('boxes.remove')} about={code ?? lot} testId="remove-item" />
      )}
    </li>
  )
}

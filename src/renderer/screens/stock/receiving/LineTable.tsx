import { Button, Input } from 'antd'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryLine, DeliveryView } from '../../../../shared/contract/stock/receiving.ts'
import { formatQuantity, parseQuantity, type Quantity } from '../../../../shared/domain/money.ts'
import type { Ask } from '../../../state/store.ts'

/** The columns of a delivery's lines. */
export const lineColumns = Object.freeze(['drug', 'lot', 'expires', 'expected', 'received', 'refused', 'difference'] as const)

/** Line by line what the note names and what came; what differs stands in colour and word. */
export function LineTable({ ask, delivery }: { readonly ask: Ask; readonly delivery: DeliveryView }): ReactElement {
  const { t } = useTranslation()
  const { id, state, lines } = delivery
  if (lines.length === 0) return <p className="column-empty">{t('receiving.noLines')}</p>
  return (
    <table className="stock-table" data-testid="delivery-lines">
      <thead>
        <tr>
          {lineColumns.map((column) => (
            <th key={column}>{t(`receiving.lineColumn.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.line} data-testid="delivery-line" data-difference={line.difference}>
            <td>{line.drug ? `${line.drug.name} ${line.drug.specification} ${line.drug.manufacturer}` : line.named}</td>
            <td>{line.lot}</td>
            <td className={line.isExpired ? 'word-bad' : ''}>
              {line.expiresOn}
              {line.isExpired && ` ${t('receiving.expired')}`}
            </td>
            <td className="number">{formatQuantity(line.expected as Quantity)}</td>
            <td className="number">
              <strong>{formatQuantity(line.received as Quantity)}</strong> {line.drug?.unit}
            </td>
            <td className="number">{line.refused === 0 ? '' : formatQuantity(line.refused as Quantity)}</td>
            <td>
              <strong className={line.difference === 'none' ? 'word-good' : 'word-bad'}>
                {t(`receiving.difference.${line.difference}`)}
              </strong>
              {state === 'open' && <LineEntry ask={ask} deliveryId={id} line={line} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What is typed for a line: how much came of goods without trace codes, or which drug of the catalogue it is. */
function LineEntry({
  ask,
  deliveryId,
  line: { line, drug },
}: {
  readonly ask: Ask
  readonly deliveryId: string
  readonly line: DeliveryLine
}): ReactElement | null {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  if (drug?.isTraced) return null
  const send = (): void => {
    const quantity = parseQuantity(text)
    if (drug === null) void ask('receiving.nameLine', { deliveryId, line, drug: text })
    else if (quantity !== null && quantity >= 0) void ask('receiving.countLoose', { deliveryId, line, quantity })
  }
  const label = drug === null ? t('receiving.drug') : t('receiving.counted')
  return (
    <span className="stock-line">
      <Input
        value={text}
        maxLength={50}
        aria-label={label}
        placeholder={label}
        data-testid="delivery-line-entry"
        onChange={(event) => setText(event.target.value)}
        onPressEnter={send}
      />
      <Button onClick={send}>{t('receiving.enter')}</Button>
    </span>
  )
}

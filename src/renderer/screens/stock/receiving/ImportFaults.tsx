import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryImport } from '../../../../shared/contract/stock/receiving.ts'

/** What is wrong with a file, place by place; nothing of it was taken. */
export function ImportFaults({ result: { faults, faultCount } }: { readonly result: DeliveryImport }): ReactElement {
  const { t } = useTranslation()
  return (
    <section role="alert" data-testid="delivery-faults">
      <p className="word-bad">{t('receiving.faults', { count: faultCount })}</p>
      <ul className="import-faults">
        {faults.map(({ line, column, fault, text }) => (
          <li key={`${line} ${column} ${fault} ${text}`}>
            {t('receiving.faultAt', { line, column })} {t(`receiving.fault.${fault}`)} {text}
          </li>
        ))}
      </ul>
    </section>
  )
}

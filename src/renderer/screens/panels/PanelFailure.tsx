import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/contract/failures.ts'

/** Why a panel has nothing to show. */
export function PanelFailure({ failure: { code } }: { readonly failure: Failure }): ReactElement {
  const { t } = useTranslation()
  return (
    <div className="column-empty" role="alert" data-code={code}>
      <strong>{t(`failures.${code}.what`)}</strong>
      <p>{t(`failures.${code}.next`)}</p>
    </div>
  )
}

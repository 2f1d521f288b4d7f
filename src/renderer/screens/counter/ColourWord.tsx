import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitColour } from '../../../shared/domain/visitColours.ts'

/** The colour of a visit with its word on it. */
export function ColourWord({ colour }: { readonly colour: VisitColour }): ReactElement {
  const { t } = useTranslation()
  return (
    <span className={`colour colour-${colour}`} data-testid="visit-colour" data-colour={colour}>
      {t(`colour.${colour}`)}
    </span>
  )
}

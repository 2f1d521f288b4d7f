import { lazy, type ReactElement, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState } from '../../../shared/contract/counter.ts'
import { PlaceFrame } from '../../components/PlaceFrame.tsx'
import { useTouch } from '../../components/useTouch.ts'
import { mayManage } from '../../state/possible.ts'
import type { Act, Ask, Listen } from '../../state/store.ts'
import { BoxSection } from './box/BoxSection.tsx'
import { CatalogueSection } from './catalogue/CatalogueSection.tsx'
import { ChangesSection } from './changes/ChangesSection.tsx'
import { ComparisonSection } from './comparison/ComparisonSection.tsx'
import { ReceivingSection } from './receiving/ReceivingSection.tsx'
import { type StockSection, stockSections } from './sections.ts'
import { StocktakeSection } from './stocktake/StocktakeSection.tsx'
import { UploadsSection } from './uploads/UploadsSection.tsx'

// the charts are larger than everything else here
const ViewsSection = lazy(async () => ({ default: (await import('./views/ViewsSection.tsx')).ViewsSection }))

interface Props {
  readonly counter: CounterState
  readonly connected: boolean
  readonly act: Act
  readonly ask: Ask
  readonly listen: Listen
  /** the part that is open at first */
  readonly first: StockSection
  /** back to the counter; null for a manager who does not serve */
  readonly onClose: (() => void) | null
  /** to the manager's place, for a manager who does not come from the counter */
  readonly onManage?: () => void
}

/** Where the stock is kept: each part is a folder beside this file. Readings of goods go to the part that is open. */
export function StockScreen({ counter, connected, act, ask, listen, first, onClose, onManage }: Props): ReactElement {
  const { t } = useTranslation()
  const [section, setSection] = useState<StockSection>(first)
  useTouch(ask)
  const mayDecide = counter.person !== null && mayManage(counter.person)
  return (
    <PlaceFrame
      testId="stock"
      title={t('stock.title')}
      counter={counter}
      connected={connected}
      act={act}
      parts={stockSections.map((name) => ({ name, label: t(`stock.section.${name}`) }))}
      part={section}
      onPart={setSection}
      onEscape={onClose}
      onClose={onClose}
      {...(onManage && { other: { label: t('actions.manage'), hotkey: 'Shift+F12', onPress: onManage } })}
    >
      {section === 'catalogue' && <CatalogueSection ask={ask} act={act} listen={listen} mayChange={mayDecide} />}
      {section === 'receiving' && <ReceivingSection ask={ask} act={act} listen={listen} mayDecide={mayDecide} />}
      {section === 'changes' && <ChangesSection ask={ask} act={act} listen={listen} mayDecide={mayDecide} />}
      {section === 'stocktake' && <StocktakeSection ask={ask} act={act} listen={listen} mayDecide={mayDecide} />}
      {section === 'comparison' && <ComparisonSection ask={ask} act={act} listen={listen} mayDecide={mayDecide} />}
      {section === 'box' && <BoxSection ask={ask} listen={listen} />}
      {section === 'uploads' && <UploadsSection ask={ask} act={act} listen={listen} mayDecide={mayDecide} />}
      {section === 'views' && (
        <Suspense fallback={<p role="status">{t('columns.opening')}</p>}>
          <ViewsSection ask={ask} clockOffsetMs={counter.center.clockOffsetMs ?? 0} />
        </Suspense>
      )}
    </PlaceFrame>
  )
}

import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState } from '../../../shared/contract/counter.ts'
import type { Recovery } from '../../../shared/contract/shop.ts'
import { PlaceFrame } from '../../components/PlaceFrame.tsx'
import { useTouch } from '../../components/useTouch.ts'
import type { DeviceTask } from '../../state/deviceForm.ts'
import type { Act, Ask } from '../../state/store.ts'
import { RecoveryScreen } from '../setUp/RecoveryScreen.tsx'
import type { AccountTask } from './AccountForm.tsx'
import { AccountsSection } from './AccountsSection.tsx'
import { ConnectionSection } from './ConnectionSection.tsx'
import { DevicesSection } from './DevicesSection.tsx'
import { PharmacistsSection } from './PharmacistsSection.tsx'
import { RenewRecoveryForm } from './RenewRecoveryForm.tsx'
import { ShopSection } from './ShopSection.tsx'
import { type ManageSection, manageSections } from './sections.ts'

interface Props {
  readonly counter: CounterState
  readonly connected: boolean
  readonly act: Act
  readonly ask: Ask
  /** back to the counter; null for a manager who does not serve, whose home this is */
  readonly onClose: (() => void) | null
  /** to the stock, for a manager who does not come from the counter */
  readonly onStock?: () => void
}

/**
 * The manager's place: people, shop, pharmacists, connection, devices. F1 to F5 choose a part, F12 saves, Escape puts the notice away, closes an open form, goes back to
 * the counter.
 */
export function ManageScreen({ counter, connected, act, ask, onClose, onStock }: Props): ReactElement {
  const { t } = useTranslation()
  const [section, setSection] = useState<ManageSection>('accounts')
  const [task, setTask] = useState<AccountTask | null>(null)
  const [device, setDevice] = useState<DeviceTask | null>(null)
  const [isExamining, setExamining] = useState(false)
  const [isRenewing, setRenewing] = useState(false)
  const [recovery, setRecovery] = useState<Recovery | null>(null)
  const isFixed = counter.mode === 'training'
  useTouch(ask)
  const closeForm = (): void => {
    setTask(null)
    setDevice(null)
    setExamining(false)
    setRenewing(false)
  }
  if (recovery !== null) return <RecoveryScreen recovery={recovery} onDone={() => setRecovery(null)} />
  return (
    <PlaceFrame
      testId="manage"
      title={t('manage.title')}
      counter={counter}
      connected={connected}
      act={act}
      parts={manageSections.map((name) => ({ name, label: t(`manage.section.${name}`) }))}
      part={section}
      onPart={(to) => {
        closeForm()
        setSection(to)
      }}
      onEscape={task || device || isExamining || isRenewing ? closeForm : onClose}
      onClose={onClose}
      {...(onStock && { other: { label: t('actions.stock'), hotkey: 'Shift+F11', onPress: onStock } })}
    >
      {section === 'accounts' && <AccountsSection ask={ask} task={task} onTask={setTask} />}
      {section === 'shop' && !isRenewing && <ShopSection ask={ask} isFixed={isFixed} onRenew={() => setRenewing(true)} />}
      {section === 'shop' && isRenewing && (
        <RenewRecoveryForm
          ask={ask}
          onClose={closeForm}
          onRenewed={(renewed) => {
            closeForm()
            setRecovery(renewed)
          }}
        />
      )}
      {section === 'pharmacists' && <PharmacistsSection ask={ask} isFixed={isFixed} />}
      {section === 'connection' && <ConnectionSection ask={ask} />}
      {section === 'devices' && (
        <DevicesSection
          devices={counter.devices}
          test={counter.deviceTest}
          ask={ask}
          task={device}
          onTask={setDevice}
          isExamining={isExamining}
          onExamine={setExamining}
        />
      )}
    </PlaceFrame>
  )
}

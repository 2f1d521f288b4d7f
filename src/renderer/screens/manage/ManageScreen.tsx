import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState } from '../../../shared/contract/counter.ts'
import type { Recovery } from '../../../shared/contract/shop.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { NoticeBand } from '../../components/NoticeBand.tsx'
import { TrainingFrame } from '../../components/TrainingFrame.tsx'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { useTouch } from '../../components/useTouch.ts'
import type { Act, Ask } from '../../state/store.ts'
import { Lights } from '../counter/Lights.tsx'
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
}

/**
 * The manager's place: people, shop, pharmacists, connection, devices. F1 to F5 choose a part, F12 saves, Escape puts the notice away, closes an open form, goes back to
 * the counter. It takes the whole window: no keys of the counter beside it.
 */
export function ManageScreen({ counter, connected, act, ask, onClose }: Props): ReactElement {
  const { t } = useTranslation()
  const [section, setSection] = useState<ManageSection>('accounts')
  const [task, setTask] = useState<AccountTask | null>(null)
  const [isRenewing, setRenewing] = useState(false)
  const [recovery, setRecovery] = useState<Recovery | null>(null)
  const { mode, shop, notice, person } = counter
  const isFixed = mode === 'training'
  useTouch(ask)
  const dismiss = notice && (() => act('notice.dismiss', { id: notice.id }))
  const leave = (): void => act('session.signOut', {})
  const closeForm = (): void => {
    setTask(null)
    setRenewing(false)
  }
  const go = (to: ManageSection): void => {
    closeForm()
    setSection(to)
  }
  const keys = {
    ...Object.fromEntries(manageSections.map((name, index) => [`F${index + 1}`, () => go(name)])),
    F10: leave,
    Escape: dismiss ?? (task || isRenewing ? closeForm : onClose),
  }
  useHotkeys(recovery === null ? keys : {})
  if (recovery !== null) return <RecoveryScreen recovery={recovery} onDone={() => setRecovery(null)} />
  return (
    <div className={`page mode-${mode}`} data-testid="manage">
      {mode === 'training' && <TrainingFrame />}
      <header className="head">
        <div className="head-shop" data-testid="shop">
          <h1>{shop.name || t('app.name')}</h1>
          <span>{shop.code}</span>
        </div>
        <p className="head-patient">
          <strong>{t('manage.title')}</strong>
        </p>
        <Lights counter={counter} connected={connected} />
        <div className="head-person">
          <p data-testid="person">
            <strong>{person?.name}</strong>
            <span className="muted">{person?.roles.map((role) => t(`roles.${role}`)).join(' · ')}</span>
          </p>
          {onClose && <KeyButton label={t('manage.back')} hotkey="Escape" testId="close-manage" onPress={onClose} />}
          <KeyButton label={t('actions.signOut')} hotkey="F10" testId="sign-out" onPress={leave} />
        </div>
      </header>
      {notice && dismiss && (
        <NoticeBand failure={notice.failure} at={notice.at} testId="notice">
          <KeyButton label={t('actions.dismiss')} hotkey="Escape" testId="dismiss" onPress={dismiss} />
        </NoticeBand>
      )}
      <main className="manage">
        <nav className="manage-list" aria-label={t('manage.title')}>
          {manageSections.map((name, index) => (
            <button
              key={name}
              type="button"
              className="manage-choice"
              aria-current={name === section ? 'page' : undefined}
              aria-keyshortcuts={`F${index + 1}`}
              data-testid={`manage-${name}`}
              onClick={() => go(name)}
            >
              <kbd>F{index + 1}</kbd> {t(`manage.section.${name}`)}
            </button>
          ))}
        </nav>
        <section className="column manage-part" aria-label={t(`manage.section.${section}`)} data-testid={`part-${section}`}>
          <h2>{t(`manage.section.${section}`)}</h2>
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
          {section === 'devices' && <DevicesSection devices={counter.devices} readings={counter.deviceTest} ask={ask} />}
        </section>
      </main>
    </div>
  )
}

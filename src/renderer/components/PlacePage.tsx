import { type ReactElement, type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState } from '../../shared/contract/counter.ts'
import { Lights } from '../screens/counter/Lights.tsx'
import type { Act } from '../state/store.ts'
import { KeyButton } from './KeyButton.tsx'
import { NoticeBand } from './NoticeBand.tsx'
import { OpenPicture } from './PictureCover.tsx'
import { TrainingFrame } from './TrainingFrame.tsx'
import { useHotkeys } from './useHotkeys.ts'

export interface PlacePageProps {
  /** of the place's test ids: its page, its list, its way back */
  readonly testId: 'manage' | 'stock' | 'sale'
  readonly title: string
  readonly counter: CounterState
  readonly connected: boolean
  readonly act: Act
  /** what Escape does while no notice stands; null where it does nothing */
  readonly onEscape: (() => void) | null
  /** back to the counter; null for whoever does not serve */
  readonly onClose: (() => void) | null
  /** to the other place, for whoever does not come from the counter */
  readonly other?: { readonly label: string; readonly hotkey: string; readonly onPress: () => void }
  readonly children: ReactNode
}

/**
 * A place that takes the whole window, with no keys of the counter beside it: the shop, the lights, who is there, the notice. F10 signs out, Escape puts the notice away,
 * else does what the place wants.
 */
export function PlacePage(props: PlacePageProps): ReactElement {
  const { testId, title, counter, connected, act, onEscape, onClose, other, children } = props
  const { t } = useTranslation()
  const { mode, shop, notice, person } = counter
  const dismiss = notice && (() => act('notice.dismiss', { id: notice.id }))
  const openPicture = useContext(OpenPicture)
  const leave = (): void => act('session.signOut', {})
  useHotkeys({ F10: leave, Escape: dismiss ?? onEscape, ...(other && { [other.hotkey]: other.onPress }) })
  return (
    <div className={`page mode-${mode}`} data-testid={testId}>
      {mode === 'training' && <TrainingFrame />}
      <header className="head">
        <div className="head-shop" data-testid="shop">
          <h1>{shop.name || t('app.name')}</h1>
          <span>{shop.code}</span>
        </div>
        <p className="head-patient">
          <strong>{title}</strong>
        </p>
        <Lights counter={counter} connected={connected} />
        <div className="head-person">
          <p data-testid="person">
            <strong>{person?.name}</strong>
            <span className="muted">{person?.roles.map((role) => t(`roles.${role}`)).join(' · ')}</span>
          </p>
          {openPicture && (
            <KeyButton label={t('actions.picture')} hotkey="Shift+F2" testId="open-picture" onPress={openPicture} />
          )}
          {onClose && <KeyButton label={t('manage.back')} hotkey="Escape" testId={`close-${testId}`} onPress={onClose} />}
          {other && <KeyButton label={other.label} hotkey={other.hotkey} testId="other-place" onPress={other.onPress} />}
          <KeyButton label={t('actions.signOut')} hotkey="F10" testId="sign-out" onPress={leave} />
        </div>
      </header>
      {notice && dismiss && (
        <NoticeBand failure={notice.failure} at={notice.at} testId="notice">
          <KeyButton label={t('actions.dismiss')} hotkey="Escape" testId="dismiss" onPress={dismiss} />
        </NoticeBand>
      )}
      {children}
    </div>
  )
}

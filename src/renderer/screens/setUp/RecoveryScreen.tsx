import { lazy, type ReactElement, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recovery } from '../../../shared/contract/shop.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useHotkeys } from '../../components/useHotkeys.ts'

// the PDF library is half the size of everything else
const PaperPages = lazy(async () => ({ default: (await import('./PaperPages.tsx')).PaperPages }))

interface Props {
  readonly recovery: Recovery
  /** it was copied or printed: it is never shown again */
  readonly onDone: () => void
}

/** The code that brings back a manager who forgot the secret: shown this once, in letters that can be copied by hand. */
export function RecoveryScreen({ recovery: { recoveryCode, paper }, onDone }: Props): ReactElement {
  const { t } = useTranslation()
  const [isPaperOpen, setPaperOpen] = useState(false)
  const toggle = (): void => setPaperOpen(!isPaperOpen)
  const print = (): void => window.print()
  useHotkeys({ F5: null, F8: toggle, F9: isPaperOpen ? print : null, F12: onDone })
  return (
    <div className="page mode-real">
      <main className="sign-in recovery" data-testid="recovery">
        <h1>{t('recovery.title')}</h1>
        <p className="recovery-code" data-testid="recovery-code">
          {recoveryCode}
        </p>
        <p className="hint">{t('recovery.why')}</p>
        <p className="hint">
          <strong>{t('recovery.once')}</strong>
        </p>
        <div className="column-actions">
          <KeyButton label={t('recovery.done')} hotkey="F12" testId="recovery-done" onPress={onDone} isMain />
          <KeyButton
            label={t(isPaperOpen ? 'recovery.closePaper' : 'recovery.openPaper')}
            hotkey="F8"
            testId="recovery-paper"
            onPress={toggle}
          />
          {isPaperOpen && <KeyButton label={t('recovery.print')} hotkey="F9" testId="recovery-print" onPress={print} />}
        </div>
        {isPaperOpen && (
          <Suspense fallback={<p role="status">{t('sheet.loading')}</p>}>
            <PaperPages base64={paper} label={t('recovery.paper')} />
          </Suspense>
        )}
      </main>
    </div>
  )
}

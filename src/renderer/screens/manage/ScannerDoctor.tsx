import { Input } from 'antd'
import { lazy, type ReactElement, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceView, ScannerExamination } from '../../../shared/contract/devices.ts'
import { type ScannerCodeId, scannerCodes } from '../../../shared/domain/scannerCodes.ts'
import { FaultWords } from '../../components/FormEnd.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useForm } from '../../components/useForm.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { useLoaded } from '../../components/useLoaded.ts'
import type { Ask } from '../../state/store.ts'
import { useSlowScanner } from './useSlowScanner.ts'
import { Waiting } from './Waiting.tsx'

// the PDF library is half the size of everything else
const PaperPages = lazy(async () => ({ default: (await import('../setUp/PaperPages.tsx')).PaperPages }))

interface Props {
  readonly devices: readonly DeviceView[]
  /** of the scanner that read last; null as long as none has */
  readonly scanner: ScannerExamination | null
  readonly ask: Ask
  readonly onClose: () => void
}

const askSheet = (ask: Ask) => ask('devices.doctorSheet', {})

/** A scanner is examined: the test codes, how each of them came, what is wrong, what to do about it, and the profile to save. */
export function ScannerDoctor({ devices, scanner, ask, onClose }: Props): ReactElement {
  const { t } = useTranslation()
  const { loaded, reload } = useLoaded(ask, askSheet)
  const saving = useForm(ask, {})
  const paper = useForm(ask, {})
  const slow = useSlowScanner(ask)
  const hasPrinter = devices.some(({ kind, transport }) => kind === 'printer' && transport === 'system')
  const again = (): void => {
    saving.put({})
    void ask('devices.test', { isOn: true })
  }
  const print = (): void => paper.send('devices.printDoctorSheet', {})
  // a scanner that is right now needs no profile any more: that is saved too
  const save =
    scanner === null || scanner.codes.length === 0
      ? null
      : (): void => saving.send('devices.saveProfile', { deviceId: scanner.deviceId, profile: scanner.profile })
  useHotkeys({ F8: again, F9: hasPrinter ? print : null, F12: save })
  useEffect(() => {
    void ask('devices.test', { isOn: true })
    return () => void ask('devices.test', { isOn: false })
  }, [ask])

  return (
    <div className="doctor" data-testid="scanner-doctor">
      <Waiting loaded={loaded} onRetry={reload}>
        {({ base64 }) => (
          <Suspense fallback={<p role="status">{t('sheet.loading')}</p>}>
            <PaperPages base64={base64} label={t('scannerDoctor.sheet')} />
          </Suspense>
        )}
      </Waiting>
      <div className="doctor-side">
        <h3>{t('scannerDoctor.open')}</h3>
        <p className="fixed-note">{t('scannerDoctor.hint')}</p>
        <CodeList scanner={scanner} />
        <div className="column-actions">
          <KeyButton
            label={t('scannerDoctor.save')}
            hotkey="F12"
            testId="doctor-save"
            onPress={save ?? (() => {})}
            isDisabled={save === null}
            isBusy={saving.isBusy}
            isMain
          />
          <KeyButton label={t('scannerDoctor.again')} hotkey="F8" testId="doctor-again" onPress={again} />
          {hasPrinter && (
            <KeyButton label={t('scannerDoctor.print')} hotkey="F9" testId="doctor-print" onPress={print} isBusy={paper.isBusy} />
          )}
          <KeyButton label={t('actions.close')} hotkey="Escape" testId="doctor-close" onPress={onClose} />
        </div>
        <p role="status" className="word-good" data-testid="doctor-done">
          {saving.isDone && t('scannerDoctor.saved')} {paper.isDone && t('scannerDoctor.printed')}
        </p>
        {!hasPrinter && <p className="muted">{t('scannerDoctor.noPrinter')}</p>}
        <FaultWords fault={saving.fault ?? paper.fault} />
        <Findings scanner={scanner} device={devices.find(({ id }) => id === scanner?.deviceId)} />
        <div className="doctor-slow">
          <label htmlFor="doctor-slow">{t('scannerDoctor.slowBox')}</label>
          <Input id="doctor-slow" data-testid="doctor-slow" autoComplete="off" {...slow} />
        </div>
      </div>
    </div>
  )
}

function CodeList({ scanner }: Pick<Props, 'scanner'>): ReactElement {
  const { t } = useTranslation()
  const cameOf = (id: ScannerCodeId) => scanner?.codes.find((code) => code.id === id)
  return (
    <ol className="doctor-codes" aria-label={t('scannerDoctor.codes')}>
      {scannerCodes.map(({ id }, index) => {
        const came = cameOf(id)
        const state = came === undefined ? 'waiting' : came.findings.length === 0 ? 'right' : 'wrong'
        return (
          <li key={id} data-testid="doctor-code" data-code={id} data-state={state}>
            {index + 1}　{t(`scannerDoctor.code.${id}`)}{' '}
            {state === 'waiting' && <span className="muted">{t('scannerDoctor.waiting')}</span>}
            {state === 'right' && <strong className="word-good">✓ {t('scannerDoctor.right')}</strong>}
            {state === 'wrong' && (
              <strong className="word-bad">
                ✗ {came?.findings.map((finding) => t(`scannerDoctor.finding.${finding}`)).join('、')}
              </strong>
            )}
          </li>
        )
      })}
    </ol>
  )
}

/** What is wrong with the scanner as a whole, and what to do about it. */
export function Findings({
  scanner,
  device,
}: Pick<Props, 'scanner'> & { readonly device: DeviceView | undefined }): ReactElement {
  const { t } = useTranslation()
  if (scanner === null) return <p role="status">{t('scannerDoctor.none')}</p>
  const { findings, strays, deviceId } = scanner
  return (
    <section aria-label={t('scannerDoctor.findings')} role="status" className="doctor-findings">
      <p className="muted">{t('scannerDoctor.device', { device: device ? `${device.model} ${device.port ?? ''}` : deviceId })}</p>
      {findings.length === 0 && <p className="word-good">{t('scannerDoctor.fine')}</p>}
      <ul>
        {findings.map(({ finding, isMended }) => (
          <li key={finding} data-testid="doctor-finding" data-finding={finding} data-mended={isMended}>
            <strong className={isMended ? 'word-waiting' : 'word-bad'}>{t(`scannerDoctor.finding.${finding}`)}</strong>{' '}
            {t(isMended ? 'scannerDoctor.mended' : `scannerDoctor.advice.${finding}`)}
          </li>
        ))}
      </ul>
      {strays > 0 && <p className="muted">{t('scannerDoctor.strays', { count: strays })}</p>}
    </section>
  )
}

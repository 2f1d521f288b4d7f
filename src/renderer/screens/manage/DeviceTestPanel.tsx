import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceTestView } from '../../../shared/contract/devices.ts'
import { timeOfDay } from '../../format/time.ts'

/** What was read while the devices are tested, newest first, what each reading was taken for, and the bytes that passed, without anything personal. */
export function DeviceTestPanel({ test: { readings, bytes } }: { readonly test: DeviceTestView }): ReactElement {
  const { t } = useTranslation()
  return (
    <section className="readings" role="status" aria-label={t('devices.readings')} data-testid="readings">
      <p className="fixed-note">{t('devices.testing')}</p>
      {readings.length === 0 ? (
        <p className="muted">{t('devices.noReading')}</p>
      ) : (
        <ol>
          {readings.map(({ deviceId, at, kind, fault, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the newest comes first, and none has a number
            <li key={index} data-testid="reading" data-kind={kind}>
              <time>{timeOfDay(at)}</time> <strong>{t(`devices.scanKind.${kind}`)}</strong>{' '}
              {fault && <strong className="word-bad">{t(`devices.scanFault.${fault}`)}</strong>}{' '}
              <span className="reading-text">{text}</span> <span className="muted">{deviceId}</span>
            </li>
          ))}
        </ol>
      )}
      {bytes.length > 0 && (
        <details>
          <summary>{t('devices.bytes')}</summary>
          <p className="muted">{t('devices.bytesHint')}</p>
          <ol className="raw-bytes">
            {bytes.map(({ deviceId, at, direction, length, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the newest comes first, and none has a number
              <li key={index} data-testid="raw-bytes" data-direction={direction}>
                <time>{timeOfDay(at)}</time> {t(`devices.direction.${direction}`)} {t('devices.byteCount', { count: length })}{' '}
                <code>{text}</code> <span className="muted">{deviceId}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

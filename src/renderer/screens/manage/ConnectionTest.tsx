import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelTest } from '../../../shared/contract/shop.ts'
import { FaultWords } from '../../components/FormEnd.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useForm } from '../../components/useForm.ts'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { faultOf } from '../../state/form.ts'
import type { Ask } from '../../state/store.ts'

/** Tries every channel with what was saved, and says how each answered. */
export function ConnectionTest({ ask }: { readonly ask: Ask }): ReactElement {
  const { t } = useTranslation()
  const [channels, setChannels] = useState<readonly ChannelTest[] | null>(null)
  const run = useForm(ask, {})
  const test = (): void => {
    if (run.isBusy) return
    setChannels(null)
    run.send('connection.test', {}, setChannels)
  }
  useHotkeys({ F8: test })
  return (
    <section className="manage-side" aria-label={t('connection.test')}>
      <KeyButton label={t('connection.test')} hotkey="F8" testId="connection-test" onPress={test} isBusy={run.isBusy} />
      <p className="field-hint">{t('connection.testWhy')}</p>
      {run.isBusy && (
        <p role="status" data-testid="connection-testing">
          {t('connection.testing')}
        </p>
      )}
      <FaultWords fault={run.fault} />
      {channels && <ChannelRows channels={channels} />}
    </section>
  )
}

/** One row per channel: whether it is through, how long it took, and why not. */
export function ChannelRows({ channels }: { readonly channels: readonly ChannelTest[] }): ReactElement {
  const { t } = useTranslation()
  return (
    <ul className="channels" role="status" data-testid="channels">
      {channels.map(({ channel, ms, failure }) => {
        const fault = failure && faultOf(failure)
        return (
          <li key={channel} data-testid={`channel-${channel}`} data-code={failure?.code}>
            <span className={`lamp lamp-${failure ? 'bad' : 'good'}`} aria-hidden="true" />
            <span>{t(`connection.channel.${channel}`)}</span>
            <strong className={failure ? 'word-bad' : 'word-good'}>{t(failure ? 'connection.bad' : 'connection.good')}</strong>
            <span className="muted">{t('connection.ms', { ms })}</span>
            {fault && (
              <p>
                <strong>{t('fault.said', { what: fault.what })}</strong> {fault.next}
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}

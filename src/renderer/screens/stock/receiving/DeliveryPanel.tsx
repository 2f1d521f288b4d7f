import { Input } from 'antd'
import { type ReactElement, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/failures.ts'
import type { PlaceScan } from '../../../../shared/contract/place.ts'
import type { DeliveryImport, DeliveryView } from '../../../../shared/contract/stock/receiving.ts'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { NoticeBand } from '../../../components/NoticeBand.tsx'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { useLoaded } from '../../../components/useLoaded.ts'
import { useScans } from '../../../components/useScans.ts'
import type { Ask } from '../../../state/store.ts'
import { Waiting } from '../../manage/Waiting.tsx'
import { BoxQuestionForm } from '../BoxQuestionForm.tsx'
import { FileInput } from './FileInput.tsx'
import { ImportFaults } from './ImportFaults.tsx'
import { LineForm } from './LineForm.tsx'
import { LineTable } from './LineTable.tsx'
import type { ReceivingProps } from './ReceivingSection.tsx'
import { RefuseForm } from './RefuseForm.tsx'

interface Props extends ReceivingProps {
  readonly id: string
  readonly onBack: () => void
}

type Form = { readonly kind: 'box'; readonly code: string } | { readonly kind: 'line' | 'refuse' | 'cancel' } | null

/** One delivery: scan box after box or a whole case, see what is missing, accept it. */
export function DeliveryPanel({ ask, act, listen, id: deliveryId, onBack }: Props): ReactElement {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [form, setForm] = useState<Form>(null)
  const [refused, setRefused] = useState<Failure | null>(null)
  const [read, setRead] = useState<DeliveryImport | null>(null)
  const question = useCallback((by: Ask) => by('receiving.view', { deliveryId }), [deliveryId])
  const { loaded, reload } = useLoaded(ask, question)
  useEffect(
    () =>
      listen('stock.changed', ({ part, id }) => {
        if (part === 'receiving' && id === deliveryId) reload()
      }),
    [listen, reload, deliveryId],
  )
  const came = useCallback((code: string, failure: Failure | null) => {
    const isAsked = failure?.code === 'LOT_NEEDED' || failure?.code === 'RECEIVING_DRUG_NEEDED'
    setRefused(isAsked ? null : failure)
    if (isAsked) setForm({ kind: 'box', code })
  }, [])
  const onScan = useCallback(({ text, failure }: PlaceScan) => came(text, failure), [came])
  useScans(ask, listen, 'receiving', deliveryId, onScan)
  const take = (): void => {
    if (typed.trim() === '') return
    void ask('receiving.take', { deliveryId, code: typed, drug: '', lot: null }).then((result) => {
      came(typed, result.ok ? null : result.failure)
      if (result.ok) setTyped('')
    })
  }
  const close = (): void => setForm(null)
  const view = loaded !== null && 'value' in loaded ? loaded.value : null
  const isOpen = view?.state === 'open'
  const accept = (): void => {
    if (view?.state === 'open' && view.needsSecond) act('receiving.finish', { deliveryId })
    else act('receiving.accept', { deliveryId })
  }
  useHotkeys({
    F11: onBack,
    F12: view && (isOpen || view.state === 'checking') ? accept : null,
    'Shift+F5': view?.state === 'checking' ? () => act('receiving.reopen', { deliveryId }) : null,
    'Shift+F6': isOpen ? () => setForm({ kind: 'line' }) : null,
    'Shift+F7': isOpen ? () => setForm({ kind: 'refuse' }) : null,
    'Shift+F11': close,
  })
  return (
    <div className="stock-part">
      <Waiting loaded={loaded} onRetry={reload}>
        {(delivery) => (
          <>
            <DeliveryHead delivery={delivery} />
            <div className="stock-line">
              {delivery.state === 'open' && (
                <Input
                  value={typed}
                  maxLength={200}
                  autoFocus
                  aria-label={t('receiving.scanOrType')}
                  placeholder={t('receiving.scanOrType')}
                  data-testid="receiving-code"
                  onChange={(event) => setTyped(event.target.value)}
                  onPressEnter={take}
                />
              )}
              {(delivery.state === 'open' || delivery.state === 'checking') && (
                <KeyButton
                  label={delivery.state === 'open' && delivery.needsSecond ? t('receiving.finish') : t('receiving.accept')}
                  hotkey="F12"
                  testId="delivery-accept"
                  isMain
                  onPress={accept}
                />
              )}
              {delivery.state === 'open' && (
                <>
                  <KeyButton
                    label={t('receiving.addLine')}
                    hotkey="Shift+F6"
                    testId="delivery-add-line"
                    onPress={() => setForm({ kind: 'line' })}
                  />
                  <KeyButton
                    label={t('receiving.refuse')}
                    hotkey="Shift+F7"
                    testId="delivery-refuse"
                    onPress={() => setForm({ kind: 'refuse' })}
                  />
                  <FileInput
                    label={t('receiving.importMore')}
                    onFile={(file) =>
                      void ask('receiving.import', { deliveryId, supplier: '', note: '', file }).then((result) => {
                        setRead(result.ok && result.value.deliveryId === null ? result.value : null)
                        setRefused(result.ok ? null : result.failure)
                      })
                    }
                  />
                </>
              )}
              {delivery.state === 'checking' && (
                <KeyButton
                  label={t('receiving.reopen')}
                  hotkey="Shift+F5"
                  testId="delivery-reopen"
                  onPress={() => act('receiving.reopen', { deliveryId })}
                />
              )}
              <KeyButton label={t('receiving.back')} hotkey="F11" testId="delivery-back" onPress={onBack} />
            </div>
            {refused && <NoticeBand failure={refused} at={null} testId="receiving-failure" />}
            {read && <ImportFaults result={read} />}
            {form?.kind === 'box' && (
              <BoxQuestionForm
                key={form.code}
                ask={ask}
                code={form.code}
                question={(code) => ask('receiving.ask', { deliveryId, code })}
                target={{ deliveryId }}
                onClose={close}
                onTaken={close}
              />
            )}
            {form?.kind === 'line' && <LineForm ask={ask} deliveryId={deliveryId} onClose={close} />}
            {form?.kind === 'refuse' && <RefuseForm ask={ask} deliveryId={deliveryId} onClose={close} />}
            <LineTable ask={ask} delivery={delivery} />
          </>
        )}
      </Waiting>
    </div>
  )
}

/** Whose delivery it is, how it stands, and how much has come, in big numbers. */
export function DeliveryHead({ delivery }: { readonly delivery: DeliveryView }): ReactElement {
  const { t } = useTranslation()
  const { id, supplier, note, state, needsSecond, boxes } = delivery
  const rest = Math.max(0, boxes.expected - boxes.scanned)
  return (
    <>
      <p className="stock-next" data-testid="delivery-state" data-state={state}>
        {id} · {supplier} · {note} · <strong>{t(`receiving.state.${state}`)}</strong>
        {needsSecond && <span className="word-waiting"> {t('receiving.needsSecond')}</span>}
      </p>
      <div className="stock-numbers" data-testid="delivery-numbers">
        <p>
          <strong>{boxes.scanned}</strong> {t('receiving.scanned')}
        </p>
        <p>
          <strong className={rest === 0 ? 'word-good' : 'word-waiting'}>{rest}</strong> {t('receiving.rest')}
        </p>
        <p>
          <strong className={boxes.refused === 0 ? 'word-good' : 'word-bad'}>{boxes.refused}</strong>{' '}
          {t('receiving.refusedBoxes')}
        </p>
      </div>
    </>
  )
}

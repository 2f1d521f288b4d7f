import { Button, Input } from 'antd'
import { type ReactElement, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../shared/contract/failures.ts'
import type { PlaceScan } from '../../../../shared/contract/place.ts'
import type { ChangeItem } from '../../../../shared/contract/stock/changes.ts'
import { formatQuantity, type Quantity } from '../../../../shared/domain/money.ts'
import { KeyButton } from '../../../components/KeyButton.tsx'
import { NoticeBand } from '../../../components/NoticeBand.tsx'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import { useLoaded } from '../../../components/useLoaded.ts'
import { useScans } from '../../../components/useScans.ts'
import type { Ask } from '../../../state/store.ts'
import { Waiting } from '../../manage/Waiting.tsx'
import { BoxQuestionForm } from '../BoxQuestionForm.tsx'
import type { ChangesProps } from './ChangesSection.tsx'
import { LooseForm } from './LooseForm.tsx'

interface Props extends ChangesProps {
  readonly id: string
  readonly onBack: () => void
}

/** The columns of what is on a paper. */
export const itemColumns = Object.freeze(['drug', 'lot', 'expires', 'quantity', 'code', 'actions'] as const)

/** One paper: scan the boxes, say how much of loose goods, carry it out as a whole. */
export function ChangePanel({ ask, act, listen, mayDecide, id: changeId, onBack }: Props): ReactElement {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState<string | null>(null)
  const [isLoose, setLoose] = useState(false)
  const [refused, setRefused] = useState<Failure | null>(null)
  const question = useCallback((by: Ask) => by('changes.view', { changeId }), [changeId])
  const { loaded, reload } = useLoaded(ask, question)
  useEffect(
    () =>
      listen('stock.changed', ({ part, id }) => {
        if (part === 'changes' && id === changeId) reload()
      }),
    [listen, reload, changeId],
  )
  const came = useCallback((code: string, failure: Failure | null) => {
    const isAsked = failure?.code === 'LOT_NEEDED' || failure?.code === 'RECEIVING_DRUG_NEEDED'
    setRefused(isAsked ? null : failure)
    if (isAsked) setAsked(code)
  }, [])
  const onScan = useCallback(({ text, failure }: PlaceScan) => came(text, failure), [came])
  useScans(ask, listen, 'change', changeId, onScan)
  const take = (): void => {
    if (typed.trim() === '') return
    void ask('changes.take', { changeId, code: typed, drug: '', lot: null }).then((result) => {
      came(typed, result.ok ? null : result.failure)
      if (result.ok) setTyped('')
    })
  }
  const view = loaded !== null && 'value' in loaded ? loaded.value : null
  const isOpen = view?.state === 'open' && mayDecide
  const complete = (): void => act('changes.complete', { changeId }, reload)
  const addReturned = (): void => act('changes.addReturned', { changeId }, reload)
  const askLoose = (): void => setLoose(true)
  const close = (): void => {
    setLoose(false)
    setAsked(null)
  }
  const cancel = (): void => act('changes.cancel', { changeId }, onBack)
  useHotkeys({
    F11: onBack,
    F12: isOpen ? complete : null,
    'Shift+F6': isOpen ? askLoose : null,
    'Shift+F7': isOpen ? addReturned : null,
    'Shift+F8': isOpen ? cancel : null,
    'Shift+F11': close,
  })
  return (
    <div className="stock-part">
      <Waiting loaded={loaded} onRetry={reload}>
        {({ id, kind, state, reason, items }) => (
          <>
            <p className="stock-next" data-testid="change-state" data-state={state}>
              {id} · {t(`changes.kindName.${kind}`)} · {reason} · <strong>{t(`changes.state.${state}`)}</strong>
            </p>
            <div className="stock-line">
              {isOpen && (
                <>
                  <Input
                    value={typed}
                    maxLength={200}
                    autoFocus
                    aria-label={t('box.scanOrType')}
                    placeholder={t('box.scanOrType')}
                    data-testid="change-code"
                    onChange={(event) => setTyped(event.target.value)}
                    onPressEnter={take}
                  />
                  <KeyButton label={t('changes.complete')} hotkey="F12" testId="change-complete" isMain onPress={complete} />
                  <KeyButton label={t('changes.addLoose')} hotkey="Shift+F6" testId="change-loose" onPress={askLoose} />
                  <KeyButton label={t('changes.addReturned')} hotkey="Shift+F7" testId="change-returned" onPress={addReturned} />
                  <KeyButton label={t('changes.cancel')} hotkey="Shift+F8" testId="change-cancel" onPress={cancel} />
                </>
              )}
              <KeyButton label={t('receiving.back')} hotkey="F11" testId="change-back" onPress={onBack} />
            </div>
            {refused && <NoticeBand failure={refused} at={null} testId="change-failure" />}
            {asked !== null && (
              <BoxQuestionForm
                key={asked}
                ask={ask}
                code={asked}
                question={(code) => ask('changes.ask', { code })}
                target={{ changeId }}
                onClose={close}
                onTaken={close}
              />
            )}
            {isLoose && <LooseForm ask={ask} changeId={changeId} onClose={close} />}
            <ItemTable items={items} onRemove={isOpen ? (item) => act('changes.remove', { changeId, item }, reload) : null} />
          </>
        )}
      </Waiting>
    </div>
  )
}

/** What is on a paper; where another lot should leave first, it says which. */
export function ItemTable({
  items,
  onRemove,
}: {
  readonly items: readonly ChangeItem[]
  readonly onRemove: ((item: number) => void) | null
}): ReactElement {
  const { t } = useTranslation()
  if (items.length === 0) return <p className="column-empty">{t('changes.empty')}</p>
  return (
    <table className="stock-table" data-testid="change-items">
      <thead>
        <tr>
          {itemColumns.map((column) => (
            <th key={column}>{t(`changes.itemColumn.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(({ item, drug, lot, expiresOn, quantity, unit, code, isPart, sooner }) => (
          <tr key={item} data-testid="change-item">
            <td>{drug}</td>
            <td>
              {lot}
              {sooner !== null && <p className="word-waiting">{t('changes.sooner', { lot: sooner })}</p>}
            </td>
            <td>{expiresOn}</td>
            <td className="number">
              {formatQuantity(quantity as Quantity)} {unit}
            </td>
            <td>
              {code} {isPart && t('changes.part')}
            </td>
            <td className="row-actions">
              {onRemove && (
                <Button aria-description={code ?? lot} data-testid="change-remove" onClick={() => onRemove(item)}>
                  {t('changes.remove')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

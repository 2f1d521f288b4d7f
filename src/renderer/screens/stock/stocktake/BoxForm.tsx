import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CountLine } from '../../../../shared/contract/stock/stocktake.ts'
import { Choice } from '../../../components/Choice.tsx'
import { Field } from '../../../components/Field.tsx'
import { FormEnd } from '../../../components/FormEnd.tsx'
import { useForm } from '../../../components/useForm.ts'
import { useHotkeys } from '../../../components/useHotkeys.ts'
import type { Ask } from '../../../state/store.ts'

/** What is said of a box beside its code: of an opened one that was just read, of the one that was counted last, or of one whose code is typed. */
export type BoxAsked =
  | { readonly kind: 'opened'; readonly code: string }
  | { readonly kind: 'last'; readonly line: CountLine }
  | { readonly kind: 'typed' }

interface Props {
  readonly ask: Ask
  readonly id: string
  readonly asked: BoxAsked
  readonly onDone: () => void
}

export function BoxForm({ ask, id, asked, onDone }: Props): ReactElement {
  const { t } = useTranslation()
  const line = asked.kind === 'last' ? asked.line : null
  const first = { code: asked.kind === 'opened' ? asked.code : (line?.code ?? ''), pieces: '', lotId: '' }
  const form = useForm(ask, first, {
    byCode: {
      TRACE_CODE_WRONG: 'code',
      BOX_UNKNOWN: 'code',
      STOCKTAKE_COUNTED: 'code',
      STOCKTAKE_OUT_OF_SCOPE: 'code',
      STOCKTAKE_PIECES_NEEDED: 'pieces',
      STOCKTAKE_PIECES_TOO_MANY: 'pieces',
    },
  })
  const { code, pieces, lotId } = form.values
  const isReady =
    code.trim() !== '' && /^(?:[1-9]\d{0,4})?$/.test(pieces.trim()) && (asked.kind !== 'opened' || pieces.trim() !== '')
  const send = (): void => {
    if (!isReady) return
    const words = { id, code, pieces: pieces.trim() === '' ? null : Number(pieces), lotId: lotId === '' ? null : lotId }
    form.send('stocktake.countBox', words, onDone)
  }
  useHotkeys({ F12: send })
  const unit = line?.drug.pieceUnit ?? ''
  return (
    <form
      className="stock-part"
      data-testid="box-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h3>{asked.kind === 'opened' ? t('stocktake.addPieces') : t('stocktake.byHand')}</h3>
      <Field
        form={form}
        name="code"
        label={t('stocktake.code')}
        isFirst={asked.kind === 'typed'}
        isFixed={asked.kind !== 'typed'}
        maxLength={200}
      />
      {line !== null && line.drug.lots.length > 0 && (
        <Choice
          name="lot"
          label={t('stocktake.lot')}
          value={lotId}
          options={[['', t('stocktake.lotAsBooked')], ...line.drug.lots.map(({ id: lot, number }) => [lot, number] as const)]}
          onChoose={(chosen) => form.type('lotId', chosen)}
        />
      )}
      <Field
        form={form}
        name="pieces"
        label={t('stocktake.pieces', { unit })}
        hint={asked.kind === 'opened' ? undefined : t('stocktake.piecesHint', { unit })}
        isFirst={asked.kind !== 'typed'}
        maxLength={5}
      />
      <FormEnd form={form} label={t('stocktake.countIt')} hotkey="F12" testId="box-count" isDisabled={!isReady} />
    </form>
  )
}

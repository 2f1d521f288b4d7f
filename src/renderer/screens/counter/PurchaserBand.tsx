import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState } from '../../../shared/contract/counter.ts'
import { type Relation, relations } from '../../../shared/domain/relations.ts'
import { Choice } from '../../components/Choice.tsx'
import { DeedButton } from '../../components/DeedButton.tsx'
import { Field } from '../../components/Field.tsx'
import { FormEnd } from '../../components/FormEnd.tsx'
import { useForm } from '../../components/useForm.ts'
import type { Controls } from '../../state/controls.ts'
import { emptyField } from '../../state/form.ts'
import type { Ask } from '../../state/store.ts'

interface Props {
  readonly registering: NonNullable<CounterState['registering']>
  /** whose goods they are */
  readonly visit: CounterState['visit']
  /** why the card that was read is not the purchaser's */
  readonly notice: CounterState['notice']
  readonly controls: Controls
  readonly ask: Ask
}

/** Who collects in the patient's place, in the place of the next step: by a card that is read meanwhile, or by name and number. */
export function PurchaserBand({ registering: { card }, visit, notice, controls, ask }: Props): ReactElement {
  const { t } = useTranslation()
  const form = useForm(
    ask,
    { name: '', idNumber: '', relation: relations[0], reason: '' },
    { byCode: { IDENTITY_NUMBER_WRONG: 'idNumber', PURCHASER_CARD_MISSING: 'name', PURCHASER_IS_PATIENT: 'name' } },
  )
  const { name, idNumber, relation, reason } = form.values
  const send = (event: FormEvent): void => {
    event.preventDefault()
    const needed =
      card === null
        ? ([
            ['name', t('purchaser.name')],
            ['idNumber', t('purchaser.idNumber')],
          ] as const)
        : []
    const missing = emptyField(form.values, [...needed, ['reason', t('purchaser.reason')]])
    const typed = card === null ? { name, idNumber } : null
    if (missing) form.refuse(missing)
    else form.send('visit.registerPurchaser', { relation: relationOf(relation), reason, typed })
  }
  return (
    <section className="band band-act" data-testid="purchaser-form" aria-label={t('purchaser.title')}>
      <form className="band-text" onSubmit={send}>
        <h2 data-testid="purchaser-wanted">{t(card === null ? 'purchaser.wanted' : 'purchaser.complete')}</h2>
        {card === null && <p className="band-next">{t('purchaser.hint')}</p>}
        {notice && (
          <p className="word-bad" role="alert" data-testid="purchaser-refused" data-code={notice.failure.code}>
            {t(`failures.${notice.failure.code}.what`)} {t(`failures.${notice.failure.code}.next`)}
          </p>
        )}
        {visit?.patient && (
          <p className="word-good" data-testid="purchaser-patient">
            {t('purchaser.patient')} <strong>{visit.patient.name}</strong> {t('patient.tail')} {visit.patient.lastFour}
            {' · '}
            {t(`patient.credential.${visit.credential}`)}
          </p>
        )}
        {card && (
          <p className="word-good" role="status" data-testid="purchaser-card">
            {t('purchaser.who')} <strong>{card.name}</strong> {t('patient.tail')} {card.lastFour}
            {' · '}
            {t('purchaser.byReader')}
          </p>
        )}
        {!card && <Field form={form} name="name" label={t('purchaser.name')} isFirst maxLength={50} />}
        {!card && <Field form={form} name="idNumber" label={t('purchaser.idNumber')} maxLength={18} />}
        <Choice
          name="relation"
          label={t('purchaser.relation')}
          value={relation}
          options={relations.map((one) => [one, t(`purchaser.relations.${one}`)] as const)}
          onChoose={(value) => form.type('relation', value)}
        />
        <Field
          key={card === null ? 'typed' : 'read'}
          form={form}
          name="reason"
          label={t('purchaser.reason')}
          hint={t('purchaser.reasonHint')}
          isFirst={card !== null}
          maxLength={200}
        />
        <FormEnd form={form} label={t('purchaser.submit')} hotkey="Enter" testId="register-purchaser" />
      </form>
      <div className="band-actions">
        <DeedButton controls={controls} hotkey="F8" label={t('purchaser.withdraw')} testId="withdraw-purchaser" />
        <DeedButton controls={controls} hotkey="Escape" label={t('actions.close')} testId="close-form" />
      </div>
    </section>
  )
}

function relationOf(text: string): Relation {
  return relations.find((one) => one === text) ?? 'other'
}

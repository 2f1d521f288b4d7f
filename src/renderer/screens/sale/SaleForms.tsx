import type { FormEvent, ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SaleDesk, SaleLineView } from '../../../shared/contract/stock/sale.ts'
import { parseQuantity } from '../../../shared/domain/money.ts'
import { Field } from '../../components/Field.tsx'
import { FormEnd } from '../../components/FormEnd.tsx'
import { useForm } from '../../components/useForm.ts'
import { emptyField, type FormState, faultOf } from '../../state/form.ts'
import type { Ask } from '../../state/store.ts'

export type SaleFormKind = 'add' | 'pieces' | 'buyer' | 'return'

interface Props {
  readonly ask: Ask
  /** it was carried out */
  readonly onDone: (desk: SaleDesk) => void
}

/** Goods without a trace code by their own number or EAN, and a box whose code cannot be scanned. `code`: an EAN that was scanned. */
export function AddForm({ ask, onDone, code }: Props & { readonly code: string }): ReactElement {
  const { t } = useTranslation()
  const form = useForm(ask, { code, quantity: '' }, { byCode: { SALE_QUANTITY_NEEDED: 'quantity', SALE_GOODS_UNKNOWN: 'code' } })
  const send = (): void => {
    const missing = emptyField(form.values, [['code', t('saleForm.code')]])
    const typed = form.values.quantity.trim()
    const quantity = typed === '' ? null : parseQuantity(typed)
    const isWrong = typed !== '' && (quantity === null || quantity <= 0)
    if (missing) form.refuse(missing)
    else if (isWrong) form.refuse(faultOf({ code: 'SALE_QUANTITY_NEEDED', field: 'quantity' }))
    else form.send('sale.add', { code: form.values.code, quantity }, onDone)
  }
  return (
    <SaleForm form={form} send={send} label={t('saleForm.add')} testId="sale-add">
      <Field form={form} name="code" label={t('saleForm.code')} isFirst={code === ''} maxLength={200} />
      <Field
        form={form}
        name="quantity"
        label={t('saleForm.quantity')}
        hint={t('saleForm.quantityHint')}
        isFirst={code !== ''}
        maxLength={12}
      />
    </SaleForm>
  )
}

/** How many pieces of a box are sold. */
export function PiecesForm({ ask, onDone, line }: Props & { readonly line: SaleLineView }): ReactElement {
  const { t } = useTranslation()
  const form = useForm(ask, { pieces: '' }, { byCode: { SALE_PIECES_WRONG: 'pieces' } })
  const { unit = '', inBox = 0 } = line.pieces ?? {}
  const send = (): void => {
    const typed = form.values.pieces.trim()
    if (!/^([1-9]\d{0,4})?$/.test(typed)) form.refuse(faultOf({ code: 'SALE_PIECES_WRONG', field: 'pieces' }))
    else form.send('sale.setPieces', { line: line.line, pieces: typed === '' ? null : Number(typed) }, onDone)
  }
  return (
    <SaleForm form={form} send={send} label={t('saleForm.setPieces')} testId="sale-set-pieces">
      <Field
        form={form}
        name="pieces"
        label={t('saleForm.pieces', { unit })}
        hint={t('saleForm.piecesHint', { inBox, unit })}
        isFirst
        maxLength={5}
      />
    </SaleForm>
  )
}

/** Who buys what the law wants a name for, from the identity card. */
export function BuyerForm({ ask, onDone }: Props): ReactElement {
  const { t } = useTranslation()
  const form = useForm(ask, { name: '', idNumber: '' }, { byCode: { IDENTITY_NUMBER_WRONG: 'idNumber' } })
  const send = (): void => {
    const missing = emptyField(form.values, [
      ['name', t('saleForm.name')],
      ['idNumber', t('saleForm.idNumber')],
    ])
    if (missing) form.refuse(missing)
    else form.send('sale.setBuyer', form.values, onDone)
  }
  return (
    <SaleForm form={form} send={send} label={t('saleForm.buyer')} testId="sale-set-buyer">
      <Field form={form} name="name" label={t('saleForm.name')} isFirst maxLength={50} />
      <Field form={form} name="idNumber" label={t('saleForm.idNumber')} maxLength={18} />
    </SaleForm>
  )
}

/** Which sale goods come back of, by its document. */
export function ReturnForm({ ask, onDone }: Props): ReactElement {
  const { t } = useTranslation()
  const form = useForm(ask, { document: '' }, { byCode: { SALE_UNKNOWN: 'document', SALE_RETURNED: 'document' } })
  const send = (): void => {
    const missing = emptyField(form.values, [['document', t('saleForm.document')]])
    if (missing) form.refuse(missing)
    else form.send('sale.beginReturn', { document: form.values.document }, onDone)
  }
  return (
    <SaleForm form={form} send={send} label={t('saleForm.find')} testId="sale-begin-return">
      <Field
        form={form}
        name="document"
        label={t('saleForm.document')}
        hint={t('saleForm.documentHint')}
        isFirst
        maxLength={40}
      />
    </SaleForm>
  )
}

interface SaleFormProps {
  readonly form: Pick<FormState<string>, 'fault' | 'isBusy' | 'isDone'>
  readonly send: () => void
  readonly label: string
  readonly testId: string
  readonly children: ReactNode
}

function SaleForm({ form, send, label, testId, children }: SaleFormProps): ReactElement {
  return (
    <form
      className="sale-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        send()
      }}
    >
      {children}
      <FormEnd form={form} label={label} hotkey="Enter" testId={testId} />
    </form>
  )
}

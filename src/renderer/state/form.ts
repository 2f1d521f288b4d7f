import type { Failure, FailureCode } from '../../shared/contract/failures.ts'
import { printerWords } from '../format/deviceHelp.ts'
import { i18n } from '../i18n/i18n.ts'

/** Why a form was not carried out. `field`: the one at fault, by its path in what was sent; null when it is none of them. */
export interface Fault {
  readonly field: string | null
  /** the failure's code, or what the form itself found */
  readonly code: FailureCode | 'EMPTY' | 'DIFFERENT'
  readonly what: string
  readonly next: string
}

/** What a person is typing, and how it stands with it. */
export interface FormState<K extends string> {
  readonly values: Readonly<Record<K, string>>
  readonly fault: Fault | null
  readonly isBusy: boolean
  /** carried out as it stands, and nothing was typed since */
  readonly isDone: boolean
}

export type FormEvent<K extends string> =
  | { readonly kind: 'typed'; readonly field: K; readonly text: string }
  | { readonly kind: 'put'; readonly values: Readonly<Record<K, string>> }
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly fault: Fault }
  | { readonly kind: 'carriedOut'; readonly secrets: readonly K[] }

/** A form with nothing typed into it but `values`. */
export function formOf<K extends string>(values: Readonly<Record<K, string>>): FormState<K> {
  return { values, fault: null, isBusy: false, isDone: false }
}

/** The form after `event`: a refusal loses nothing that was typed, and what is secret is gone once it was carried out. */
export function afterOnForm<K extends string>(form: FormState<K>, event: FormEvent<K>): FormState<K> {
  switch (event.kind) {
    case 'typed':
      return { ...form, values: { ...form.values, [event.field]: event.text }, isDone: false }
    case 'put':
      return { ...form, values: event.values, isDone: false, fault: null }
    case 'sent':
      return { ...form, isBusy: true, isDone: false, fault: null }
    case 'refused':
      return { ...form, isBusy: false, fault: event.fault }
    case 'carriedOut': {
      const blanks = Object.fromEntries(event.secrets.map((field) => [field, '']))
      return { values: { ...form.values, ...blanks }, fault: null, isBusy: false, isDone: true }
    }
  }
}

/** A failure in the words of its table, with the field at fault: the one it names, else the one that `byCode` knows for it. */
export function faultOf({ code, field, center, printer }: Failure, byCode: Partial<Record<FailureCode, string>> = {}): Fault {
  const said = [
    center && `${i18n.t('notice.center')} ${center.code} ${center.message}`,
    printer && printerWords(i18n.t, printer),
  ].filter((words) => words !== undefined)
  return {
    field: field ?? byCode[code] ?? null,
    code,
    what: i18n.t(`failures.${code}.what`),
    next: [i18n.t(`failures.${code}.next`), ...said].join(' '),
  }
}

/** Whether the field of this name is the one at fault: a form names its fields by the end of their path. */
export function isAtFault(fault: Fault | null, name: string): boolean {
  return fault?.field === name || fault?.field?.endsWith(`.${name}`) === true
}

/** The first of `needed` that is empty, as a fault; null when all are there. */
export function emptyField<K extends string>(
  values: Readonly<Record<K, string>>,
  needed: readonly (readonly [field: NoInfer<K>, label: string])[],
): Fault | null {
  const first = needed.find(([field]) => values[field].trim() === '')
  return first === undefined
    ? null
    : { field: first[0], code: 'EMPTY', what: i18n.t('fault.empty', { label: first[1] }), next: i18n.t('fault.emptyNext') }
}

/** The two times that a new secret was typed, as a fault of the second field where they differ. */
export function unlikeSecrets(secret: string, again: string, field = 'again'): Fault | null {
  if (secret === again) return null
  return { field, code: 'DIFFERENT', what: i18n.t('fault.different'), next: i18n.t('fault.differentNext') }
}

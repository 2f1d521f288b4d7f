import type { RegisteredPharmacist } from '../../shared/contract/host.ts'
import { isIdentityNumber } from '../../shared/domain/identityNumber.ts'
import { normalNumber } from '../../shared/domain/personNames.ts'
import { i18n } from '../i18n/i18n.ts'
import { emptyField, type Fault, faultOf } from './form.ts'

export const pharmacistFields = Object.freeze(['name', 'idNumber', 'code', 'licence'] as const)

/** The name of a field in the row, as the command's path names it. */
export function fieldOf(row: number, field: keyof RegisteredPharmacist): string {
  return `pharmacists.${row}.${field}`
}

/** The list as the fields of a form. */
export function fieldsOfList(list: readonly RegisteredPharmacist[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    list.flatMap((pharmacist, row) => pharmacistFields.map((field) => [fieldOf(row, field), pharmacist[field]] as const)),
  )
}

/** The list that stands in a form, as it was typed. */
export function listOfFields(values: Readonly<Record<string, string>>): readonly RegisteredPharmacist[] {
  const count = Object.keys(values).length / pharmacistFields.length
  const text = (row: number, field: keyof RegisteredPharmacist): string => values[fieldOf(row, field)] ?? ''
  return Array.from({ length: count }, (_, row) => ({
    name: text(row, 'name'),
    idNumber: text(row, 'idNumber'),
    code: text(row, 'code'),
    licence: text(row, 'licence'),
  }))
}

/** The list as it is sent: without blanks around, the numbers as they are compared. */
export function cleanList(list: readonly RegisteredPharmacist[]): readonly RegisteredPharmacist[] {
  return list.map(({ name, idNumber, code, licence }) => ({
    name: name.trim(),
    idNumber: normalNumber(idNumber),
    code: code.trim(),
    licence: licence.trim(),
  }))
}

/** The first field of the list that is empty or whose identity number has the wrong check character; null when all is well. */
export function faultInList(list: readonly RegisteredPharmacist[]): Fault | null {
  for (const [row, pharmacist] of cleanList(list).entries()) {
    const empty = emptyField(
      fieldsOfList([pharmacist]),
      pharmacistFields.map((field) => [fieldOf(0, field), i18n.t(`pharmacists.field.${field}`)]),
    )
    if (empty) return { ...empty, field: empty.field?.replace('.0.', `.${row}.`) ?? null }
    if (!isIdentityNumber(pharmacist.idNumber)) {
      return faultOf({ code: 'IDENTITY_NUMBER_WRONG', field: fieldOf(row, 'idNumber') })
    }
  }
  return null
}

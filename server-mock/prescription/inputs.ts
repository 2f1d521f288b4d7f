import { type Facts, type Field, type InterfaceNumber, interfaceTables } from '../../src/shared/wire/index.ts'
import type { Province } from '../provinces/province.ts'

/** What an interface takes in this province: its table, and the facts that the table depends on. */
interface PrescriptionInput {
  readonly fields: readonly Field[]
  readonly facts: Facts
}

/** The table of an interface as this province has it: the moment of 7207, and whether 7206 may leave out the pharmacist's token (N 8.6.4 f). */
export function inputOf(number: InterfaceNumber, province: Province): PrescriptionInput {
  const input: readonly Field[] = interfaceTables[number].input
  const mayLackToken = number === '7206' && !province.pharmacistVoucher.value
  return { fields: mayLackToken ? input.map(withoutNeedOfToken) : input, facts: factsOf(province) }
}

function factsOf({ outboundBefore, outboundAfter, attributes }: Province): Facts {
  const attribute: Facts = attributes.mandatory ? { attribute: 'mandatory' } : {}
  if (outboundBefore.value.includes('7207')) return { ...attribute, outbound: 'before' }
  return outboundAfter.value.includes('7207') ? { ...attribute, outbound: 'after' } : attribute
}

function withoutNeedOfToken(field: Field): Field {
  if ('fields' in field) return { ...field, fields: field.fields.map(withoutNeedOfToken) }
  return field.name === 'ecToken' ? { ...field, required: '-' } : field
}

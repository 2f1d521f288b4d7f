import { type Field, interfaceTables } from '../../src/shared/wire/index.ts'
import { nodesOf } from '../insurance/lines.ts'
import { isObject } from '../json.ts'
import type { CheckedPrescription } from '../store/checks.ts'

type Node = Readonly<Record<string, unknown>>

const top: readonly Field[] = interfaceTables['7105'].output

/** The content of a prescription that a hospital uploaded: what it sent in 7101 and 7103, as far as 7105 has a field for it, over what the center makes of it. */
export function withSent(made: Node, { content, signed }: CheckedPrescription): Node {
  const sent: Node = JSON.parse(content)
  const lines = nodesOf(sent.rxdrugdetail)
  const signedFields: Node = JSON.parse(signed ?? '{}')
  return {
    ...made,
    ...known(top, sent),
    rxDetlList: nodesOf(made.rxDetlList).map((line, index) => ({
      ...line,
      ...known(fieldsOf('rxDetlList'), lines[index] ?? {}),
    })),
    rxOtpinfo: {
      ...(isObject(made.rxOtpinfo) ? made.rxOtpinfo : {}),
      ...(isObject(sent.mdtrtinfo) ? known(fieldsOf('rxOtpinfo'), sent.mdtrtinfo) : {}),
      ...known(fieldsOf('rxOtpinfo'), signedFields),
    },
    rxDiseList: nodesOf(sent.diseinfo).map((node) => known(fieldsOf('rxDiseList'), node)),
  }
}

function fieldsOf(name: string): readonly Field[] {
  const field = top.find((each) => each.name === name)
  return field !== undefined && 'fields' in field ? field.fields : []
}

/** The values of a node for which a table has a field. */
function known(fields: readonly Field[], node: Node): Node {
  const names = new Set(fields.map(({ name }) => name))
  return Object.fromEntries(
    Object.entries(node).filter(([name, value]) => names.has(name) && value !== '' && value !== null && value !== undefined),
  )
}

import type { InterfaceNumber } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { rememberP7 } from '../gm/p7.ts'
import { readSpelling } from '../http/spelling.ts'
import { textOf } from '../refusal.ts'
import type { Institution } from '../store/registry.ts'
import type { Pool } from '../workers/pool.ts'
import { rememberFile, signedValueOf, toMake } from './file/file.ts'
import { inputOf } from './inputs.ts'

type Node = Readonly<Record<string, unknown>>

/**
 * The file of a first 7204 is made, and the signatures of a 7205 are checked, by a worker before the message's turn: both take longer than everything else in
 * the center together. Only for who holds the prescription; the judge decides all the same, and does whatever was not done here himself.
 */
export function workAhead(context: CenterContext, pool: Pool) {
  const { store, province } = context
  return async (number: InterfaceNumber, data: Node, { code }: Institution): Promise<void> => {
    if (number !== '7204' && number !== '7205') return
    const read = readSpelling(province.spelling.value, inputOf(number, province).fields, data) ?? {}
    const hiRxno = textOf(read, 'hiRxno')
    const held = store.authorizations.find(textOf(read, 'epcToken'))
    if (held === undefined || held.hiRxno !== hiRxno || held.institution !== code) return
    const parts = toMake(context, hiRxno)
    if (number === '7205') {
      const value = signedValueOf(context, parts.record)
      const claim = { rxFile: textOf(read, 'rxFile'), signDigest: textOf(read, 'signDigest'), value }
      for (const checked of await pool.run('checkSignatures', claim)) rememberP7(checked)
    } else if (store.files.find(hiRxno) === undefined) {
      const file = await pool.run('makeFile', parts)
      rememberFile(parts, { ...file, pdf: Buffer.from(file.pdf) })
    }
  }
}

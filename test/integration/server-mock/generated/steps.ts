import { type Facts, type InterfaceNumber, interfaceTables, validateNode } from '../../../../src/shared/wire/index.ts'
import type { Pharmacy } from '../pharmacy.ts'
import { isYes, type Json, type Step } from './flow.ts'

/** Sends content in an envelope; `change` works on the envelope before it leaves. */
type Post<C> = (content: object, change: (envelope: Json) => Json, by?: C) => Promise<Json>

/** Who walks, and who else has access: each can put any content into a sealed envelope. */
interface Walkers<C extends Pick<Pharmacy, 'seal'>> {
  readonly caller: C
  readonly other: C
}

interface Stepper<C> {
  /** one step of a walk: the right message is sent when the walk goes on, and must be taken */
  step(number: InterfaceNumber, message: Json, post: Post<C>, facts?: Facts, title?: string): AsyncGenerator<Step>
  /** the answer to the last right message */
  said(): Json
}

/** Beyond the numbers of what is tried. */
const FIRST_NUMBER = 9_000

/** Makes the steps of a walk from messages and how they are sent. */
export function createStepper<C extends Pick<Pharmacy, 'seal'>>({ caller, other }: Walkers<C>): Stepper<C> {
  let answer: Json = {}
  let taken = 0

  /** The right message with a number of its own, whatever was tried before: what is recorded of it stays the same when a table gets another field. */
  function numbered(envelope: Json): Json {
    const { msgid } = envelope
    return typeof msgid === 'string' ? { ...envelope, msgid: `${msgid.slice(0, -4)}${FIRST_NUMBER + taken++}` } : envelope
  }

  async function* step(
    number: InterfaceNumber,
    message: Json,
    post: Post<C>,
    facts: Facts = {},
    title?: string,
  ): AsyncGenerator<Step> {
    let last = ''
    const keep = (envelope: Json): Json => {
      last = JSON.stringify(envelope)
      return envelope
    }
    const again = (): Json => JSON.parse(last)
    const foreign = number === 'ec.query' ? {} : otherContent(number, message, facts)
    const forged = (envelope: Json): Json => ({
      ...envelope,
      ...('encData' in envelope ? { encData: caller.seal(foreign).encData } : { input: foreign }),
    })
    let said: Json = {}
    yield {
      number,
      ...(title === undefined ? {} : { title }),
      message,
      facts,
      send: (content) => post(content, keep),
      sendAgain: () => post(message, again),
      forge: number === 'ec.query' ? null : () => post(message, forged),
      sendByOther: number === 'ec.query' ? null : () => post(message, (envelope) => envelope, other),
      answer: () => said,
    }
    said = await post(message, (envelope) => keep(numbered(envelope)))
    answer = said
    if (!isYes(answer)) throw new Error(`${number} was refused: ${String(answer.err_msg ?? answer.message)}`)
  }

  return { step, said: () => answer }
}

interface Shops {
  readonly pharmacy: Pharmacy
  readonly other: Pharmacy
  readonly signNoOf: (by: Pharmacy) => string
}

type PrescriptionNumber = Parameters<Pharmacy['prescription']>[0]

interface ShopSteps extends Stepper<Pharmacy> {
  readonly onA: (number: string, envelope?: Json) => Post<Pharmacy>
  readonly onB: (number: PrescriptionNumber) => Post<Pharmacy>
  readonly onC: Post<Pharmacy>
}

/** The steps of a pharmacy, with another pharmacy beside it. */
export function createSteps({ pharmacy, other, signNoOf }: Shops): ShopSteps {
  return {
    ...createStepper({ caller: pharmacy, other }),
    onA:
      (number, envelope = {}) =>
      (content, change, by = pharmacy) =>
        by.insurance(number, content, { sign_no: signNoOf(by), insuplc_admdvs: '990101', ...envelope }, change),
    onB:
      (number) =>
      (content, change, by = pharmacy) =>
        by.prescription(number, content, {}, change),
    onC: (content, change) => pharmacy.query('', () => change({ ...content })),
  }
}

/** The message with one character of one text changed, so that its table has nothing against it. */
function otherContent(number: InterfaceNumber, message: Json, facts: Facts): Json {
  const { input } = interfaceTables[number]
  const found = changesOf(message).find((changed) => validateNode(input, changed, { facts }).length === 0)
  if (found === undefined) throw new Error(`${number} leaves nothing to choose`)
  return found
}

function changesOf(node: Json): readonly Json[] {
  return Object.entries(node).flatMap(([name, value]) => {
    const changed = (values: readonly unknown[]) => values.map((each) => ({ ...node, [name]: each }))
    if (typeof value === 'string' && value !== '') return changed([`${value.slice(0, -1)}${value.endsWith('2') ? '3' : '2'}`])
    if (Array.isArray(value)) {
      const [first, ...rest]: readonly unknown[] = value
      return isNode(first) ? changed(changesOf(first).map((each) => [each, ...rest])) : []
    }
    return isNode(value) ? changed(changesOf(value)) : []
  })
}

function isNode(value: unknown): value is Json {
  return typeof value === 'object' && value !== null
}

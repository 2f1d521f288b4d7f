/**
 * Where a line of a table comes from: `found` was read in a source (the tags are those of docs/interface-sources.md),
 * `inferred` is our reasoning and must be confirmed with the province before going live. A found line may have one part that is
 * inferred; the text says which.
 */
export type SourceMark = { readonly found: string; readonly inferred?: string } | { readonly inferred: string }

/**
 * National type letters: `c` text of at most `length` characters, `n` decimal of at most `length` digits of which at most `scale`
 * stand after the point, `d` yyyy-MM-dd, `dt` yyyy-MM-dd HH:mm:ss, `t` long text.
 */
type ScalarType = 'c' | 'n' | 'd' | 'dt' | 't'

/**
 * What a table depends on but no message says: facts of the province's profile. `outbound` is the moment of this very outbound upload
 * (3505, 7207; for 7208 that of its 7207): before or after the settlement. `attribute`: whether every prescription says of which kind it is (rxExraAttrCode).
 */
export interface Facts {
  readonly outbound?: 'before' | 'after'
  readonly attribute?: 'mandatory'
}

/**
 * On what a field depends: another field of the same node has one of these values, or is missing; a fact is as named (a fact that
 * nobody gave is as nothing); all or any of several.
 */
export type Condition =
  | { readonly field: string; readonly in: readonly string[] }
  | { readonly missing: string }
  | { readonly [F in keyof Facts]-?: { readonly fact: F; readonly in: readonly NonNullable<Facts[F]>[] } }[keyof Facts]
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }

interface FieldBase {
  readonly name: string
  /** the national Chinese name */
  readonly label: string
  /** required, conditional (then `when` says on what, where that is known), optional */
  readonly required: 'Y' | 'C' | '-'
  readonly when?: Condition
  /** when the field must not be there */
  readonly absentWhen?: Condition
  readonly source: SourceMark
}

export interface ScalarField extends FieldBase {
  readonly type: ScalarType
  readonly length?: number
  readonly scale?: number
  /** the code table: value → meaning; any other value is refused */
  readonly codes?: Readonly<Record<string, string>>
  /** a text field that known centers also write as a JSON number */
  readonly alsoNumber?: true
}

/** A nested node: one object, or a list of them. */
interface NodeField extends FieldBase {
  readonly type: 'object' | 'list'
  readonly fields: readonly Field[]
}

/** An object whose content another table describes. `length` limits its compact JSON text. */
interface OpenField extends FieldBase {
  readonly type: 'json'
  readonly length?: number
}

export type Field = ScalarField | NodeField | OpenField

/** The channels of the province. B, D, E and L share the signed and encrypted envelope. */
export const channels = Object.freeze({
  A: '定点医药机构接口 (medical insurance)',
  B: '医保电子处方中心 (prescription center)',
  C: '医保电子凭证中台 (voucher platform)',
  D: '渠道应用接口，公共服务区 (channel applications, N 9.3)',
  E: '医保移动支付中心 (payment center)',
  L: '地方医保系统接入 (insurance system and prescription center, N 10.1)',
})
export type Channel = keyof typeof channels

/**
 * One interface as a table; validators, types and docs/interfaces.md are derived from it. `input` and `output` are what stands
 * inside the envelope of channels A and B; channel C has no envelope, so there they are the whole message.
 */
export interface InterfaceTable {
  /** the national number, or the transaction name where there is none (`ec.query`) */
  readonly number: string
  readonly name: string
  readonly channel: Channel
  /** below the channel's base address; channel A has one path for all and chooses by number */
  readonly path: string
  readonly pathSource: SourceMark
  readonly input: readonly Field[]
  readonly output: readonly Field[]
}

/** The message wrapper of a channel, both ways. */
export interface EnvelopeTable {
  readonly name: string
  readonly channel: Channel
  readonly request: readonly Field[]
  readonly response: readonly Field[]
}

type ScalarValue<F> = F extends { readonly type: 'n' } | { readonly alsoNumber: true } ? string | number : string

type FieldValue<F> = F extends { readonly type: 'list'; readonly fields: infer N extends readonly Field[] }
  ? readonly WireNode<N>[]
  : F extends { readonly type: 'object'; readonly fields: infer N extends readonly Field[] }
    ? WireNode<N>
    : F extends { readonly type: 'json' }
      ? Readonly<Record<string, unknown>>
      : ScalarValue<F>

/** The TypeScript type of a node, from its table: required fields must be there; the others may be missing, null or "". */
export type WireNode<N extends readonly Field[]> = {
  readonly [F in N[number] as F['required'] extends 'Y' ? F['name'] : never]: FieldValue<F>
} & {
  readonly [F in N[number] as F['required'] extends 'Y' ? never : F['name']]?: FieldValue<F> | null
}

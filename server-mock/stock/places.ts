import type { CenterContext } from '../context.ts'
import type { Refused } from '../insurance/interface.ts'
import { refuse } from '../refusal.ts'
import { EMPTY_PACK, findCodeFault, findPlaceFault, leftIn, type Taken, takePacks } from '../trace.ts'
import { type Goods, refuseTrace } from './goods.ts'

type Moved = { readonly ok: true; readonly packs: readonly Taken[] } | Refused

/**
 * Packs that come in (3503, 3502): each of the drug, sold to nobody, in no shop's stock, this one's included. Where codes may change hands (switch
 * `repeatedTraceCode`), they do: earlier sales of them are forgotten.
 */
export function receive(context: CenterContext, { article, quantity, packs }: Goods, list: string): Moved {
  const place = { institution: article.institution, as: 'received' } as const
  const refused = refuseTrace(findCodeFault(context, packs) ?? findPlaceFault(context, packs, place), list)
  if (refused) return refused
  const taken = takePacks([{ quantity, packs }], leftIn(context, { source: '3505', sale: '' }))
  if (!taken.ok) return refuse('1032', `${list}[${packs.indexOf(taken.empty)}].drug_trac_codg`, EMPTY_PACK)
  for (const { code, split } of packs) if (!split) context.store.traceCodes.free(code)
  return taken
}

/** Packs that leave otherwise than by sale (3504, 3502): each of the drug, sold to nobody, not gone already, not in another shop's stock. */
export function takeAway(context: CenterContext, { article, quantity, packs }: Goods, list: string): Moved {
  const place = { institution: article.institution, as: 'taken' } as const
  const refused = refuseTrace(findCodeFault(context, packs) ?? findPlaceFault(context, packs, place), list)
  if (refused) return refused
  const taken = takePacks([{ quantity, packs }], leftIn(context, { source: '3505', sale: '' }))
  return taken.ok ? taken : refuse('1033', `${list}[${packs.indexOf(taken.empty)}].drug_trac_codg`, EMPTY_PACK)
}

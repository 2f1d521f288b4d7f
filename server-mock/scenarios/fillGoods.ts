import type { DatedValue } from '../store/drugs.ts'
import type { StockRecord } from '../store/stock.ts'
import { chinaTime } from '../time.ts'
import { drugNamed, PRICE_LIMITS, SELF_PAY_SHARES } from './drugs.ts'
import type { Scenario } from './scenario.ts'

type Sketched<K extends 'boughtGoods' | 'catalogueChanges'> = NonNullable<Scenario[K]>

const DAY_MS = 86_400_000
const PACK = 10_000
const PERCENT = 100
/** millionths of a yuan in a fen */
const FEN = 10_000

/** The dated terms of the catalogue with the changes of a scenario, made known at `now`. */
export function fillTerms(
  changes: Sketched<'catalogueChanges'>,
  now: number,
): { readonly selfPayShares: readonly DatedValue[]; readonly priceLimits: readonly DatedValue[] } {
  const changed = (known: readonly DatedValue[], read: (change: (typeof changes)[number]) => number | undefined) =>
    changes.reduce((terms, change) => {
      const value = read(change)
      return value === undefined ? terms : withChange(terms, drugNamed(change.drug).code, value, now, change.inDays)
    }, known)
  return {
    selfPayShares: changed(SELF_PAY_SHARES, ({ selfPay }) => (selfPay === undefined ? undefined : selfPay * PERCENT)),
    priceLimits: changed(PRICE_LIMITS, ({ priceLimit }) => (priceLimit === undefined ? undefined : priceLimit * FEN)),
  }
}

function withChange(
  known: readonly DatedValue[],
  code: string,
  value: number,
  now: number,
  inDays: number,
): readonly DatedValue[] {
  const day = (offset: number): string => chinaTime(now + offset * DAY_MS).date
  const ended = known.map((term) =>
    term.code === code && term.until === null ? { ...term, until: day(inDays - 1), updatedAt: now } : term,
  )
  return [...ended, { code, value, since: day(inDays), until: null, updatedAt: now }]
}

/** Goods of a scenario as the record that their purchase (3503) left yesterday. The shop calls the article by the drug's own code. */
export function fillBoughtGoods(
  { drug: name, lot, codes }: Sketched<'boughtGoods'>[number],
  institution: string,
  now: number,
): Omit<StockRecord, 'id' | 'deletedAt'> {
  const drug = drugNamed(name)
  const at = now - DAY_MS
  return {
    institution,
    interface: '3503',
    batchSerial: `${chinaTime(at).compact}-${lot}`,
    drug: drug.code,
    article: drug.code,
    articleName: drug.genericName,
    prescriptionFlag: drug.prescriptionFlag,
    lot,
    quantity: codes.length * PACK,
    price: null,
    countedOn: null,
    change: null,
    returns: null,
    sale: '',
    settlement: null,
    operator: '0001',
    at,
    node: {
      spler_name: '长风医药有限公司',
      manu_date: '2026-01-15',
      expy_end: '2028-12-31',
      purc_retn_stoin_time: chinaTime(at).dateTime,
    },
    packs: codes.map((code) => ({ code, split: false, quantity: PACK })),
  }
}

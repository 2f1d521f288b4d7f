/** The parts of the center that a console shows; `server-mock/admin/events.ts` says which of them changed. */
export const areas = Object.freeze([
  'messages',
  'prescriptions',
  'settlements',
  'stock',
  'people',
  'faults',
  'clock',
  'notices',
] as const)
export type Area = (typeof areas)[number]

/** Who wants to know that something of the center is not what it was. */
export interface Changes {
  /** what is kept in memory says it itself; the database is watched (`store.watch`) */
  tell(changed: Iterable<Area>): void
  /** `listener` is called at once, as often as there are changes, while its transaction may still fail; the answer ends it */
  subscribe(listener: (changed: Iterable<Area>) => void): () => void
}

/** Which part a table belongs to. A table that is not named here belongs to all of them: a console asks too often rather than too seldom. */
const areasOfTables: Readonly<Record<string, readonly Area[]>> = {
  meta: areas,
  // a file is made when it is first asked for, and then stays what it is
  ...placed(['serial', 'used_msgid', 'used_signature', 'prescription_file'], []),
  ...placed(['message'], ['messages']),
  ...placed(['person', 'holder', 'insurance', 'entitlement', 'card', 'face_session', 'live_check'], ['people']),
  ...placed(
    ['shown_code', 'voucher_token', 'prescription_code', 'online_identity', 'access_token', 'channel_authorization'],
    ['people'],
  ),
  ...placed(['institution', 'application', 'terminal', 'local_system', 'sign_in', 'callback'], ['people']),
  ...placed(['pharmacist', 'doctor', 'department', 'hospital_pharmacist', 'disease'], ['people']),
  ...placed(['prescription', 'prescription_line', 'checked_prescription', 'visit'], ['prescriptions']),
  ...placed(['authorization', 'online_authorization', 'verification', 'review'], ['prescriptions']),
  ...placed(['outbound', 'delivery', 'delivery_update'], ['prescriptions', 'stock']),
  ...placed(['drug', 'drug_terms', 'catalogue_mapping'], ['stock']),
  ...placed(['trace_claim', 'stock_record', 'stock_pack'], ['stock']),
  ...placed(['settlement', 'settlement_notice'], ['settlements', 'prescriptions']),
  ...placed(['payment_order', 'payment_refund'], ['settlements', 'people']),
  ...placed(['statement_file', 'policy'], ['settlements']),
  ...placed(['accumulation'], ['settlements', 'people']),
  ...placed(['notice', 'outgoing'], ['notices']),
}

function placed(tables: readonly string[], changed: readonly Area[]): Readonly<Record<string, readonly Area[]>> {
  return Object.fromEntries(tables.map((table) => [table, changed]))
}

/** The parts that a change of a table is a change of. */
export function areasOfTable(table: string): readonly Area[] {
  return Object.hasOwn(areasOfTables, table) ? (areasOfTables[table] ?? areas) : areas
}

/** Nobody listens yet. `watch` calls back for every row that is written, with its table; it is used only while somebody listens. */
export function createChanges(watch: (onTable: (table: string) => void) => () => void): Changes {
  const listeners = new Set<(changed: Iterable<Area>) => void>()
  let unwatch: (() => void) | null = null
  const tell = (changed: Iterable<Area>): void => {
    for (const listener of listeners) listener(changed)
  }

  return {
    tell,
    subscribe: (listener) => {
      listeners.add(listener)
      unwatch ??= watch((table) => tell(areasOfTable(table)))
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        unwatch?.()
        unwatch = null
      }
    },
  }
}

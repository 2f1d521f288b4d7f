/** A value of a province with the day from which it holds, as far as its source tells, and where it was read. `[inferred]`: our reasoning. */
export interface Dated<T> {
  readonly value: T
  /** yyyy-MM-dd */
  readonly since: string
  readonly source: string
}

/** Every interface by its national number, which is its name in the program whatever the province calls it. */
export const nationalNumbers = Object.freeze([
  'ec.query',
  'ec.pwdCheck',
  '9001',
  '9002',
  '1101',
  '7201',
  '7204',
  '7205',
  '7206',
  '7207',
  '7208',
  '2101',
  '2101A',
  '2102',
  '2102A',
  '2103',
  '2601',
  '5203',
  '3501',
  '3501A',
  '3502',
  '3503',
  '3503A',
  '3504',
  '3505',
  '3506',
  '3507',
  '35081',
  '35082',
  '1312',
  '1318',
  '1319',
  '3301',
  '3302',
] as const)
export type NationalNumber = (typeof nationalNumbers)[number]

/** How the province serves an interface: under its own number, at a path below the channel's base address. */
export interface ServedInterface {
  readonly number: string
  readonly path: string
}

/** An upload of goods that leave, with its moment: before the settlement or after it. */
export interface OutboundUpload {
  readonly number: '7207' | '3505'
  readonly moment: 'before' | 'after'
}

/** One step of an undoing: the first of these interfaces that the shop is connected to. */
export type UndoStep = readonly NationalNumber[]

/** What one province does differently from another (地方口径). */
export interface Profile {
  readonly name: string
  /** null: the province does not serve it */
  readonly interfaces: Readonly<Record<NationalNumber, Dated<ServedInterface | null>>>
  /** how the fields of channel B are written; the tables have camelCase */
  readonly spelling: Dated<'camelCase' | 'snake_case'>
  /** in the order in which they are made; may be empty */
  readonly outboundUploads: Dated<readonly OutboundUpload[]>
  /** what follows a return of goods, in this order, from the settlement on */
  readonly undoAfterSettlement: Dated<readonly UndoStep[]>
  /** how an upload is taken back when the settlement after it did not come about */
  readonly cancelOutbound: Dated<Readonly<Record<OutboundUpload['number'], UndoStep>>>
  /** which pair of interfaces asks for a settlement and does it */
  readonly settlementSet: Dated<{ readonly presettle: '2101' | '2101A'; readonly settle: '2102' | '2102A' }>
  /** the query that may be asked for a settlement whose answer was lost, where the center has one under a key that we hold */
  readonly lostSettlementQuery: Dated<'5203' | null>
  /** whether 7206 carries the pharmacist's own voucher */
  readonly pharmacistVoucherAtReview: Dated<boolean>
  /** when the patient enters the password of the voucher, having shown an identity or social-security card instead of it */
  readonly voucherPasswordMoments: Dated<readonly ('beforeAuthorize' | 'beforeSettle')[]>
  /** what the counter does with a pack whose trace code is not in its books */
  readonly unknownTraceCodes: Dated<'refuse' | 'allowWithReason'>
  readonly prescriptionTokenHours: Dated<number>
  readonly prescriptionValidDays: Dated<number>
  /** by when the province is to be told of goods that came or went; null where no text says so */
  readonly uploadsDue: Dated<'endOfDay' | null>
  /** how shops may keep the center's stock right; the first is the rule, the others are allowed to shops that choose so */
  readonly stockModes: Dated<readonly ('fullMovements' | 'stocktakeOnly')[]>
}

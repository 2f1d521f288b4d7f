// Apart from failures.ts so that the renderer has the facts without zod.

/** Whose turn it is after a failure. */
export type Turn = 'clerk' | 'pharmacist' | 'patient' | 'center' | 'support'
/** Whether trying again makes sense, and with what. */
export type Retry = 'no' | 'now' | 'later' | 'newScan'
/** What happened to the money. */
export type MoneyState = 'untouched' | 'unknown' | 'moved'

interface FailureFacts {
  readonly turn: Turn
  readonly retry: Retry
  readonly money: MoneyState
}

// `money` is what this very step did: a refused upload after a settlement leaves the settlement as it was.
const clerk = { turn: 'clerk', money: 'untouched' } as const
const patient = { turn: 'patient', money: 'untouched' } as const
const center = { turn: 'center', money: 'untouched' } as const
const pharmacist = { turn: 'pharmacist', money: 'untouched' } as const
const support = { turn: 'support', money: 'untouched' } as const

/**
 * Every expected failure with its facts. The sentences stand in the renderer's i18n, one per code and language; a test joins
 * the two and fails when a code has no sentence.
 */
export const failureFacts = Object.freeze({
  // the contract itself
  MESSAGE_MALFORMED: { ...support, retry: 'no' },
  COMMAND_UNKNOWN: { ...support, retry: 'no' },
  INPUT_INVALID: { ...support, retry: 'no' },
  NOT_SIGNED_IN: { ...clerk, retry: 'now' },
  ROLE_MISSING: { ...clerk, retry: 'no' },
  STATION_AWAY: { ...clerk, retry: 'later' },
  INTERNAL_ERROR: { ...support, retry: 'later' },
  INTERRUPTED: { ...clerk, retry: 'now' },
  // people
  SIGN_IN_WRONG: { ...clerk, retry: 'now' },
  SIGN_IN_LOCKED: { ...clerk, retry: 'later' },
  SECRET_CHANGE_NEEDED: { ...clerk, retry: 'no' },
  SECRET_TOO_SIMPLE: { ...clerk, retry: 'now' },
  SECRET_SAME: { ...clerk, retry: 'now' },
  RECOVERY_WRONG: { ...clerk, retry: 'now' },
  SET_UP_DONE: { ...clerk, retry: 'no' },
  ACCOUNT_UNKNOWN: { ...clerk, retry: 'no' },
  ACCOUNT_NAME_TAKEN: { ...clerk, retry: 'now' },
  ACCOUNT_LAST_MANAGER: { ...clerk, retry: 'no' },
  // the shop's own settings
  SETTING_FIXED: { ...clerk, retry: 'no' },
  IDENTITY_NUMBER_WRONG: { ...clerk, retry: 'now' },
  CONNECTION_INCOMPLETE: { ...clerk, retry: 'now' },
  CONNECTION_ADDRESS_WRONG: { ...clerk, retry: 'now' },
  CONNECTION_KEY_WRONG: { ...clerk, retry: 'now' },
  // scans
  SCAN_UNKNOWN: { ...clerk, retry: 'newScan' },
  SCAN_DOUBLED: { ...clerk, retry: 'newScan' },
  SCAN_UNREADABLE: { ...clerk, retry: 'newScan' },
  SCAN_BEFORE_SIGN_IN: { ...clerk, retry: 'newScan' },
  TRACE_CODE_NOT_WANTED: { ...clerk, retry: 'no' },
  PRODUCT_CODE_NOT_WANTED: { ...clerk, retry: 'no' },
  PHARMACIST_VOUCHER_NOT_WANTED: { ...clerk, retry: 'no' },
  VISIT_BUSY: { ...clerk, retry: 'later' },
  VISIT_MISSING: { ...clerk, retry: 'no' },
  VISIT_UNKNOWN: { ...clerk, retry: 'no' },
  VISITS_FULL: { ...clerk, retry: 'no' },
  PLACE_UNKNOWN: { ...clerk, retry: 'no' },
  NOTHING_TO_RETRY: { ...clerk, retry: 'no' },
  // the dispense case: what stands in the way of a step
  CASE_MISSING: { ...clerk, retry: 'no' },
  CASE_BUSY: { ...clerk, retry: 'later' },
  CASE_OPEN: { ...clerk, retry: 'no' },
  CASE_NOT_NOW: { ...clerk, retry: 'no' },
  CASE_UNANSWERED: { ...clerk, retry: 'now' },
  PHARMACIST_MISSING: { ...pharmacist, retry: 'newScan' },
  CHECKLIST_INCOMPLETE: { ...pharmacist, retry: 'now' },
  BASKET_INCOMPLETE: { ...clerk, retry: 'no' },
  CASH_TOO_LITTLE: { ...clerk, retry: 'no' },
  RETURN_INCOMPLETE: { ...clerk, retry: 'newScan' },
  // the boxes that go into the basket, and that come back
  BOX_UNKNOWN: { ...clerk, retry: 'newScan' },
  BOX_UNKNOWN_NEEDS_REASON: { ...clerk, retry: 'now' },
  BOX_WRONG_DRUG: { ...clerk, retry: 'newScan' },
  BOX_NOT_NEEDED: { ...clerk, retry: 'no' },
  BOX_IN_BASKET: { ...clerk, retry: 'newScan' },
  BOX_SOLD_BEFORE: { ...clerk, retry: 'newScan' },
  BOX_NOT_IN_STOCK: { ...clerk, retry: 'newScan' },
  BOX_NOT_RECEIVED: { ...clerk, retry: 'newScan' },
  BOX_GONE: { ...clerk, retry: 'newScan' },
  BOX_PRODUCT_CODE: { ...clerk, retry: 'newScan' },
  LOT_EXPIRED: { ...clerk, retry: 'newScan' },
  LOT_RECALLED: { ...clerk, retry: 'newScan' },
  LOT_MISSING: { ...clerk, retry: 'no' },
  LOT_NEEDED: { ...clerk, retry: 'now' },
  LINE_NOT_IN_BOXES: { ...clerk, retry: 'no' },
  LINE_UNKNOWN: { ...clerk, retry: 'no' },
  ITEM_UNKNOWN: { ...clerk, retry: 'no' },
  BOX_NOT_OF_SALE: { ...clerk, retry: 'newScan' },
  BOX_BACK_ALREADY: { ...clerk, retry: 'newScan' },
  // files of people
  FILE_TOO_LARGE: { ...clerk, retry: 'now' },
  FILE_UNREADABLE: { ...clerk, retry: 'now' },
  // ordinary sales, without a prescription
  SALE_EMPTY: { ...clerk, retry: 'no' },
  SALE_GOODS_UNKNOWN: { ...clerk, retry: 'now' },
  SALE_QUANTITY_NEEDED: { ...clerk, retry: 'now' },
  SALE_PIECES_WRONG: { ...clerk, retry: 'now' },
  SALE_PRESCRIPTION_DRUG: { ...clerk, retry: 'no' },
  SALE_RESTRICTED_DRUG: { ...clerk, retry: 'no' },
  SALE_PRICE_MISSING: { ...clerk, retry: 'no' },
  SALE_EPHEDRINE_LIMIT: { ...clerk, retry: 'no' },
  SALE_BUYER_NEEDED: { ...clerk, retry: 'now' },
  SALE_PHARMACIST_MISSING: { ...clerk, retry: 'no' },
  SALE_UNKNOWN: { ...clerk, retry: 'now' },
  SALE_RETURNED: { ...clerk, retry: 'no' },
  SALE_RETURN_OPEN: { ...clerk, retry: 'no' },
  SALE_RETURN_EMPTY: { ...clerk, retry: 'newScan' },
  SALE_BOX_OF_PRESCRIPTION: { ...clerk, retry: 'no' },
  // a stocktake
  STOCKTAKE_UNKNOWN: { ...clerk, retry: 'no' },
  STOCKTAKE_CLOSED: { ...clerk, retry: 'no' },
  STOCKTAKE_OVERLAPS: { ...clerk, retry: 'later' },
  STOCKTAKE_COVERS_NOTHING: { ...clerk, retry: 'now' },
  STOCKTAKE_OUT_OF_SCOPE: { ...clerk, retry: 'newScan' },
  STOCKTAKE_COUNTED: { ...clerk, retry: 'newScan' },
  STOCKTAKE_PIECES_NEEDED: { ...clerk, retry: 'now' },
  STOCKTAKE_PIECES_TOO_MANY: { ...clerk, retry: 'now' },
  STOCKTAKE_NOT_IN_PIECES: { ...clerk, retry: 'now' },
  STOCKTAKE_NOTHING_COUNTED: { ...clerk, retry: 'no' },
  STOCKTAKE_BLIND: { ...clerk, retry: 'no' },
  STOCKTAKE_OWN_COUNT: { ...clerk, retry: 'no' },
  STOCKTAKE_RECOUNT_NEEDED: { ...clerk, retry: 'no' },
  IMPORT_FAULTY: { ...clerk, retry: 'now' },
  IMPORT_GONE: { ...clerk, retry: 'now' },
  IMPORT_OUTDATED: { ...clerk, retry: 'now' },
  // the catalogue
  DRUG_UNKNOWN: { ...clerk, retry: 'no' },
  DRUG_CODE_TAKEN: { ...clerk, retry: 'now' },
  DRUG_COUNTED: { ...clerk, retry: 'no' },
  DRUG_NOT_IN_INSURANCE: { ...clerk, retry: 'no' },
  PREFIX_TAKEN: { ...clerk, retry: 'no' },
  CATALOGUE_BUSY: { ...clerk, retry: 'later' },
  // papers
  PAPER_NOT_NOW: { ...clerk, retry: 'no' },
  PRINTER_MISSING: { ...clerk, retry: 'no' },
  PRINTER_FAILED: { ...clerk, retry: 'now' },
  // the patient's voucher (V table C.4)
  VOUCHER_QR_UNKNOWN: { ...patient, retry: 'newScan' },
  VOUCHER_QR_USED: { ...patient, retry: 'newScan' },
  VOUCHER_QR_EXPIRED: { ...patient, retry: 'newScan' },
  VOUCHER_NOT_ACTIVATED: { ...patient, retry: 'newScan' },
  VOUCHER_CHANNEL_NOT_AUTHORIZED: { ...patient, retry: 'newScan' },
  VOUCHER_ANSWER_LOST: { ...patient, retry: 'newScan' },
  VOUCHER_TOKEN_DEAD: { ...patient, retry: 'newScan' },
  // the insured person
  PERSON_NOT_INSURED: { ...patient, retry: 'no' },
  PERSON_MISMATCH: { ...patient, retry: 'newScan' },
  INSURANCE_SUSPENDED: { ...patient, retry: 'no' },
  BENEFIT_MISSING: { ...patient, retry: 'no' },
  // the prescription: authorization, download, verification
  PRESCRIPTION_TOKEN_DEAD: { ...patient, retry: 'newScan' },
  PRESCRIPTION_NOT_AUTHORIZED: { ...patient, retry: 'newScan' },
  PRESCRIPTION_HELD_ELSEWHERE: { ...patient, retry: 'later' },
  PRESCRIPTION_USED: { ...patient, retry: 'no' },
  PRESCRIPTION_EXPIRED: { ...patient, retry: 'no' },
  PRESCRIPTION_WITHDRAWN: { ...patient, retry: 'no' },
  PRESCRIPTION_UNKNOWN: { ...center, retry: 'no' },
  PRESCRIPTION_NOT_OWNED: { ...patient, retry: 'newScan' },
  PRESCRIPTION_NOT_GENUINE: { ...center, retry: 'no' },
  // the pharmacist's review
  VERIFICATION_MISSING: { ...pharmacist, retry: 'now' },
  PHARMACIST_NOT_REGISTERED: { ...pharmacist, retry: 'no' },
  PHARMACIST_VOUCHER_WRONG: { ...pharmacist, retry: 'newScan' },
  REVIEW_MISSING: { ...pharmacist, retry: 'no' },
  REVIEW_ALREADY_DONE: { ...pharmacist, retry: 'no' },
  // the goods that leave, and their trace codes
  OUTBOUND_MISSING: { ...clerk, retry: 'no' },
  OUTBOUND_DIFFERS: { ...clerk, retry: 'no' },
  OUTBOUND_ALREADY_DONE: { ...clerk, retry: 'no' },
  OUTBOUND_NONE: { ...clerk, retry: 'no' },
  TRACE_CODE_MISSING: { ...clerk, retry: 'newScan' },
  TRACE_CODE_WRONG: { ...clerk, retry: 'newScan' },
  TRACE_CODE_SOLD: { ...clerk, retry: 'newScan' },
  DRUG_NOT_ON_PRESCRIPTION: { ...clerk, retry: 'no' },
  DRUG_NOT_COVERED: { ...clerk, retry: 'no' },
  UPLOAD_REFUSED: { ...clerk, retry: 'no' },
  UPLOAD_UNKNOWN: { ...support, retry: 'no' },
  UPLOAD_REPEATED: { ...support, retry: 'no' },
  UPLOAD_ANSWER_LOST: { ...center, retry: 'no' },
  // receiving, returns to suppliers and changes
  DELIVERY_UNKNOWN: { ...clerk, retry: 'no' },
  DELIVERY_NOT_NOW: { ...clerk, retry: 'no' },
  DELIVERY_KNOWN: { ...clerk, retry: 'no' },
  DELIVERY_UNNAMED: { ...clerk, retry: 'now' },
  DELIVERY_EMPTY: { ...clerk, retry: 'newScan' },
  DELIVERY_SCANNED: { ...clerk, retry: 'no' },
  SECOND_PERSON_NEEDED: { ...clerk, retry: 'no' },
  RECEIVING_DRUG_NEEDED: { ...clerk, retry: 'now' },
  RECEIVING_DRUG_UNKNOWN: { ...clerk, retry: 'now' },
  LOT_DIFFERS: { ...clerk, retry: 'no' },
  BOX_SCANNED: { ...clerk, retry: 'newScan' },
  BOX_NOT_SCANNED: { ...clerk, retry: 'newScan' },
  BOX_IN_STOCK: { ...clerk, retry: 'newScan' },
  BOX_OF_OTHER_DELIVERY: { ...clerk, retry: 'newScan' },
  BOX_DESTROYED: { ...clerk, retry: 'newScan' },
  BOX_OPENED: { ...clerk, retry: 'newScan' },
  CHANGE_UNKNOWN: { ...clerk, retry: 'no' },
  CHANGE_NOT_NOW: { ...clerk, retry: 'no' },
  CHANGE_EMPTY: { ...clerk, retry: 'newScan' },
  CHANGE_FULL: { ...clerk, retry: 'no' },
  CHANGE_BOX_MOVED: { ...clerk, retry: 'no' },
  CHANGE_TOO_MUCH: { ...clerk, retry: 'now' },
  CHANGE_QUANTITY: { ...clerk, retry: 'now' },
  CHANGE_NEEDS_BOXES: { ...clerk, retry: 'newScan' },
  CHANGE_SUPPLIER_NEEDED: { ...clerk, retry: 'now' },
  UPLOAD_NOT_NOW: { ...clerk, retry: 'no' },
  UPLOAD_NOT_DELETED: { ...clerk, retry: 'later' },
  OUTBOUND_SETTLED: { ...clerk, retry: 'no' },
  OUTBOUND_UNDO_DIFFERS: { ...support, retry: 'no' },
  UPLOAD_BUILT_UPON: { ...clerk, retry: 'no' },
  UPLOAD_DIFFERS: { ...support, retry: 'no' },
  // the settlement
  AMOUNTS_DIFFER: { ...support, retry: 'no' },
  SETTLEMENT_AMOUNTS_DIFFER: { turn: 'support', retry: 'no', money: 'moved' },
  SETTLEMENT_IN_FLIGHT: { turn: 'clerk', retry: 'later', money: 'unknown' },
  SETTLEMENT_ANSWER_LOST: { turn: 'center', retry: 'no', money: 'unknown' },
  REVOCATION_ANSWER_LOST: { turn: 'center', retry: 'no', money: 'unknown' },
  REVERSAL_ANSWER_LOST: { turn: 'center', retry: 'no', money: 'unknown' },
  SETTLEMENT_UNKNOWN: { turn: 'support', retry: 'no', money: 'unknown' },
  SETTLEMENT_REVOKED: { turn: 'clerk', retry: 'no', money: 'moved' },
  NOT_REVERSIBLE: { turn: 'support', retry: 'no', money: 'unknown' },
  // the center and the way to it
  CENTER_UNREACHABLE: { ...center, retry: 'later' },
  CENTER_SILENT: { ...center, retry: 'later' },
  CENTER_BUSY: { ...center, retry: 'later' },
  CENTER_ERROR: { ...center, retry: 'later' },
  CENTER_ANSWER_UNREADABLE: { ...center, retry: 'later' },
  CENTER_SIGNATURE_WRONG: { ...support, retry: 'no' },
  CENTER_REFUSED: { ...center, retry: 'no' },
  INSTITUTION_UNKNOWN: { ...support, retry: 'no' },
  OUR_SIGNATURE_REFUSED: { ...support, retry: 'no' },
  OUR_REQUEST_REFUSED: { ...support, retry: 'no' },
  OUR_REQUEST_INVALID: { ...support, retry: 'no' },
  INTERFACE_NOT_SERVED: { ...support, retry: 'no' },
  CENTER_KEYS_UNREADABLE: { ...support, retry: 'no' },
  BUSINESS_SIGN_IN_MISSING: { ...clerk, retry: 'now' },
  // the machine
  KEY_STORE_MISSING: { ...support, retry: 'no' },
  KEY_UNREADABLE: { ...support, retry: 'no' },
  REAL_MODE_REFUSED: { ...support, retry: 'no' },
  SETTINGS_UNREADABLE: { ...support, retry: 'no' },
  DATABASE_NEWER: { ...support, retry: 'no' },
  DATABASE_DAMAGED: { ...support, retry: 'no' },
  CENTER_NOT_LOOPBACK: { ...support, retry: 'no' },
  PROFILE_UNKNOWN: { ...support, retry: 'no' },
} as const satisfies Record<string, FailureFacts>)

export type FailureCode = keyof typeof failureFacts
export const failureCodes = Object.freeze(Object.keys(failureFacts) as FailureCode[])

/** A number in a rule of the center, with where it comes from. Times in milliseconds. */
export interface Rule<T = number> {
  readonly value: T
  readonly since: string
  readonly source: string
}

type Outbound = '3505' | '7207'

/**
 * What one province demands of a pharmacy. Written from the governing documents and from nothing else: what the counter believes of the same province
 * stands elsewhere, and a test compares the two.
 */
export interface Province {
  readonly name: string
  readonly voucherQrLifetime: Rule
  readonly voucherTokenLifetime: Rule
  /** how long a live check is good for */
  readonly liveCheckLifetime: Rule
  /** how long a terminal waits for a face, and for the question whose it was */
  readonly faceSessionLifetime: Rule
  /** wrong passwords in a row after which the voucher's password is locked, and for how long */
  readonly passwordTries: Rule
  readonly passwordLock: Rule
  readonly prescriptionTokenLifetime: Rule
  /** the QR of one prescription, on channel D */
  readonly prescriptionQrLifetime: Rule
  /** what an application on a phone reads prescriptions with */
  readonly accessTokenLifetime: Rule
  /** what an application gets when the person identifies herself in it */
  readonly onlineIdentityLifetime: Rule
  readonly insuranceClockTolerance: Rule
  readonly prescriptionClockTolerance: Rule
  /** how long a prescription is good for when nobody says otherwise, days */
  readonly prescriptionValidity: Rule
  /** how long the patient may take to pay an order of the payment center */
  readonly paymentOrderLifetime: Rule
  /** how long a file of 9101 or 3202 may be used and fetched (dld_endtime) */
  readonly statementFileLifetime: Rule
  /** how long a long-term prescription (长期处方) may be good for, days */
  readonly longTermValidity: Rule
  /** the most drugs on one prescription, decoction pieces apart */
  readonly prescriptionLines: Rule
  /** how many days' supply a prescription may be for; more needs a reason, or a long-term prescription */
  readonly prescriptionDays: Rule
  /** how many days' supply a long-term prescription may be for */
  readonly longTermDays: Rule
  /** what rxExraAttrCode may say; `mandatory`: every prescription says it */
  readonly attributes: Rule<readonly ('01' | '02' | '03')[]> & { readonly mandatory: boolean }
  /** uploads of the goods that leave without which no prescription is settled */
  readonly outboundBefore: Rule<readonly Outbound[]>
  /** uploads of the goods that leave which are expected after the settlement, and refused before it */
  readonly outboundAfter: Rule<readonly Outbound[]>
  /** the interfaces that it serves; every other one is answered with 「未开通」 */
  readonly served: Rule<readonly string[]>
  /** of those it serves, the interfaces that are open only where the district (mdtrtarea_admvs) asks for them */
  readonly servedByDistrict: Rule<{ readonly numbers: readonly string[]; readonly districts: readonly string[] }>
  /** whether goods are uploaded only of articles that are mapped to the national catalogue (3301) */
  readonly mappedArticlesOnly: Rule<boolean>
  /** rows of one page of a catalogue, at most */
  readonly largestPage: Rule
  /** whether the review needs the pharmacist's own voucher token (N 8.6.4 f), or takes an empty one */
  readonly pharmacistVoucher: Rule<boolean>
  /** a prescription that another pharmacy holds: taken over, or refused until that authorization ends */
  readonly reauthorization: Rule<'replace' | 'refuse'>
  /** how long a client that was told to slow down must leave a channel alone */
  readonly throttlePause: Rule
  /** how often within one second a client may repeat what was lost */
  readonly retryBurst: Rule
  /** whether a pharmacy must compare its stock (35081) on every day it sells */
  readonly dailyStockCheck: Rule<boolean>
  /** spelling of names on channel B */
  readonly spelling: Rule<'camelCase' | 'snake_case'>
}

/** Whether a province serves an interface to institutions of a district. */
export function serves({ served, servedByDistrict }: Province, number: string, district: string): boolean {
  const { numbers, districts } = servedByDistrict.value
  return served.value.includes(number) && (!numbers.includes(number) || districts.includes(district))
}

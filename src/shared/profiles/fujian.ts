import { national } from './national.ts'
import type { Dated, Profile } from './profile.ts'

/** F is the revision of this month; hospitals had until 2024-07-01. */
const F = '2024-03-01'

function notServed(source: string): Dated<null> {
  return { value: null, since: F, source }
}

/** Fujian, 药店门诊统筹. What F does not speak of is as in the nation. */
export const fujian: Profile = Object.freeze<Profile>({
  ...national,
  name: 'fujian',
  interfaces: Object.freeze({
    ...national.interfaces,
    '7207': notServed('F 2, 2.3: not among the interfaces of a pharmacy; 3505 carries the goods instead'),
    '7208': notServed('F 2, 2.3: not among the interfaces of a pharmacy'),
    '2101': notServed('F 2.1 names 2101A only'),
    '5203': notServed('F 2 does not name it'),
    '3501A': notServed('F 2 names the single form only'),
    '3503A': notServed('F 2 names the single form only'),
    '2102': notServed('F 2.1 names 2102A only (3.2.2 writes 2102 once, for the same step)'),
  }),
  outboundUploads: { value: [{ number: '3505', moment: 'before' }], since: F, source: 'F 3.2.2; after is possible by F 4.2.3' },
  undoAfterSettlement: {
    value: [['2103'], ['3506', '3507']],
    since: F,
    source: 'F 3.2.2 (2103), 3.3.2 (3506), 2.4 (3506 not demanded of every shop); 3507 in its place [inferred]',
  },
  cancelOutbound: {
    value: { '7207': [], '3505': ['3506', '3507'] },
    since: F,
    source: 'F 3.3.2, 2.4; for a sale that was not settled, and 3507 in its place [inferred]',
  },
  settlementSet: { value: { presettle: '2101A', settle: '2102A' }, since: F, source: 'F 2, 2.1, 3.2.2' },
  unknownTraceCodes: {
    value: 'refuse',
    since: F,
    source: 'F 4.2.2: the movements of every pack are uploaded, so that one which never came in cannot go out [inferred]',
  },
  uploadsDue: {
    value: 'endOfDay',
    since: F,
    source: 'F 4.2.1: the stock is compared daily, which it can only stand when the day’s movements were told [inferred]',
  },
  stockModes: {
    value: ['fullMovements', 'stocktakeOnly'],
    since: F,
    source: 'F 4.2.2; 2.4 does not demand the movements of every shop',
  },
})

import { expect, it } from 'vitest'
import { besideHidReader } from './hid/simulate.ts'
import { CARD } from './plasticChip.ts'

it('a card reader that passes APDUs in HID reports, set up by its numbers, gives its card; one of which half an answer came when it was unplugged is read when it is back', async () => {
  expect(await besideHidReader('readPassThrough.ts', { vendorId: '1a2b', productId: '3c4d' })).toEqual({
    view: {
      id: 'card',
      kind: 'cardReader',
      model: 'APDU USB',
      transport: 'hid',
      address: { transport: 'hid', vendorId: '1a2b', productId: '3c4d', serialNumber: null },
      port: '/dev/hidraw0',
      state: 'connected',
      reason: 'ready',
      lastReadingAt: null,
    },
    before: [CARD],
    gone: 'unplugged',
    after: [CARD, { ...CARD, cardNumber: 'B00000002' }],
  })
})

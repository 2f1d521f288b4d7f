import { expect, it } from 'vitest'
import { besideHidReader } from './hid/simulate.ts'

it('an identity reader that talks in HID reports is found by its numbers and gives its card, before and after it was unplugged', async () => {
  expect(await besideHidReader('readIdentityCard.ts', { vendorId: '0400', productId: 'c35a' })).toEqual({
    id: 'hid:0400:c35a:SN0001',
    model: 'GA 467 SAM USB',
    reason: 'ready',
    gone: 'unplugged',
    names: ['李晓华', '李晓华'],
  })
})

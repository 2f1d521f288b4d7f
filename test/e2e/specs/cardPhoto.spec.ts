import { join } from 'node:path'
import { atPort, plain } from '../../../scripts/counter/deviceSettings.ts'
import {
  type IdentityReaderPty,
  LI_XIAOHUA,
  openIdentityReaderPty,
  textBlock,
} from '../../../scripts/counter/identityReaderPty.ts'
import { PHOTO_SIDE, type PhotoBridge, startPhotoBridge } from '../../hardware/photoBridge.ts'
import { test as base, expect } from '../fixtures/test.ts'

const test = base.extend<{ readonly reader: IdentityReaderPty; readonly bridge: PhotoBridge }>({
  reader: async ({ folders }, use) => {
    const reader = await openIdentityReaderPty(join(folders.root, 'reader'))
    await use(reader)
    await reader.close()
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  bridge: async ({}, use) => {
    const bridge = await startPhotoBridge()
    await use(bridge)
    await bridge.close()
  },
})
test.use({ plan: { scenario: 'card-purchase' } })

test.describe('the photo of an identity card, without a vendor’s service', () => {
  test.use({
    moreDevices: async ({ reader }, use) => {
      await use([atPort('identity', 'samSerial', reader.readerPort)])
    },
  })

  test('is said to need one, beside the patient', async ({ counter, reader }) => {
    await counter.signIn('F3')
    await counter.isReady()
    reader.put(textBlock(LI_XIAOHUA))
    await expect(counter.patientName).toHaveText(LI_XIAOHUA.name)
    await expect(counter.page.getByTestId('card-photo-word')).toHaveText('照片需厂商解码组件')
    await expect(counter.page.getByTestId('card-photo')).toHaveCount(0)
  })
})

test.describe('the photo of an identity card, with a vendor’s service', () => {
  test.use({
    moreDevices: async ({ reader, bridge }, use) => {
      const address = { transport: 'bridge', url: bridge.url } as const
      const service = { ...plain, id: 'bridge', model: 'bridge', address }
      await use([atPort('identity', 'samSerial', reader.readerPort), service])
    },
  })

  test('is shown beside the patient; one that does not come keeps nobody, and is asked for again with the card', async ({
    counter,
    reader,
    bridge,
  }) => {
    const decoded = bridge.answer
    bridge.answer = () => {}
    const { page } = counter
    await counter.signIn('F3')
    await counter.isReady()
    const word = page.getByTestId('card-photo-word')
    reader.put(textBlock(LI_XIAOHUA))
    await expect(word).toHaveText('照片解码中')
    // nobody can type: no pad is there and no window is open
    await counter.hasNotice('PASSWORD_PAD_MISSING')
    bridge.answer = (_, response) => response.end('{}')
    await reader.plugBack()
    await expect(word).toHaveText('照片解码组件没有给出照片')
    bridge.answer = decoded
    await reader.plugBack()
    const photo = page.getByTestId('card-photo')
    await expect(photo).toBeVisible()
    expect(await photo.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([
      PHOTO_SIDE,
      PHOTO_SIDE,
    ])
    await expect(word).toHaveCount(0)
  })
})

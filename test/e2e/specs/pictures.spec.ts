import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import bwipJs from 'bwip-js/node'
import { counterPage } from '../../../scripts/counter/counterPage.ts'
import { openRetail } from '../../../scripts/counter/retail.ts'
import { PATIENT } from '../../../scripts/counter/sale.ts'
import { openStockPart } from '../../../scripts/counter/stockPlace.ts'
import { give } from '../../../scripts/windows/user.ts'
import { createRandom } from '../../../server-mock/random.ts'
import type { Plane } from '../../../src/main/station/workers/pictures/plane.ts'
import { type Label, takePicture } from '../../bench/pictures/makePicture.ts'
import { expect, test } from '../fixtures/test.ts'

/** What a code looks like as an image file. */
async function imageOf(bcid: string, text: string) {
  const buffer = await bwipJs.toBuffer({ bcid, text, scale: 4, paddingwidth: 20, paddingheight: 20, backgroundcolor: 'FFFFFF' })
  return { name: 'code.png', mimeType: 'image/png', buffer }
}

/** A film of one frame for Chromium's fake camera: YUV4MPEG2, grey. */
function filmOf({ width, height, pixels }: Plane): Buffer {
  const grey = Buffer.alloc((width * height) / 2, 128)
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`), Buffer.from(pixels), grey])
}

/** A picture as an image file: BMP of 24 bits, from the lowest row up; its width must be a multiple of four. */
function imageFileOf({ width, height, pixels }: Plane) {
  const head = Buffer.alloc(54)
  head.write('BM')
  head.writeUInt32LE(54 + 3 * pixels.length, 2)
  for (const [value, at] of [
    [54, 10],
    [40, 14],
    [width, 18],
    [height, 22],
  ] as const)
    head.writeUInt32LE(value, at)
  head.writeUInt16LE(1, 26)
  head.writeUInt16LE(24, 28)
  const colours = Buffer.alloc(3 * pixels.length)
  for (let at = 0; at < pixels.length; at++) {
    const row = height - 1 - Math.floor(at / width)
    colours.fill(pixels[at] ?? 0, 3 * (row * width + (at % width)), 3 * (row * width + (at % width)) + 3)
  }
  return { name: 'codes.bmp', mimeType: 'image/bmp', buffer: Buffer.concat([head, colours]) }
}

/** A box as it lies before a camera: its trace code above its commodity code. */
function boxPicture(traceCode: string): Plane {
  const labels: readonly Label[] = [
    { symbology: 'datamatrix', text: traceCode, size: 6, degrees: 3, x: 0.3, y: 0.3 },
    { symbology: 'ean13', text: '6901234567892', size: 3, degrees: 0, x: 0.6, y: 0.7 },
  ]
  return takePicture({ width: 640, height: 480, labels, noise: 3 }, createRandom('box').for(traceCode))
}

/** How the page's own code is answered that asks for a device. */
async function askFor(page: Page, wanted: object): Promise<string> {
  return page.evaluate(async (constraints) => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia(constraints)
      for (const track of stream.getTracks()) track.stop()
      return 'given'
    } catch (error) {
      return error instanceof DOMException ? error.name : 'bug'
    }
  }, wanted)
}

test('a voucher in front of the camera is a scan; the camera is for the scan screen alone, the microphone for nobody', async ({
  center: _center,
  admin,
  folders,
  launch,
}) => {
  const { qr } = await admin.showVoucher(PATIENT)
  const label = { symbology: 'qrcode', text: qr, size: 6, degrees: 12, x: 0.5, y: 0.5 } as const
  const film = join(folders.root, 'camera.y4m')
  const choices = createRandom('camera').for('film')
  writeFileSync(film, filmOf(takePicture({ width: 640, height: 480, labels: [label], blur: 0.6, noise: 4 }, choices)))
  give(film)
  const { page } = await launch({
    args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
  })
  const counter = counterPage(page)
  await counter.signIn('F3')
  await expect(counter.centerLight).toContainText('已签到')
  expect(await askFor(page, { video: true })).toBe('NotAllowedError')

  await counter.press('Shift+F2')
  await expect(page.getByTestId('panel-picture')).toBeVisible()
  expect(await askFor(page, { audio: true })).toBe('NotAllowedError')
  expect(await askFor(page, { audio: true, video: true })).toBe('NotAllowedError')
  await page.getByTestId('picture-camera').click()
  await expect(counter.patientName).toHaveText(PATIENT)
  await expect(page.getByTestId('panel-picture')).toBeHidden()
  expect(await askFor(page, { video: true })).toBe('NotAllowedError')
})

test('an image gives its code, or says what to do', async ({ counter }) => {
  const { page } = counter
  const state = page.getByTestId('picture-state')
  const file = page.getByTestId('picture-file')
  await counter.signIn('F3')
  await counter.press('Shift+F2')
  await page.getByTestId('picture-camera').click()
  await expect(state).toHaveAttribute('data-state', 'cameraMissing')

  await file.setInputFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no image') })
  await expect(state).toHaveAttribute('data-state', 'notImage')
  await file.setInputFiles(await imageOf('code39', 'NOT READ'))
  await expect(state).toHaveAttribute('data-state', 'none')

  await file.setInputFiles(await imageOf('qrcode', '81234567890123456789'))
  await expect(state).toHaveAttribute('data-state', 'taken')
  await expect(page.getByTestId('picture-code')).toContainText('追溯码')
  await expect(page.getByTestId('notice')).toHaveAttribute('data-code', 'TRACE_CODE_NOT_WANTED')
})

test('an image is a scan in the sale and in the stock too, the place stays as it is beneath, and the camera is the panel’s alone', async ({
  center: _center,
  launch,
}) => {
  const { page } = await launch({ args: ['--use-fake-device-for-media-stream'] })
  const counter = counterPage(page)
  test.setTimeout(120_000)
  const [first, second] = ['81001070000000000001', '81001070000000000002']
  const panel = page.getByTestId('panel-picture')
  const give = async (file: Awaited<ReturnType<typeof imageOf>>): Promise<void> => {
    await page.keyboard.press('Shift+F2')
    await expect(panel).toBeVisible()
    await page.getByTestId('picture-file').setInputFiles(file)
  }
  await counter.signIn('F3')
  await expect(counter.centerLight).toContainText('已签到')
  await openRetail(counter)
  expect(await askFor(page, { video: true })).toBe('NotAllowedError')
  await give(await imageOf('datamatrix', first))
  await expect(page.locator(`[data-testid="sale-line"][data-code="${first}"]`)).toBeVisible()
  await expect(panel).toBeHidden()

  await give(imageFileOf(boxPicture(second)))
  await expect(page.getByTestId('picture-state')).toHaveAttribute('data-state', 'choose')
  await page.keyboard.press('1')
  await expect(page.locator(`[data-testid="sale-line"][data-code="${second}"]`)).toBeVisible()
  await expect(panel).toBeHidden()
  // the digit chose a code, and is no cash
  await expect(page.getByTestId('cash-given')).toHaveText('52.00')

  await page.keyboard.press('Shift+F2')
  await expect(panel).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(page.getByTestId('sale')).toBeVisible()
  expect(await askFor(page, { video: true })).toBe('NotAllowedError')
  await page.keyboard.press('Escape')

  await openStockPart(counter, 'box')
  await give(await imageOf('datamatrix', first))
  await expect(page.getByTestId('box-card')).toContainText(first)
  await expect(panel).toBeHidden()
})

test('of several codes before the camera a digit chooses one', async ({ center: _center, folders, launch }) => {
  const film = join(folders.root, 'camera.y4m')
  writeFileSync(film, filmOf(boxPicture('81001070000000000001')))
  give(film)
  const { page } = await launch({
    args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
  })
  const counter = counterPage(page)
  await counter.signIn('F3')
  await counter.press('Shift+F2')
  await page.getByTestId('picture-camera').click()
  await expect(page.getByTestId('picture-state')).toHaveAttribute('data-state', 'choose')
  await expect(page.getByTestId('picture-code').first()).toContainText('追溯码')
  await expect(page.getByTestId('picture-code').nth(1)).toContainText('商品条码')
  await page.keyboard.press('1')
  await expect(page.getByTestId('panel-picture')).toBeHidden()
  await counter.hasNotice('TRACE_CODE_NOT_WANTED')
})

for (const [error, state, words] of [
  ['NotAllowedError', 'cameraDenied', '请在系统的隐私设置里允许'],
  ['NotReadableError', 'cameraBusy', '可能别的程序正在用'],
  ['NotFoundError', 'cameraMissing', '没有找到摄像头'],
] as const) {
  test(`a camera that answers ${error} is said so in words, and can be tried again`, async ({ counter }) => {
    const { page } = counter
    await counter.signIn('F3')
    await page.evaluate((name) => {
      navigator.mediaDevices.getUserMedia = async () => {
        document.body.setAttribute('data-asked', `${Number(document.body.getAttribute('data-asked')) + 1}`)
        throw new DOMException('', name)
      }
    }, error)
    await counter.press('Shift+F2')
    for (const times of ['1', '2']) {
      await page.getByTestId('picture-camera').click()
      await expect(page.getByTestId('picture-state')).toHaveAttribute('data-state', state)
      await expect(page.getByTestId('picture-state')).toContainText(words)
      await expect(page.locator('body')).toHaveAttribute('data-asked', times)
    }
    await expect(page.getByTestId('picture-camera')).toContainText('打开摄像头')
  })
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import bwipJs from 'bwip-js/node'
import { counterPage } from '../../../scripts/counter/counterPage.ts'
import { PATIENT } from '../../../scripts/counter/sale.ts'
import { give } from '../../../scripts/windows/user.ts'
import { createRandom } from '../../../server-mock/random.ts'
import type { Plane } from '../../../src/main/station/workers/pictures/plane.ts'
import { takePicture } from '../../bench/pictures/makePicture.ts'
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

import { writeFileSync } from 'node:fs'
import { processIds } from '../../../scripts/windows/launch.ts'
import { give } from '../../../scripts/windows/user.ts'
import { announcementOf } from '../../unit/electron/announcement.ts'
import { countOf } from '../fixtures/shellLog.ts'
import { expect, test } from '../fixtures/test.ts'

test('in training the application runs a center of its own and starts it again when it dies', async ({ launch, folders }) => {
  const app = await launch({ withOwnCenter: true })
  await expect.poll(() => countOf(folders.data, 'training center announced')).toBe(1)
  await expect.poll(() => countOf(folders.data, 'station ready')).toBe(1)
  const programs = await processIds(app.browser, 'node.mojom.NodeService')
  expect(programs).toHaveLength(2)

  // either may have been started first; both come back
  for (const pid of programs) process.kill(pid, 'SIGKILL')
  await expect.poll(() => countOf(folders.data, 'training center announced')).toBe(2)
  await expect.poll(() => countOf(folders.data, 'station ready')).toBe(2)
})

test('a center that is not on this computer is refused in training', async ({ folders, launch }) => {
  writeFileSync(folders.announceFile, JSON.stringify(announcementOf('http://192.0.2.1:8080')))
  give(folders.announceFile)
  const { page } = await launch()
  await expect(page.getByRole('alert')).toContainText('CENTER_NOT_LOOPBACK')
})

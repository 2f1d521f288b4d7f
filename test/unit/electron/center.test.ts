import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it, vi } from 'vitest'
import {
  type CenterListener,
  followTrainingCenter,
  readAnnouncement,
  runTrainingCenter,
} from '../../../src/main/electron/center.ts'
import { announcedOf, announcementOf } from './announcement.ts'
import { type FakeChild, fakeChild } from './fakeChild.ts'

const here = announcementOf('http://127.0.0.1:4000')

describe('the training center', () => {
  it.each(['http://127.0.0.1:1', 'http://127.1.2.3:1', 'http://[::1]:1', 'http://localhost:1', 'https://localhost'])(
    'may be at %s',
    (address) => {
      expect(readAnnouncement(JSON.stringify(announcementOf(address)))?.ok).toBe(true)
    },
  )

  it.each([
    'http://192.168.1.2:1',
    'http://0.0.0.0:1',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://127.0.0.1@evil.example',
    'ftp://127.0.0.1',
    'http://[::ffff:192.0.2.1]:1',
  ])('may not be at %s', (address) => {
    expect(readAnnouncement(JSON.stringify(announcementOf(address)))).toEqual({
      ok: false,
      failure: { code: 'CENTER_NOT_LOOPBACK' },
    })
  })

  it('is refused when only one of its addresses is elsewhere', () => {
    const connection = { ...here.connection, insuranceUrl: 'https://example.org' }
    expect(readAnnouncement(JSON.stringify({ ...here, connection }))).toEqual({
      ok: false,
      failure: { code: 'CENTER_NOT_LOOPBACK' },
    })
  })

  it.each(['', 'ready', '{}', '[1]', '{"port": 1}'])('announces nothing by the line %j', (line) => {
    expect(readAnnouncement(line)).toBeNull()
  })

  it('is started beside the application, and again with its new address when it dies', async () => {
    const children: FakeChild[] = []
    const forkedWith: (readonly string[])[] = []
    const listener = vi.fn<CenterListener>()
    const center = runTrainingCenter({
      fork: (...args) => {
        forkedWith.push(args)
        const child = fakeChild()
        children.push(child)
        return child
      },
      dataFolder: '/data/center',
      listener,
      log: pino({ enabled: false }),
    })
    expect(forkedWith).toEqual([
      ['--port', '0', '--data', '/data/center', '--announce-file', join('/data/center', 'center.json')],
    ])
    children[0]?.stdout.write(`${JSON.stringify(here)}\n`)
    await vi.waitFor(() => expect(listener).toHaveBeenLastCalledWith({ ok: true, value: announcedOf(here) }))

    children[0]?.dies()
    expect(listener).toHaveBeenLastCalledWith({ ok: true, value: null })
    await vi.waitFor(() => expect(children).toHaveLength(2))
    const moved = announcementOf('http://127.0.0.1:4001')
    children[1]?.stdout.write(`${JSON.stringify(moved)}\n`)
    await vi.waitFor(() => expect(listener).toHaveBeenLastCalledWith({ ok: true, value: announcedOf(moved) }))

    await center.stop()
    expect(children[1]?.isKilled).toBe(true)
    expect(children).toHaveLength(2)
  })

  it('of a test is followed through its announce file, whenever that is written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rxcounter-test-'))
    const file = join(folder, 'center.json')
    const listener = vi.fn<CenterListener>()
    const center = followTrainingCenter(file, listener)
    expect(listener).not.toHaveBeenCalled()
    writeFileSync(file, JSON.stringify(here))
    await vi.waitFor(() => expect(listener).toHaveBeenLastCalledWith({ ok: true, value: announcedOf(here) }), 5_000)
    const moved = announcementOf('http://127.0.0.1:40010')
    writeFileSync(file, JSON.stringify(moved))
    await vi.waitFor(() => expect(listener).toHaveBeenLastCalledWith({ ok: true, value: announcedOf(moved) }), 5_000)
    await center.stop()
    rmSync(folder, { recursive: true })
  })
})

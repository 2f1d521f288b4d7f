import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LinkEvents } from '../../../src/main/station/devices/transports/link.ts'
import { overReports, type ReportShape } from '../../../src/main/station/devices/transports/reports.ts'

/** A device that carries reports, as the system's HID gives and takes them. */
async function open(shape: ReportShape) {
  const written: Uint8Array[] = []
  const read: number[] = []
  let events: LinkEvents | null = null
  const opened = await overReports(async (given) => {
    events = given
    return {
      ok: true,
      value: {
        write: async (report) => written.push(report) > 0,
        close: async () => {},
      },
    }
  }, shape)({ onBytes: (chunk) => void read.push(...chunk), onLost: () => {} })
  if (!opened.ok) throw new Error('did not open')
  return { link: opened.value, written, read, come: (report: Uint8Array) => events?.onBytes(report) }
}

it.each([0, 3])('bytes come out of reports as they went in, whatever their length (report id %i)', async (reportId) => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (bytes) => {
      const { link, written, read, come } = await open({ reportId, reportBytes: 64 })
      expect(await link.write(bytes)).toBe(true)
      expect(written.every((report) => report.length === 65 && report[0] === reportId)).toBe(true)
      // what is read has an id only where reports have one
      for (const report of written) come(reportId === 0 ? report.subarray(1) : report)
      expect(read).toEqual([...bytes])
    }),
  )
})

it('reports with another id, without content or shorter than they say are dropped', async () => {
  const { read, come } = await open({ reportId: 3, reportBytes: 8 })
  for (const report of [[4, 1, 7], [3, 0, 7], [3, 3, 7, 7], [3], []]) come(Uint8Array.from(report))
  expect(read).toEqual([])
  come(Uint8Array.of(3, 2, 7, 8, 0, 0, 0, 0, 0))
  expect(read).toEqual([7, 8])
})

import type { OpenLink } from './link.ts'

/** How a device puts a stream of bytes into HID reports: report id where there is one · length of what follows · bytes · padding [inferred]. */
export interface ReportShape {
  /** 0: reports have no id; what is written begins with 0 then, as the system's HID wants it */
  readonly reportId: number
  /** bytes of a report, length byte included, id not */
  readonly reportBytes: number
}

/** A stream of bytes over a link that carries whole reports. A report whose id or length is wrong is dropped. */
export function overReports(open: OpenLink, { reportId, reportBytes }: ReportShape): OpenLink {
  return async ({ onBytes, onLost }) => {
    const opened = await open({
      onBytes(report) {
        const rest = reportId === 0 ? report : report.subarray(1)
        const length = rest[0] ?? 0
        if ((reportId !== 0 && report[0] !== reportId) || length === 0) return
        if (length > rest.length - 1) return
        onBytes(rest.subarray(1, 1 + length))
      },
      onLost,
    })
    if (!opened.ok) return opened
    const link = opened.value
    return {
      ok: true,
      value: {
        async write(bytes) {
          for (let at = 0; at < bytes.length; at += reportBytes - 1) {
            const part = bytes.subarray(at, at + reportBytes - 1)
            const report = new Uint8Array(reportBytes + 1)
            report.set([reportId, part.length])
            report.set(part, 2)
            if (!(await link.write(report))) return false
          }
          return true
        },
        close: () => link.close(),
      },
    }
  }
}

import type { Pty } from '../../../scripts/counter/pty.ts'
import { bringToShelf, handOver, pay, pick } from '../../../scripts/counter/sale.ts'
import { totalsAgree } from '../../../scripts/counter/totals.ts'
import { settlementsIn } from '../fixtures/books.ts'
import { expect, test } from '../fixtures/test.ts'

test.use({ plan: { scenario: 'five-drugs' } })

test('a scanner that is pulled out in the middle of the boxes is missed in words, and the sale goes on when it is back', async ({
  sale,
  scanner,
  folders,
}) => {
  const { counter, admin } = sale
  await counter.signIn('F3')
  await counter.isReady()
  await bringToShelf(sale)

  let scanned = 0
  const pulledOut = async (code: string): Promise<void> => {
    // half of the code, and the cable
    scanner.write(code.slice(0, 9))
    await scanner.unplug()
    await expect(counter.scannerLight).toContainText('已拔出')
    await scanner.plugBack()
    await expect(counter.scannerLight).toHaveAttribute('data-level', 'good')
    scanner.scan(code)
  }
  const clumsy: Pty = {
    ...scanner,
    scan: (code) => {
      if (++scanned === 2) void pulledOut(code)
      else scanner.scan(code)
    },
  }
  const codes = await pick({ ...sale, scanner: clumsy })
  expect(scanned).toBe(codes.length)
  await pay(sale, '500')
  await handOver(sale)
  expect(totalsAgree(await admin.requests(), settlementsIn(folders.data))).toBe(true)
})

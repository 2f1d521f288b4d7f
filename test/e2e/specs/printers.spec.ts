import { plain } from '../../../scripts/counter/deviceSettings.ts'
import { bringToShelf, pay, pick } from '../../../scripts/counter/sale.ts'
import { openTcpPrinter, type TcpPrinter } from '../../hardware/tcpPrinter.ts'
import { readEscpos } from '../../unit/papers/parts.ts'
import { test as base, expect } from '../fixtures/test.ts'

const READY = [[0x12]]
const NO_PAPER = [[0x32]]

/** Two receipt printers in the shop's network: a wide one, and a narrow one for labels; the drawer hangs on the second pin of the wide one. */
const test = base.extend<{ readonly wide: TcpPrinter; readonly narrow: TcpPrinter }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  wide: async ({}, use) => usePrinter(use),
  // biome-ignore lint/correctness/noEmptyPattern: see above
  narrow: async ({}, use) => usePrinter(use),
  moreDevices: async ({ wide, narrow }, use) => {
    const at = ({ port }: TcpPrinter) => ({ transport: 'network', host: '127.0.0.1', port }) as const
    await use([
      { ...plain, id: 'wide', model: 'escpos', address: at(wide), drawerPin: 2 },
      { ...plain, id: 'narrow', model: 'escpos58', address: at(narrow), papers: ['label'] },
    ])
  },
})

async function usePrinter(use: (printer: TcpPrinter) => Promise<void>): Promise<void> {
  const printer = await openTcpPrinter()
  printer.answers(READY)
  await use(printer)
  await printer.close()
}

// what is due is paid in cash
test.use({ plan: { scenario: 'account-empty' } })

const textOf = (printer: TcpPrinter) => readEscpos(printer.printed()).text

test('papers are chosen by digit, looked at and printed by Enter, each on its own printer; the second print says so; the paper that runs out is said, and what waited comes when it is filled', async ({
  sale,
  wide,
  narrow,
}) => {
  test.slow()
  const { counter } = sale
  const { page } = counter
  const light = page.getByTestId('light-printer')
  await counter.signIn('F3')
  await counter.isReady()
  await expect(light).toContainText('已连接')
  await bringToShelf(sale)

  await counter.openPaper('prescription')
  await counter.print()
  expect(textOf(wide)).toContain('医保电子处方（药店签字留存）')
  expect(textOf(wide)).toMatch(/审核签字：_+/)
  expect(textOf(wide)).not.toContain('重打')
  const first = textOf(wide).length
  await counter.press('Enter')
  await expect.poll(() => textOf(wide).slice(first)).toContain('重打（第 2 次）')
  await page.keyboard.press('Escape')

  await pick(sale)
  await page.keyboard.press('F11')
  for (const [key, kind] of [
    ['1', 'goodsList'],
    ['2', 'prescription'],
    ['3', 'bagLabel'],
  ] as const) {
    await counter.press(key)
    await expect(page.locator(`.paper-${kind}[data-state="drawn"]`)).toBeVisible()
  }
  narrow.answers(NO_PAPER)
  await counter.press('Enter')
  await expect(page.getByTestId('command-failure')).toHaveAttribute('data-code', 'PRINTER_FAILED')
  await expect(page.getByTestId('notice-printer')).toHaveText(`打印机 127.0.0.1:${narrow.port}：缺纸`)
  await expect(light).toContainText(/1\/2.*缺纸/)
  await expect(light).toHaveAttribute('data-level', 'bad')
  await expect(light).toHaveAttribute('title', /请换一卷纸/)
  expect(narrow.printed()).toHaveLength(0)
  narrow.answers(READY)
  await expect(light).toHaveAttribute('data-level', 'good')
  await counter.print()
  const { text, commands } = readEscpos(narrow.printed())
  expect(text).toContain('用法用量')
  expect(text).not.toContain('重打')
  expect(text.split('\n')).toContain('-'.repeat(32))
  // the directions are in double size
  expect(commands).toContain('1d2111')
  await page.keyboard.press('Escape')

  const before = wide.printed().length
  await pay(sale, '500')
  await expect.poll(() => readEscpos(wide.printed().subarray(before)).commands.at(-1)).toBe('1b700119fa')
  expect(readEscpos(wide.printed().subarray(before)).text).toContain(await counter.settlementId.textContent())
})

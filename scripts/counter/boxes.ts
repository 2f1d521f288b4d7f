import { expect } from '@playwright/test'
import type { TrainingShop } from '../../src/shared/contract/host.ts'
import type { CounterPage } from './counterPage.ts'

/**
 * Holds the boxes that the lines of the case on the screen want under the scanner, one after the other, each once the one before is in the basket; they are those of
 * the training shelf that were not handed out before (`taken` grows). Gives their trace codes.
 */
export async function scanBoxes(
  { lines, box }: CounterPage,
  scanner: { readonly scan: (code: string) => void | Promise<void> },
  { drugs, packs, lots }: TrainingShop,
  taken: Set<string> = new Set(),
): Promise<readonly string[]> {
  const scanned: string[] = []
  for (const line of await lines.all()) {
    const name = await line.locator('h4').textContent()
    const drug = drugs.find((each) => each.name === name)
    const good = lots.filter(({ isRecalled, expiresOn }) => !isRecalled && (expiresOn ?? '9') > new Date().toISOString())
    const free = packs.filter(
      ({ code, drugId, lotId }) => drugId === drug?.id && !taken.has(code) && good.some(({ id }) => id === lotId),
    )
    for (const { code } of free) {
      if (isFull(await line.getByTestId('line-count').textContent())) break
      await scanner.scan(code)
      await expect(box(code)).toBeVisible()
      taken.add(code)
      scanned.push(code)
    }
  }
  return scanned
}

/** “2/2”: boxes or pieces, all of them are there. */
function isFull(count: string | null): boolean {
  const [have, want] = (count ?? '').split('/')
  return have === want
}

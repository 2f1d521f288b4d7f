import { expect, type Page } from '@playwright/test'
import type { LaunchedApplication } from '../windows/launch.ts'

/** A busy machine takes its time to start a center. */
const PATIENCE = { timeout: 20_000 } as const

/** Opens the training center as a person does: by the link in the counter's strip. Gives its page when that has found the center. */
export async function openConsole({ browser, page }: Pick<LaunchedApplication, 'browser' | 'page'>): Promise<Page> {
  const consoles = (): Page | undefined =>
    browser
      .contexts()[0]
      ?.pages()
      .find((each) => each.url().startsWith('http:'))
  // the link does nothing until the center has said where it is
  await expect
    .poll(async () => {
      if (consoles() === undefined) await page.getByTestId('training-center').click()
      return consoles() !== undefined
    }, PATIENCE)
    .toBe(true)
  const opened = consoles()
  if (opened === undefined) throw new Error('the window is gone again')
  await expect(opened.getByTestId('link')).toHaveAttribute('data-link', 'connected', PATIENCE)
  return opened
}

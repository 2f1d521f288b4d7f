import { expect, type Locator, type Page } from '@playwright/test'

/** The window before the customer, as whoever stands there uses it. */
export interface CustomerPage {
  readonly page: Page
  readonly screen: Locator
  /** 个人应付 */
  readonly own: Locator
  readonly items: Locator
  /** how many digits of the password are typed */
  readonly dots: Locator
  /** what is said of the password */
  readonly said: Locator
  /** waits for this question's screen and touches the digits, then 确认 */
  typePassword(digits: string): Promise<void>
  /** waits until it shows this */
  shows(kind: 'idle' | 'basket' | 'password' | 'thanks'): Promise<void>
}

/** Opens the window before the customer from the counter's page, as the staff does. */
export async function openCustomerPage(counter: Page): Promise<CustomerPage> {
  const opening = counter.context().waitForEvent('page')
  // the key does the same, but the shell hears no key of a debugging port
  await counter.getByTestId('customer-display').click()
  const page = await opening
  await page.waitForURL('app://counter/customer.html')
  const at = (id: string): Locator => page.getByTestId(id)
  const shows = (kind: string) => expect(at('customer')).toHaveAttribute('data-kind', kind)
  return {
    page,
    screen: at('customer'),
    own: at('customer-own'),
    items: at('customer-item'),
    dots: at('dots'),
    said: at('password-said'),
    typePassword: async (digits) => {
      await shows('password')
      for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
      await at('password-confirm').click()
    },
    shows,
  }
}

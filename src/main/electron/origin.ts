export const APP_SCHEME = 'app'
export const APP_HOST = 'counter'
/** Where the counter's page lives. */
export const COUNTER_URL = `${APP_SCHEME}://${APP_HOST}/index.html`

/** The page before the customer. */
export const CUSTOMER_URL = `${APP_SCHEME}://${APP_HOST}/customer.html`
/** No page: a new window for it opens or closes the customer's window. */
export const CUSTOMER_DOOR = `${APP_SCHEME}://${APP_HOST}/customer-display`

/**
 * Whether `text` is an address of this program's own origin, app://counter. Judged by its parsed parts: a look-alike such as
 * app://counter.evil or app://counter@evil is not.
 */
export function isAppUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, host, username, password } = new URL(text)
  return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === '' && password === ''
}

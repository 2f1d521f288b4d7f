const KEY = 'rxcounter.console.token'

/** As much of the page as this file touches. */
export interface PagePorts {
  readonly location: { readonly hash: string }
  readonly history: { replaceState(state: null, unused: '', url: string): void }
  readonly sessionStorage: {
    getItem(key: string): string | null
    setItem(key: string, value: string): void
    removeItem(key: string): void
  }
}

/**
 * The administration's token: taken out of the address's fragment (`#token=…`, and the page to show after an `&`), where nobody sees it afterwards, and kept for as long as the
 * tab lives. Null when the page was opened without one.
 */
export function takeToken({ location, history, sessionStorage }: PagePorts): string | null {
  const [, token, page = '/'] = /^#token=([0-9a-f]{1,128})(?:&(\/.*))?$/.exec(location.hash) ?? []
  if (token !== undefined) {
    sessionStorage.setItem(KEY, token)
    history.replaceState(null, '', `#${page}`)
  }
  return token ?? sessionStorage.getItem(KEY)
}

/** Forgets a token that the center no longer knows. */
export function forgetToken({ sessionStorage }: Pick<PagePorts, 'sessionStorage'>): void {
  sessionStorage.removeItem(KEY)
}

/** The token in what a person pasted: the whole address that the center printed, or the token alone; null when there is none. */
export function tokenIn(pasted: string): string | null {
  return /(?:^|#token=)([0-9a-f]{16,128})(?:&|$)/.exec(pasted.trim())?.[1] ?? null
}

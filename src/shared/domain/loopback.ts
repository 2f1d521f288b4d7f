/** Whether an address names this computer itself: training never leaves it. */
export function isLoopback(address: string): boolean {
  const host = /^https?:\/\/(\[[^\]]*\]|[^/:?#@]*)(?::\d+)?(?:[/?#]|$)/i.exec(address)?.[1]?.toLowerCase()
  return host === 'localhost' || host === '[::1]' || (host !== undefined && /^127(?:\.\d{1,3}){3}$/.test(host))
}

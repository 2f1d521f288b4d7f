import { useSyncExternalStore } from 'react'

/** The page that the address names after its `#`: `/` at the start. */
export function useRoute(): string {
  return useSyncExternalStore(subscribe, current)
}

/** Goes to a page. */
export function goTo(path: string): void {
  window.location.hash = path
}

function current(): string {
  return window.location.hash.slice(1) || '/'
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

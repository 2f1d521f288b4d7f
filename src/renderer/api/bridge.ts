import type { RxCounterApi } from '../../shared/contract/api.ts'

declare global {
  interface Window {
    readonly rxcounter: RxCounterApi
  }
}

/** The station, as the preload put it on the page. The only place that touches the bridge. */
export function bridge(): RxCounterApi {
  return window.rxcounter
}

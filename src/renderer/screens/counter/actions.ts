/** What the keys of the counter do now; null where there is nothing to do. */
export interface CounterActions {
  /** F5 */
  readonly retry: (() => void) | null
  /** Esc */
  readonly dismiss: (() => void) | null
  /** F9 */
  readonly endVisit: (() => void) | null
  /** F10 */
  readonly signOut: (() => void) | null
}

/** What was computed before, by name: the last `size` of them. */
export interface Memory<T> {
  recall(name: string, compute: () => T): T
  /** takes over what was computed elsewhere */
  remember(name: string, value: T): void
}

/** An empty memory. The value of a name must never change. */
export function createMemory<T>(size: number): Memory<T> {
  const kept = new Map<string, { readonly value: T }>()
  function keep(name: string, value: T): void {
    // the one that was asked for last stands last
    kept.delete(name)
    kept.set(name, { value })
    for (const oldest of kept.keys()) {
      if (kept.size <= size) break
      kept.delete(oldest)
    }
  }
  return {
    recall: (name, compute) => {
      const { value } = kept.get(name) ?? { value: compute() }
      keep(name, value)
      return value
    },
    remember: keep,
  }
}

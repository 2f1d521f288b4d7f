/** What was computed before, by name: the last `size` of them. */
export interface Memory<T> {
  recall(name: string, compute: () => T): T
}

/** An empty memory. The value of a name must never change. */
export function createMemory<T>(size: number): Memory<T> {
  const kept = new Map<string, { readonly value: T }>()
  return {
    recall: (name, compute) => {
      const known = kept.get(name) ?? { value: compute() }
      // the one that was asked for last stands last
      kept.delete(name)
      kept.set(name, known)
      for (const oldest of kept.keys()) {
        if (kept.size <= size) break
        kept.delete(oldest)
      }
      return known.value
    },
  }
}

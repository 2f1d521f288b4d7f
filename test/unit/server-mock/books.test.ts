import { describe, expect, it } from 'vitest'
import { createBooks } from '../../../server-mock/http/books.ts'

/** Books over a store that writes down what is asked of it: a transaction, and the parts in it, in brackets. */
function openBooks(isFull = false) {
  const written: string[] = []
  let depth = 0
  const books = createBooks({
    atomically: (work) => {
      written.push('(')
      depth += 1
      try {
        const made = work()
        if (isFull && depth === 1) throw new Error('the disk is full')
        return made
      } finally {
        depth -= 1
        written.push(')')
      }
    },
  })
  return { books, written }
}

/** A promise that is kept when `keep` is called. */
function later<T>() {
  let keep: (value: T) => void = () => undefined
  const promise = new Promise<T>((resolve) => {
    keep = resolve
  })
  return { promise, keep: (value: T) => keep(value) }
}

describe('the books', () => {
  it('judge messages in the order in which they came, whatever is ready first', async () => {
    const { books, written } = openBooks()
    const slow = later<() => number>()
    const first = books.enter(slow.promise)
    const second = books.enter(Promise.resolve(() => written.push('second')))
    await new Promise(setImmediate)
    expect(written).toEqual([])
    slow.keep(() => written.push('first'))

    await Promise.all([first, second])
    expect(written.filter((word) => word.length > 1)).toEqual(['first', 'second'])
  })

  it('put what is ready at the same time on file together, each message in a part of its own', async () => {
    const { books, written } = openBooks()
    const said = ['first', 'second'].map((word) => books.enter(Promise.resolve(() => written.push(word))))
    await Promise.all([...said, books.note(() => void written.push('note'))])
    expect(written.join(' ')).toBe('( ( note ) ( first ) ( second ) )')
  })

  it('have nothing of a message that broke, and all of those beside it', async () => {
    const { books, written } = openBooks()
    const broken = books.enter(
      Promise.resolve(() => {
        throw new Error('a bug')
      }),
    )
    const other = books.enter(Promise.resolve(() => written.push('other')))
    await expect(broken).rejects.toThrow('a bug')
    await other
    expect(written.join(' ')).toBe('( ( ) ( other ) )')
  })

  it('tell nobody that it was done before it is on file', async () => {
    const { books } = openBooks(true)
    const all = await Promise.allSettled([books.enter(Promise.resolve(() => 1)), books.note(() => undefined)])
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })

  it('write a note without waiting for the row', async () => {
    const { books, written } = openBooks()
    const slow = later<() => number>()
    const waiting = books.enter(slow.promise)
    await books.note(() => void written.push('note'))
    expect(written).toContain('note')
    slow.keep(() => 1)
    await waiting
  })

  it('go on in order behind a message that broke before its turn, and behind one that broke in it', async () => {
    const { books, written } = openBooks()
    const slow = later<() => number>()
    const all = Promise.allSettled([
      books.enter(slow.promise),
      books.enter(Promise.reject(new Error('a worker died'))),
      books.enter(
        Promise.resolve(() => {
          throw new Error('a bug')
        }),
      ),
      books.enter(Promise.resolve(() => written.push('last'))),
    ])
    let isAtRest = false
    const rest = books.rest().then(() => {
      isAtRest = true
    })
    await new Promise(setImmediate)
    expect(written).toEqual([])
    expect(isAtRest).toBe(false)
    slow.keep(() => written.push('first'))

    expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    await rest
    expect(written.filter((word) => word.length > 1)).toEqual(['first', 'last'])
  })
})

import { describe, expect, it } from 'vitest'
import { createBooks } from '../../../server-mock/http/books.ts'

function openBooks() {
  const written: string[] = []
  const books = createBooks({
    atomically: (work) => {
      written.push('begin')
      const made = work()
      written.push('commit')
      return made
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
    await Promise.resolve()
    slow.keep(() => written.push('first'))

    await Promise.all([first, second])
    expect(written).toEqual(['begin', 'first', 'commit', 'begin', 'second', 'commit'])
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
    expect(written.filter((word) => word !== 'begin' && word !== 'commit')).toEqual(['first', 'last'])
  })
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createSystemPrinters } from '../../../src/main/station/systemPrinters.ts'
import type { StationMessage } from '../../../src/shared/contract/host.ts'

let said: StationMessage[]
beforeEach(() => {
  said = []
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})
const start = () => createSystemPrinters((message) => said.push(message))
const idOf = (index: number): string => {
  const message = said[index]
  if (message === undefined || !('id' in message)) throw new Error('nothing was asked')
  return message.id
}

it('each answer goes to who asked, whatever order they come in', async () => {
  const printers = start()
  const [list, first, second] = [printers.list(), printers.print(Buffer.from('a'), 'HP'), printers.print(Buffer.from('b'), 'XP')]
  expect(said[1]).toEqual({ kind: 'printPdf', id: idOf(1), pdf: 'YQ==', printer: 'HP' })
  printers.answered({ kind: 'printed', id: idOf(2), isTaken: false })
  printers.answered({ kind: 'printed', id: idOf(1), isTaken: true })
  printers.answered({ kind: 'printers', id: idOf(0), names: ['HP', 'XP'] })
  printers.answered({ kind: 'printed', id: 'of nobody', isTaken: true })
  expect(await Promise.all([list, first, second])).toEqual([['HP', 'XP'], true, false])
})

it('a host without printers leaves no one waiting', async () => {
  const printers = start()
  const [list, print] = [printers.list(), printers.print(Buffer.from('a'), 'HP')]
  await vi.advanceTimersByTimeAsync(90_000)
  expect([await list, await print]).toEqual([null, false])
})

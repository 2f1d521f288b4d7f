import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { MessageView } from '../../../server-mock/admin/contract.ts'
import { boxesOut, expectMoneyAgrees, uploadsAtCenter } from '../../integration/station/books.ts'
import { bringBack, bringTo, type Counter, chooseFirst, finish, openCounter } from '../../integration/station/sale.ts'
import { recordCommits } from './recordedCommits.ts'

let counter: Counter
let closeLine: () => void = () => undefined
afterEach(async () => {
  closeLine()
  await counter.shop.close()
})

/** What was on disk and at the center at one moment: the power can fail there. */
interface Moment {
  readonly commits: number
  /** the center as it was after so many messages */
  readonly messages: number
}

/** Lies between station and center: everything at the center is kept after each message, with the number of commits that were on disk when it came. */
async function openKeepingLine(of: Counter, commits: () => number) {
  const { center, admin } = of.shop
  const cameAfter: number[] = []
  /** the last message of the log at each keeping */
  const lastIds: number[] = []
  const keep = async (): Promise<void> => {
    await admin.snapshot(`after-${cameAfter.length}`)
    lastIds.push((await admin.requests()).at(-1)?.id ?? 0)
  }
  await keep()
  let turn: Promise<unknown> = Promise.resolve()
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      turn = turn.then(async () => {
        cameAfter.push(commits())
        const answer = await fetch(new URL(request.url ?? '', center.url), {
          method: 'POST',
          headers: { 'content-type': request.headers['content-type'] ?? '' },
          body: Buffer.concat(pieces),
        })
        const text = await answer.text()
        await keep()
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(text)
      })
    })
  })
  closeLine = () => {
    server.closeAllConnections()
    server.close()
  }
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const line = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { voucherUrl, insuranceUrl, prescriptionUrl } = center.connection
  const through = (url: string): string => url.replace(new URL(url).origin, line)
  await of.shop.connect({
    voucherUrl: through(voucherUrl),
    insuranceUrl: through(insuranceUrl),
    prescriptionUrl: through(prescriptionUrl),
  })
  return { cameAfter, lastIds }
}

/** Every moment at which the books or the center changed. A message that was marked as sent may have been done at the center, or not. */
function momentsOf(cameAfter: readonly number[], commits: number): readonly Moment[] {
  const moments: Moment[] = []
  for (let onDisk = 1; onDisk <= commits; onDisk++) {
    const surely = cameAfter.filter((before) => before < onDisk).length
    const perhaps = cameAfter.filter((before) => before <= onDisk).length
    for (let messages = surely; messages <= perhaps; messages++) moments.push({ commits: onDisk, messages })
  }
  return moments
}

/** Lets the power fail at every moment of `play`, and `goOn` from each; `check` looks at what became of it. */
async function failEverywhere(
  play: () => Promise<unknown>,
  goOn: () => Promise<unknown>,
  check: () => Promise<void>,
): Promise<number> {
  const recorded = recordCommits(counter.shop.folder)
  const { cameAfter, lastIds } = await openKeepingLine(counter, recorded.count)
  await play()
  const commits = recorded.count()
  const record = recorded.end()
  const moments = momentsOf(cameAfter, commits)
  for (const { commits: onDisk, messages } of moments) {
    await counter.shop.reopen(record.folderAfter(onDisk))
    await counter.shop.admin.restore(`after-${messages}`)
    const kept = lastIds[messages] ?? 0
    const since = (await counter.shop.admin.requests()).at(-1)?.id ?? 0
    const accepted = counter.accepted
    counter.accepted = async (number) => (await accepted(number)).filter(({ id }: MessageView) => id <= kept || id > since)
    await counter.arrive()
    await goOn()
    await check()
    counter.accepted = accepted
  }
  return moments.length
}

/** What a person does who finds the counter as it is. */
async function sellOn(): Promise<void> {
  const reply = await counter.page.call('counter.state', {})
  const state = reply.ok ? reply.value : null
  if (state === null) throw new Error('the station is away')
  if (state.dispense === null) await chooseFirst(counter)
  await finish(counter)
}

test.each(['national', 'fujian'])('a sale in %s goes on to its end from every commit', { timeout: 300_000 }, async (province) => {
  counter = await openCounter({ scenario: 'single-drug', province })
  const moments = await failEverywhere(
    () => bringTo(counter, 'handedOver'),
    sellOn,
    async () => {
      await expectMoneyAgrees(counter, 1)
      expect(boxesOut(counter)).toEqual({ sold: 2 })
    },
  )
  expect(moments).toBeGreaterThan(25)
})

test('a return goes on to its end from every commit', { timeout: 300_000 }, async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  await bringTo(counter, 'handedOver')
  const moments = await failEverywhere(
    async () => {
      await bringBack(counter)
      await counter.does('case.revoke', {})
      await counter.rests('returned')
    },
    async () => {
      const { returned, state } = await counter.sees(() => true)
      if (returned === null || (returned.scanned < returned.wanted && state === 'handedOver')) await bringBack(counter)
      if ((await counter.sees(() => true)).state === 'handedOver') await counter.tries('case.revoke', {})
      await finish(counter, 'returned')
    },
    async () => {
      await expectMoneyAgrees(counter, 0)
      expect(boxesOut(counter)).toEqual({ returned: 2 })
      expect(await uploadsAtCenter(counter)).toEqual({ '7207': 0, '3505': 0 })
    },
  )
  expect(moments).toBeGreaterThan(10)
})

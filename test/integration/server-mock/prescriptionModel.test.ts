import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dig } from './pharmacy.ts'
import { AMLODIPINE, createDesk, type Desk, type OpenCenter, openCenter, PACKS, soldLine } from './prescriptionDesk.ts'

type Json = Record<string, unknown>

const PATIENT = '李建国'
const SECOND_MS = 1_000
const TOKEN_LIFE_MS = 2 * 3_600_000

/** One shop as the rules say it stands with the one prescription. */
interface Shop {
  readonly desk: Desk
  token: string
  /** whether the prescription was downloaded under the present authorization, or under one that it carries on */
  isDownloaded: boolean
  /** counts the downloads that began a new work */
  work: number
  serial: string
  serialOfWork: number
  decision: { readonly status: '1' | '2'; readonly work: number } | null
}

interface World {
  holder: Shop | null
  /** to whom the last authorization of all was given, whatever became of it */
  last: Shop | null
  until: number
  withdrawn: boolean
  out: Shop | null
}

let open: OpenCenter
let hiRxno = ''
let file: Json = {}
let opinions = 0

beforeAll(async () => {
  open = await openCenter()
  open.center.clock.freeze()
  const desk = createDesk(open, 'P99010100001', '陈国栋')
  const [found] = [...(await desk.scan(PATIENT))]
  hiRxno = found?.[0] ?? ''
  file = await desk.download(hiRxno, found?.[1] ?? '')
  // as at the start, but that the hospital's signed file need not be made again for every row of steps
  open.meddle('DELETE FROM authorization')
  await open.admin.snapshot('start')
})
afterAll(() => open.close())

const now = (): number => open.center.clock.now()
const isAlive = (world: World, shop: Shop): boolean => world.holder === shop && now() < world.until && !world.withdrawn

/** Each sends its message, and compares whether it was done with what the rules say. */
const steps = {
  authorize: async (world: World, shop: Shop) => {
    const token = (await shop.desk.scan(PATIENT)).get(hiRxno)
    expect(token !== undefined).toBe(!world.withdrawn)
    if (token === undefined) return
    const goesOn = world.holder === shop && now() < world.until
    Object.assign(shop, { token, isDownloaded: goesOn && shop.isDownloaded })
    Object.assign(world, { holder: shop, last: shop, until: now() + TOKEN_LIFE_MS })
  },
  download: async (world: World, shop: Shop) => {
    const may = isAlive(world, shop)
    expect(await isDone(shop.desk.download(hiRxno, shop.token))).toBe(may)
    if (!may || shop.isDownloaded) return
    Object.assign(shop, { isDownloaded: true, work: shop.work + 1 })
  },
  verify: async (world: World, shop: Shop) => {
    const answer = await shop.desk.verify(file, shop.token)
    const may = isAlive(world, shop) && shop.work > 0
    expect(answer.code === 0).toBe(may)
    if (may) Object.assign(shop, { serial: String(dig(answer, 'data', 'rxSignVerifySn')), serialOfWork: shop.work })
  },
  approve: (world: World, shop: Shop) => decide(world, shop, '1'),
  reject: (world: World, shop: Shop) => decide(world, shop, '2'),
  upload: async (world: World, shop: Shop) => {
    const isApproved = shop.decision?.status === '1' && shop.decision.work === shop.work && shop.isDownloaded
    const may = isApproved && world.last === shop && !world.withdrawn && world.out === null
    const line = soldLine(AMLODIPINE, PACKS.slice(0, 2))
    const parts = { fundPaySumamt: '10.00', psnPartAmt: '10.00' }
    expect(await isDone(shop.desk.outbound(hiRxno, shop.token, parts, [line]))).toBe(may)
    if (may) world.out = shop
  },
  undo: async (world: World, shop: Shop) => {
    const may = world.out === shop
    expect(await isDone(shop.desk.undo(hiRxno))).toBe(may)
    if (may) world.out = null
  },
  wait: async () => open.center.clock.advance(TOKEN_LIFE_MS),
  withdraw: async (world: World) => {
    await open.admin.withdraw({ hiRxno, reason: '医师撤回' })
    world.withdrawn = true
  },
} as const
type Kind = keyof typeof steps

async function decide(world: World, shop: Shop, status: '1' | '2'): Promise<void> {
  const isFirst = shop.decision?.work !== shop.work && world.out !== shop
  const may = isAlive(world, shop) && shop.work > 0 && shop.serialOfWork === shop.work && isFirst
  const change = { rxChkStasCodg: status, rxChkOpnn: `意见 ${++opinions}` }
  expect(await isDone(shop.desk.review(hiRxno, shop.token, shop.serial, change))).toBe(may)
  if (!may) return
  shop.decision = { status, work: shop.work }
  if (status === '2') world.holder = null
}

async function isDone(answer: Promise<Json>): Promise<boolean> {
  return (await answer).code === 0
}

/** What holds in the center's own books, whatever was asked of it. */
function checkBooks(): void {
  expect(open.rows(`SELECT 1 FROM authorization WHERE ended = 0 AND until > ${now()}`).length).toBeLessThanOrEqual(1)
  const unverified = `SELECT 1 FROM review WHERE NOT EXISTS (SELECT 1 FROM verification
    WHERE serial = review.verification AND hi_rxno = review.hi_rxno AND institution = review.institution)`
  const unapproved = `SELECT 1 FROM outbound WHERE undone_at IS NULL AND '1' IS NOT (SELECT status FROM review
    WHERE hi_rxno = outbound.hi_rxno AND institution = outbound.institution ORDER BY rowid DESC LIMIT 1)`
  expect(open.rows(unverified)).toEqual([])
  expect(open.rows(unapproved)).toEqual([])
  const standing = open.rows('SELECT institution FROM outbound WHERE undone_at IS NULL').length
  expect(open.rows('SELECT 1 FROM trace_claim')).toHaveLength(standing * 2)
}

interface Step {
  readonly kind: Kind
  readonly shop: 0 | 1
}

const kinds = fc.constantFrom<Kind>('authorize', 'download', 'verify', 'approve', 'reject', 'upload', 'undo', 'wait')
const shop = fc.constantFrom<0 | 1>(0, 1)
const single = fc.record({ kind: kinds, shop }).map((step): readonly Step[] => [step])
// the way to an upload is long: by single steps hardly any row of choices would ever reach it
const leg = fc
  .record({
    shop,
    from: fc.constantFrom(0, 0, 0, 1, 2),
    to: fc.integer({ min: 3, max: 6 }),
    decision: fc.constantFrom<Kind>('approve', 'approve', 'reject'),
  })
  .map(({ shop, from, to, decision }): readonly Step[] => {
    const way: readonly Kind[] = ['authorize', 'download', 'verify', decision, 'upload', 'undo']
    return way.slice(from, to).map((kind) => ({ kind, shop }))
  })
const rows = fc.record({
  parts: fc.array(fc.oneof(leg, single), { minLength: 3, maxLength: 8 }),
  withdrawnBefore: fc.option(fc.nat(20), { freq: 4 }),
})

it('whatever two shops, a hospital and time do to a prescription, the rules hold', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async ({ parts, withdrawnBefore }) => {
      await open.admin.restore('start')
      const shopAt = (code: string, pharmacist: string): Shop => ({
        desk: createDesk(open, code, pharmacist),
        ...{ token: '', isDownloaded: false, work: 0, serial: 'YQ0', serialOfWork: 0, decision: null },
      })
      const shops = [shopAt('P99010100001', '陈国栋'), shopAt('P99010100002', '沈玉梅')] as const
      const world: World = { holder: null, last: null, until: 0, withdrawn: false, out: null }
      for (const [index, { kind, shop }] of parts.flat().entries()) {
        open.center.clock.advance(SECOND_MS)
        if (index === withdrawnBefore) await steps.withdraw(world)
        await steps[kind](world, shops[shop])
        checkBooks()
      }
    }),
    { numRuns: 30 },
  )
}, 60_000)

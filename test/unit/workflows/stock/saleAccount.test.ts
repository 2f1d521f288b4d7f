import { beforeEach, describe, expect, it } from 'vitest'
import type { Gateways } from '../../../../src/main/station/gateways/gateways.ts'
import type { Store } from '../../../../src/main/station/store/store.ts'
import type { Messages, Told } from '../../../../src/main/station/workflows/messages.ts'
import type { PasswordQuestion } from '../../../../src/main/station/workflows/passwordEntry.ts'
import { type AccountSales, buyerOf, createAccountSales } from '../../../../src/main/station/workflows/stock/sale/account.ts'
import { createSales } from '../../../../src/main/station/workflows/stock/sale/sale.ts'
import { createSaleMoves } from '../../../../src/main/station/workflows/stock/sale/saleMoves.ts'
import { viewDesk } from '../../../../src/main/station/workflows/stock/sale/saleView.ts'
import type { Person } from '../../../../src/shared/contract/counter.ts'
import { type Failure, failure } from '../../../../src/shared/contract/failures.ts'
import type { Fen, Quantity } from '../../../../src/shared/domain/money.ts'
import type { Result } from '../../../../src/shared/domain/result.ts'
import type { Presettlement, Settlement } from '../../../../src/shared/domain/settlement.ts'
import { profiles } from '../../../../src/shared/profiles/index.ts'
import { amlodipine, codeOf, openVisit, PREFIX, settlement, stockShelf } from '../../store/books.ts'
import { inventedIdNumber, openTestStore } from '../../store/support.ts'

const clerk: Person = { id: 'C01', name: '林晓燕', roles: ['cashier'] }
const fen = (amount: number): Fen => amount as Fen

/** One box of 23.50: the account pays 20.00 of it, and cash the rest. */
function answer(cash = 350): Settlement {
  const [line] = settlement.lines
  if (line === undefined) throw new Error('the example has no line')
  const none = { pooledFund: fen(0), fund: fen(0) }
  const amounts = { ...settlement.amounts, ...none, total: fen(2_350), inScope: fen(2_350), person: fen(2_350) }
  return {
    ...settlement,
    amounts: { ...amounts, account: fen(2_350 - cash), cash: fen(cash) },
    funds: [],
    lines: [{ ...line, quantity: 10_000 as Quantity, amount: fen(2_350), inScope: fen(2_350) }],
  }
}

/** As 2101A answers it. */
function reckoning(changes: Partial<Settlement['amounts']> = {}): Presettlement {
  const { visitId, amounts, funds, lines } = answer()
  return { visitId, amounts: { ...amounts, ...changes }, funds, lines }
}

let store: Store
let account: AccountSales
let visitId: string
let reckoned: Presettlement
/** what becomes of the next message that moves money, and what was sent */
let next: () => Told<unknown> | Promise<Told<unknown>>
let sent: string[]
/** what the patient is asked, and what becomes of the answer at the center */
let asked: PasswordQuestion[]
let checked: Failure | null

beforeEach(async () => {
  store = openTestStore()
  stockShelf(store, 2)
  store.goods.put({ ...amlodipine, prescriptionDrug: 'no' }, [PREFIX])
  visitId = openVisit(store)
  store.visits.update(visitId, {
    idType: '01',
    personNumber: 'P1',
    insuranceArea: '990101',
    insuranceType: '310',
    voucherToken: 'token',
  })
  reckoned = reckoning()
  next = () => ({ kind: 'done', value: answer() })
  sent = []
  asked = []
  checked = null
  const messages = {
    ask: async () => ({ kind: 'acknowledged', value: reckoned }),
    freeKey: (_number: string, base: string) => ({ key: base, attempt: 1 }),
    send: async (_sender: unknown, _visit: string, message: Parameters<Messages['send']>[2]) => {
      sent.push(message.number)
      store.transaction(() => message.prepared?.('M1'))
      const told = await next()
      store.transaction(() => message.settled?.(told as Told<never>))
      return told
    },
  } as unknown as Messages
  const clock = () => 1_800_000_000_000
  const moves = createSaleMoves({ store, clock, tell: store.stockUploads.add })
  const pharmacists = () => [{ name: '陈国栋', idNumber: inventedIdNumber(), code: 'Y01', licence: 'L01' }]
  account = createAccountSales({
    store,
    journal: { openQuestions: () => [] } as never,
    messages,
    center: () => ({ gateways: {} as Gateways, profile: profiles.national }),
    pharmacists,
    clock,
    moves,
    passwords: { ask: (question) => void asked.push(question) },
    vouchers: {
      checkPassword: async (_gateways, { visit }, known) => {
        if (checked !== null) return checked
        const { name, idNumber, idType, insuranceArea } = visit
        if (name === null || idNumber === null || idType === null) throw new Error('nobody was identified')
        store.transaction(() => known({ token: 'token of the password', name, idNumber, idType, insuranceArea }))
        return null
      },
    },
  })
  createSales({ store, pharmacists, clock, moves, blocked: account.blocked }).add(codeOf(1), null, clerk)
  expect(codeIn(await account.reckon(true, clerk))).toBeNull()
})

const codeIn = (result: Result<unknown, Failure>): string | null => (result.ok ? null : result.failure.code)
const pay = async (cashGiven: number) => codeIn(await account.pay(cashGiven, clerk))

it('what the account leaves is paid in cash, and the buyer of its uploads is the patient', async () => {
  expect(await pay(349)).toBe('CASH_TOO_LITTLE')
  expect(sent).toEqual([])
  expect(await pay(400)).toBeNull()
  const sale = store.sales.last()
  expect(sale).toMatchObject({ state: 'paid', cashGiven: 400, cashBack: 50, unanswered: null })
  expect(buyerOf(store, sale?.document ?? '')).toMatchObject({ personNumber: 'P1', name: '王秀兰' })
  expect(store.stockUploads.ofDocument(sale?.document ?? '')).toMatchObject([
    { detail: { paid: 'insured', settlementId: settlement.settlementId, visitNumber: settlement.visitId } },
  ])
})

it('what was settled stands, though it asks for more cash than was reckoned, and that is said', async () => {
  next = () => ({ kind: 'done', value: answer(900) })
  expect(await pay(400)).toBe('SETTLEMENT_AMOUNTS_DIFFER')
  expect(store.sales.last()).toMatchObject({ state: 'paid', cashGiven: 900, cashBack: 0 })
  expect(store.packs.find(codeOf(1))?.place).toBe('sold')
})

it('a sum that does not add up is not even offered', async () => {
  reckoned = reckoning({ account: fen(1) })
  expect(codeIn(await account.reckon(true, clerk))).toBe('AMOUNTS_DIFFER')
})

it('a refusal leaves the basket as it was; while the answer is out nothing changes', async () => {
  let tell: (told: Told<unknown>) => void = () => {}
  next = () =>
    new Promise((resolve) => {
      tell = resolve
    })
  const paying = account.pay(350, clerk)
  await Promise.resolve()
  expect(account.blocked()?.code).toBe('SALE_BUSY')
  expect(await pay(350)).toBe('SALE_BUSY')
  tell({ kind: 'refused', failure: failure('BENEFIT_MISSING') })
  expect(codeIn(await paying)).toBe('BENEFIT_MISSING')
  expect(account.blocked()).toBeNull()
  expect(store.sales.open()).toMatchObject({ state: 'open', unanswered: null })
  expect(store.packs.find(codeOf(1))?.place).toBe('reserved')
})

it('a lost answer is reversed before anything else, and a reversal that is lost too changes nothing', async () => {
  next = () => ({ kind: 'unknown', failure: failure('SETTLEMENT_ANSWER_LOST') })
  expect(await pay(350)).toBe('SETTLEMENT_ANSWER_LOST')
  expect(store.sales.open()?.unanswered).toEqual({ kind: 'settle', msgid: 'M1' })
  expect(account.blocked()?.code).toBe('SALE_UNANSWERED')
  next = () => ({ kind: 'unknown', failure: failure('REVERSAL_ANSWER_LOST') })
  expect(codeIn(await account.clearUp(clerk))).toBe('REVERSAL_ANSWER_LOST')
  expect(account.blocked()?.code).toBe('SALE_UNANSWERED')
  next = () => ({ kind: 'done', value: null })
  expect(codeIn(await account.clearUp(clerk))).toBeNull()
  expect(account.blocked()).toBeNull()
  expect(sent).toEqual(['2102A', '2601', '2601'])
})

it('a patient who left takes the account along', async () => {
  store.visits.close(visitId)
  expect(await pay(350)).toBe('SALE_PATIENT_MISSING')
  expect(codeIn(await account.reckon(false, clerk))).toBeNull()
  expect(account.covers()).toBe(false)
})

describe('a patient with a card', () => {
  beforeEach(async () => {
    store.visits.update(visitId, { credential: 'identityCard' })
    expect(codeIn(await account.reckon(true, clerk))).toBeNull()
  })
  const answerWith = async (password = '258369') => (await asked.at(-1)?.check(password))?.code ?? null
  const given = () => store.visits.find(visitId)?.passwordFor
  const wants = () => viewDesk(store, '2027-01-15').basket?.account?.wantsPassword

  it('is asked for the password once the sum is known, and pays with its token', async () => {
    expect(asked).toMatchObject([{ visitId, purpose: 'sale' }])
    expect([wants(), await pay(350), sent]).toEqual([true, 'PASSWORD_NEEDED', []])
    expect(await answerWith()).toBeNull()
    expect(store.visits.find(visitId)).toMatchObject({
      voucherToken: 'token of the password',
      passwordFor: store.sales.open()?.id,
    })
    expect(wants()).toBe(false)
    expect(codeIn(account.askPassword(clerk))).toBe('PASSWORD_NOT_WANTED')
    expect(await pay(350)).toBeNull()
    expect(asked).toHaveLength(1)
  })

  it('that was given for a case or for the list does not count, and what it was given for is forgotten', async () => {
    store.visits.update(visitId, { passwordFor: 'a case' })
    expect(await pay(350)).toBe('PASSWORD_NEEDED')
    expect(await answerWith()).toBeNull()
    expect(given()).toBe(store.sales.open()?.id)
  })

  it.each(['VOUCHER_PASSWORD_WRONG', 'VOUCHER_PASSWORD_NOT_SET', 'VOUCHER_PASSWORD_LOCKED', 'VOUCHER_NOT_ACTIVATED'] as const)(
    'whose password is refused (%s) leaves the sale as it was, and it is asked for again by hand',
    async (code) => {
      const before = store.sales.open()
      checked = failure(code)
      expect([await answerWith(), given(), wants()]).toEqual([code, null, true])
      expect(store.sales.open()).toEqual(before)
      expect(codeIn(account.askPassword(clerk))).toBeNull()
      checked = null
      expect([await answerWith(), await pay(350)]).toEqual([null, null])
    },
  )

  it('whose token ran out is asked again, once; any other refusal of the settlement asks nothing', async () => {
    expect(await answerWith()).toBeNull()
    next = () => ({ kind: 'refused', failure: failure('BENEFIT_MISSING') })
    expect([await pay(350), asked.length]).toEqual(['BENEFIT_MISSING', 1])
    next = () => ({ kind: 'refused', failure: failure('VOUCHER_TOKEN_DEAD') })
    expect([await pay(350), asked.length, wants()]).toEqual(['VOUCHER_TOKEN_DEAD', 2, true])
    next = () => ({ kind: 'done', value: answer() })
    expect([await pay(350), await answerWith(), await pay(350)]).toEqual(['PASSWORD_NEEDED', null, null])
  })

  it('whose settlement has no answer is not asked anew before or after it is reversed', async () => {
    expect(await answerWith()).toBeNull()
    next = () => ({ kind: 'unknown', failure: failure('SETTLEMENT_ANSWER_LOST') })
    expect(await pay(350)).toBe('SETTLEMENT_ANSWER_LOST')
    expect(codeIn(account.askPassword(clerk))).toBe('SALE_UNANSWERED')
    next = () => ({ kind: 'done', value: answer() })
    expect(codeIn(await account.clearUp(clerk))).toBeNull()
    expect([await pay(350), asked.length]).toEqual([null, 1])
  })

  it('who left, or whose sale is paid in cash after all, is not asked any more', async () => {
    expect(account.passwordWanted()).toBe(visitId)
    expect(codeIn(await account.reckon(false, clerk))).toBeNull()
    expect([account.passwordWanted(), await answerWith()]).toEqual([null, 'PASSWORD_NOT_WANTED'])
    await account.reckon(true, clerk)
    store.visits.close(visitId)
    expect([account.passwordWanted(), await answerWith()]).toEqual([null, 'PASSWORD_NOT_WANTED'])
  })
})

it('a patient with the QR of the voucher is asked for no password', () => {
  expect([asked, account.passwordWanted(), codeIn(account.askPassword(clerk))]).toEqual([[], null, 'PASSWORD_NOT_WANTED'])
})

import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands } from '../../src/shared/contract/contract.ts'
import { Failure, type FailureCode } from '../../src/shared/contract/failures.ts'
import { type CommandName, commandNames } from '../../src/shared/contract/names.ts'
import { openShop, type Page, type Shop, signIn } from '../integration/station/harness.ts'

/** All that a call outside the contract may end in: anything else reached a workflow. */
const REFUSALS: readonly FailureCode[] = [
  'MESSAGE_MALFORMED',
  'COMMAND_UNKNOWN',
  'INPUT_INVALID',
  'NOT_SIGNED_IN',
  'ROLE_MISSING',
]

/** 10,000 in all over three people at the window, and as many as one of them from the window before the customer. */
const CALLS_PER_PERSON = 3_334

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** Anything a page may send: JSON, but also what structured cloning lets through. */
const anything = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: false }),
  fc.jsonValue(),
)

/** An input that the contract refuses for this command. */
function badInput(name: CommandName): fc.Arbitrary<unknown> {
  const nearMiss = fc.oneof(
    fc.record({ accountId: fc.string(), secret: fc.oneof(fc.string(), fc.integer()), extra: anything }),
    fc.record({ id: fc.oneof(fc.string({ minLength: 41 }), fc.constant(''), fc.integer()) }),
    fc.record({ caseId: fc.oneof(fc.string({ minLength: 41 }), fc.constant(''), fc.integer()) }),
    fc.record({ cashGiven: fc.oneof(fc.double(), fc.integer({ max: -1 }), fc.string()) }),
    fc.record({ isApproved: fc.boolean(), opinion: fc.oneof(fc.constant(' '), fc.string({ minLength: 201 })) }),
    fc.record({ code: fc.string(), reason: fc.constant(''), line: fc.string() }),
    fc.record({ accountId: fc.string(), name: fc.constant(' '), roles: fc.array(fc.string()), isActive: fc.boolean() }),
    fc.record({ shop: fc.record({ name: fc.string() }), manager: fc.record({ name: fc.string(), secret: fc.string() }) }),
    fc.record({ digits: fc.oneof(fc.string(), fc.integer(), fc.constant('1234567'), fc.constant('12345６')) }),
    fc.record({ relation: fc.string(), reason: fc.string(), typed: anything }),
    fc.record({ port: fc.option(fc.string()), baudRate: fc.integer() }),
    fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'id', 'accountId', 'secret', 'toString'), anything),
  )
  return fc.oneof(anything, nearMiss).filter((input) => !commands[name].input.safeParse(input).success)
}

const forgedName = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'session',
    'session.',
    'SESSION.SIGNIN',
    'session.signIn ',
    'audit.append',
  ),
)

/** A message outside the contract, with the id under which its refusal is awaited; null when it cannot be answered. */
const badMessage = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...commandNames).chain((name) => badInput(name).map((input) => ({ name, input }))) },
  {
    weight: 3,
    arbitrary: fc.record({ name: forgedName.filter((name) => !commandNames.some((known) => known === name)), input: anything }),
  },
  { weight: 2, arbitrary: fc.record({ name: fc.constantFrom(...commandNames), input: fc.constant({}), extra: anything }) },
  {
    weight: 1,
    arbitrary: fc.record({ name: anything, input: anything }).filter(({ name }) => !commandNames.some((known) => known === name)),
  },
)

/** Every row of every table but the audit trail and its head, as text. */
function books(): string {
  const db = new Database(`${shop.folder}/rxcounter.db`, { readonly: true })
  try {
    const tables = db
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all()
    return tables
      .filter(({ name }) => name !== 'audit')
      .map(
        ({ name }) =>
          `${name}: ${JSON.stringify(
            db
              .prepare(`SELECT * FROM ${name}`)
              .all()
              .filter((row) => !JSON.stringify(row).includes('audit.head')),
          )}`,
      )
      .join('\n')
  } finally {
    db.close()
  }
}

function auditRows(): number {
  const db = new Database(`${shop.folder}/rxcounter.db`, { readonly: true })
  try {
    return db.prepare<[], { rows: number }>('SELECT count(*) AS rows FROM audit').get()?.rows ?? 0
  } finally {
    db.close()
  }
}

async function bombard(
  page: Pick<Page, 'send' | 'throwAt' | 'call'>,
  answers: 'session.accounts' | 'customer.state' = 'session.accounts',
): Promise<void> {
  const messages = fc.sample(badMessage, { numRuns: CALLS_PER_PERSON, seed: 20_261_121 })
  const before = { books: books(), audit: auditRows() }
  for (const [index, message] of messages.entries()) {
    const reply = await page.send({ ...message, id: index })
    expect(reply.ok, fc.stringify(message)).toBe(false)
    if (!reply.ok) expect(REFUSALS, fc.stringify(message)).toContain(Failure.parse(reply.failure).code)
  }
  for (const rubbish of fc.sample(anything, { numRuns: 200, seed: 20_261_121 })) page.throwAt(rubbish)
  expect(await page.call(answers, {})).toMatchObject({ ok: true })
  expect(books()).toBe(before.books)
  expect(auditRows()).toBeGreaterThan(before.audit + CALLS_PER_PERSON - 1)
}

describe('calls outside the contract end in a coded failure and change nothing but the audit trail', () => {
  test('from a window where nobody is signed in', { timeout: 120_000 }, () => bombard(shop.page('a')))

  test('from the window of a cashier', { timeout: 120_000 }, async () => {
    const page = shop.page('b')
    await signIn(page)
    await page.sees(({ person, center }) => person !== null && center.signIn === 'done')
    await bombard(page)
  })

  test('from the window before the customer', { timeout: 120_000 }, () => bombard(shop.customerPage(), 'customer.state'))

  test('from the window of a manager', { timeout: 120_000 }, async () => {
    const page = shop.page('c')
    await signIn(page, 'M01')
    await page.sees(({ person, center }) => person !== null && center.signIn === 'done')
    await bombard(page)
  })
})

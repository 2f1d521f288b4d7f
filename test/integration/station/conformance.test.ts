import { afterEach, expect, test } from 'vitest'
import { createAdminCall } from '../../../server-mock/admin/client.ts'
import { createConformanceClient } from '../../../server-mock/admin/conformance/client.ts'
import type { FaultKind } from '../../../server-mock/faults/kinds.ts'
import { bringBack, type Counter, chooseFirst, finish, openCounter } from './sale.ts'

let counter: Counter
afterEach(() => counter.shop.close())

/** The interfaces of a sale whose answers can be lost so that something must be done about it. */
const lossy = ['7204', '7206', '7207', '2102A', '2601', '3505'] as const
const onSignedAnswersOnly = (kind: FaultKind, number: string): boolean => kind !== 'wrongSignature' || number.startsWith('7')

test.each(['dropBefore', 'duplicateAnswer', 'wrongSignature'] as const)(
  'a station that loses an answer of every kind breaks no rule: %s',
  async (kind) => {
    counter = await openCounter({ scenario: 'single-drug' })
    const { center } = counter.shop
    for (const number of lossy) if (onSignedAnswersOnly(kind, number)) center.faults.add(number, { kind })
    await chooseFirst(counter)
    await finish(counter)
    for (const number of ['2103', '7208', '3506']) if (onSignedAnswersOnly(kind, number)) center.faults.add(number, { kind })
    await bringBack(counter)
    await counter.does('case.revoke', {})
    await finish(counter, 'returned')

    const client = createConformanceClient(createAdminCall(center.adminUrl, center.adminToken))
    const [who] = await client.clients()
    const report = await client.report({ client: who?.client ?? '', day: who?.days[0] ?? '' })
    const broken = report.verdicts.flatMap(({ id, broken: findings }) =>
      findings.map(({ what, messages }) => `${id} ${what}: ${messages.map((each) => `${each.interface}#${each.id}`).join(' ')}`),
    )
    expect(broken).toEqual([])
    expect(report.totals.kept).toBeGreaterThan(25)
  },
)

import { createCenterClock } from '../../../server-mock/clock.ts'
import type { CenterContext } from '../../../server-mock/context.ts'
import type { InsuranceInterface } from '../../../server-mock/insurance/interface.ts'
import { fujian } from '../../../server-mock/provinces/fujian.ts'
import { type Switches, usualSwitches } from '../../../server-mock/provinces/switches.ts'
import { createRandom } from '../../../server-mock/random.ts'
import { fillScenario } from '../../../server-mock/scenarios/fill.ts'
import type { Scenario } from '../../../server-mock/scenarios/scenario.ts'
import type { Institution, Person } from '../../../server-mock/store/registry.ts'
import { openStore } from '../../../server-mock/store/store.ts'

type Reply = ReturnType<InsuranceInterface>

/** The insurance side over a real database in memory, called without the wire. Goods need no outbound upload before they are settled. */
export interface Bench {
  readonly context: CenterContext
  readonly people: readonly Person[]
  /** code of the first pharmacy, in whose name calls are made unless they say otherwise */
  readonly shop: string
  /** code of the second */
  readonly otherShop: string
  /** every prescription is approved by the first pharmacy */
  readonly prescriptionsOf: (person: Person) => readonly string[]
  /** epoch ms; the clock stands there */
  readonly now: number
  /** as at the start */
  restart(): void
  call(act: InsuranceInterface, input: object, msgid?: string, insuredArea?: string, by?: string): Reply
}

const AREA = '990101'
const NOW = Date.parse('2026-11-20T10:00:00+08:00')
const pharmacies = ['明心大药房', '惠民药房'] as const

/** The token that `restart` gives every person at the first pharmacy. */
export const tokenOf = (person: Person): string => `token-${person.identityNumber}`

export function createBench(people: Scenario['people'], switches: Partial<Switches> = {}): Bench {
  const random = createRandom('bench')
  const clock = createCenterClock(() => NOW)
  const store = openStore(':memory:')
  const scenario: Scenario = {
    name: 'bench',
    title: '试算',
    institutions: [
      ...pharmacies.map((name) => ({ name, kind: 'pharmacy' as const })),
      { name: '九江路第一人民医院', kind: 'hospital' as const },
    ],
    pharmacists: [{ name: '陈国栋' }],
    people,
  }
  const filled = fillScenario(scenario, random, NOW)
  const institutions: readonly Institution[] = filled.institutions
  const context: CenterContext = {
    store,
    clock,
    province: { ...fujian, outboundBefore: { ...fujian.outboundBefore, value: [] } },
    switches: () => ({ ...usualSwitches, ...switches }),
    random,
  }
  const insured = filled.people.slice(0, people.length)
  const shop = institutions[0]?.code ?? ''
  let messages = 0

  return {
    context,
    people: insured,
    shop,
    otherShop: institutions[1]?.code ?? '',
    prescriptionsOf: (person) =>
      filled.prescriptions.filter((each) => each.person === person.identityNumber).map(({ hiRxno }) => hiRxno),
    now: NOW,
    restart: () => {
      store.fill('bench', filled)
      for (const person of insured) {
        const given = { source: 'code', area: null, until: NOW + 1_000 } as const
        store.vouchers.give({ token: tokenOf(person), person: person.identityNumber, institution: shop, ...given })
      }
      for (const { hiRxno } of filled.prescriptions) {
        const until = NOW + 1_000
        store.authorizations.give({ token: hiRxno, hiRxno, institution: shop, batch: 1, until, downloadedAt: NOW })
        store.verifications.add({ serial: hiRxno, hiRxno, institution: shop, at: NOW })
        store.reviews.add({
          bizSn: hiRxno,
          hiRxno,
          institution: shop,
          pharmacist: filled.pharmacists[0]?.code ?? '',
          status: '1',
          opinion: '合理',
          at: NOW,
          verification: hiRxno,
        })
      }
    },
    call: (act, input, msgid = `bench-${++messages}`, insuredArea = AREA, by = shop) => {
      const institution = institutions.find(({ code }) => code === by)
      if (institution === undefined) throw new Error('no such institution')
      const call = { input: { ...input }, institution, operator: '0001', msgid, insuredArea }
      return store.atomically(() => act(context, call))
    },
  }
}

import { fork } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { scannerAt, stationFile } from '../../scripts/counter/deviceSettings.ts'
import { openPty } from '../../scripts/counter/pty.ts'
import { tapCenter } from '../../scripts/counter/wiretap.ts'
import type { Scenario } from '../../server-mock/scenarios/scenario.ts'
import { createMockCenter } from '../../server-mock/server.ts'
import { DATABASE_FILE } from '../../src/main/station/store/store.ts'
import type { CaseView } from '../../src/shared/contract/case.ts'
import type { CommandInput } from '../../src/shared/contract/contract.ts'
import { CounterState } from '../../src/shared/contract/counter.ts'
import { CenterOffer, type HostMessage, StationMessage } from '../../src/shared/contract/host.ts'
import type { CommandName } from '../../src/shared/contract/names.ts'
import { reviewPoints } from '../../src/shared/domain/reviewPoints.ts'
import { BENCH_KEY } from './bigBooks.ts'
import { countCommits } from './commits.ts'
import { unionOf } from './figures.ts'

/** A person's hand is never at the key at the very moment. */
const HAND_MS = 50
const PATIENCE_MS = 30_000

/** What goes to the station's process, and what comes from it. */
export type ToStation =
  | { readonly to: 'host'; readonly message: HostMessage }
  | { readonly to: 'window' | 'delays'; readonly message: unknown }
const FromStation = z.object({ from: z.enum(['host', 'window', 'delays']), message: z.unknown() })
type FromStation = z.infer<typeof FromStation>

const Pushed = z.object({ event: z.literal('counter.changed'), payload: CounterState })
const Reply = z.object({ ok: z.boolean(), failure: z.unknown().optional() })

export interface Dispensed {
  /** from the voucher to the goods in the patient's hands, without what the center took and the person's hands */
  readonly ms: number
  /** exchanges with the center */
  readonly messages: number
  readonly boxes: number
  /** transactions of the station's database */
  readonly commits: number
  /** ms for which the station's thread computed at a stretch at most */
  readonly longest: number
}

export interface HeadlessCounter {
  /** the people of the scenario, in its order */
  readonly people: readonly string[]
  /** sells this person's first prescription, by voucher */
  dispense(person: string): Promise<Dispensed>
  /** the same while nothing is done for so long */
  idle(ms: number): Promise<number>
  close(): Promise<void>
}

/** A station in a process of its own with a scanner, and a mock center in this process, behind a tap. */
export async function openHeadlessCounter(scenario: Scenario): Promise<HeadlessCounter> {
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-bench-'))
  const center = await createMockCenter({ port: 0, seed: 'bench', scenario })
  const tap = await tapCenter(center.connection)
  const scanner = await openPty(folder)
  writeFileSync(join(folder, 'station.json'), stationFile(scannerAt(scanner.scannerPort)))
  const station = startProcess()
  const started = station.hears('host')
  station.tell({
    to: 'host',
    message: { kind: 'start', dataFolder: folder, mode: 'training', masterKey: BENCH_KEY.toString('base64'), test: null },
  })
  const { kind } = StationMessage.parse(await started)
  if (kind !== 'ready') throw new Error(`the station is ${kind}`)
  station.tell({
    to: 'host',
    message: { kind: 'center', center: CenterOffer.parse({ connection: tap.connection, shop: center.shop }) },
  })
  station.tell({ to: 'host', message: { kind: 'attach', window: 'counter', audience: 'staff', resume: null } })
  const page = openPage(station)
  // nobody listens to the window before
  await page.sees(() => true)
  await page.give('session.signIn', { accountId: 'P01', secret: '246810' })
  await page.sees(
    ({ center: { signIn }, devices }) =>
      signIn === 'done' && devices.some((device) => device.kind === 'scanner' && device.state === 'connected'),
  )

  const longest = async (): Promise<number> => {
    const told = station.hears('delays')
    station.tell({ to: 'delays', message: null })
    return Number(await told)
  }

  const taken = new Set<string>()
  /** a good box of this drug that was not sold yet */
  const nextBox = (name: string): string => {
    const drug = center.shop.drugs.find((each) => each.name === name)
    const box = center.shop.packs.find(
      ({ code, drugId, lotId }) => drugId === drug?.id && lotId.endsWith('-A') && !taken.has(code),
    )
    if (box === undefined) throw new Error(`no ${name} is left`)
    taken.add(box.code)
    return box.code
  }

  return {
    people: center.people,
    idle: async (ms) => {
      await longest()
      await wait(ms)
      return longest()
    },
    dispense: async (person) => {
      let handsMs = 0
      let boxes = 0
      /** what a person does, a moment after seeing that it can be done */
      const hand = async (act: () => unknown): Promise<void> => {
        const began = performance.now()
        await wait(HAND_MS)
        handsMs += performance.now() - began
        await act()
      }
      const rests = (state: CaseView['state']): Promise<CaseView> =>
        page.seesCase(
          (seen) =>
            seen.state === state &&
            seen.underWay === null &&
            seen.failure === null &&
            (state !== 'settled' || seen.uploadsLeft === 0),
        )

      await wait(HAND_MS)
      await longest()
      const commits = countCommits(join(folder, DATABASE_FILE))
      const exchangesBefore = tap.exchanges.length
      const began = performance.now()
      scanner.scan(center.showVoucher(person).qr)
      await page.sees(({ visit }) => visit?.phase === 'listed' && visit.patient?.name === person)
      const hiRxno = page.state()?.visit?.prescriptions[0]?.hiRxno ?? ''
      await hand(() => page.give('case.choose', { hiRxno }))
      await rests('verified')
      await hand(() => scanner.scan(center.showPharmacistVoucher('陈国栋').qr))
      await page.seesCase(({ pharmacist, underWay }) => pharmacist !== null && underWay === null)
      await hand(() => page.give('case.review', { isApproved: true, opinion: '处方合理，同意调配', checked: [...reviewPoints] }))
      for (const { number, genericName, boxesWanted } of (await rests('approved')).lines) {
        for (let count = 1; count <= boxesWanted; count++) {
          await hand(() => scanner.scan(nextBox(genericName)))
          boxes++
          await page.seesCase(({ lines }) => lines.some((line) => line.number === number && line.boxesTaken === count))
        }
      }
      const { money } = await rests('presettled')
      await hand(() => page.give('case.settle', { cashGiven: money?.cash ?? 0 }))
      await rests('settled')
      await hand(() => page.give('case.handOver', {}))
      await rests('handedOver')
      const ms = performance.now() - began
      const exchanges = tap.exchanges.slice(exchangesBefore)
      const centerMs = unionOf(exchanges.map(({ began, ms }) => ({ from: began, to: began + ms })))
      return { ms: ms - handsMs - centerMs, messages: exchanges.length, boxes, commits: commits.stop(), longest: await longest() }
    },
    close: async () => {
      station.tell({ to: 'host', message: { kind: 'stop' } })
      await station.ended
      tap.close()
      await center.close()
      await scanner.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The process of the station. */
function startProcess() {
  const child = fork(new URL('stationProcess.ts', import.meta.url), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const voices = new EventEmitter()
  child.on('message', (said) => {
    const { from, message } = FromStation.parse(said)
    voices.emit(from, message)
  })
  return {
    tell: (message: ToStation): void => void child.send(message),
    listen: (from: FromStation['from'], listener: (message: unknown) => void): void => void voices.on(from, listener),
    hears: async (from: FromStation['from']): Promise<unknown> => (await once(voices, from))[0],
    ended: once(child, 'exit'),
  }
}

/** The window: the last state that was pushed, and one command at a time. */
function openPage(station: ReturnType<typeof startProcess>) {
  let state: CounterState | null = null
  let watch: () => void = () => {}
  let reply: (message: z.infer<typeof Reply>) => void = () => {}
  let id = 0
  station.listen('window', (message) => {
    const pushed = Pushed.safeParse(message)
    if (!pushed.success) return reply(Reply.parse(message))
    state = pushed.data.payload
    watch()
  })
  const sees = (isWanted: (seen: CounterState) => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const givenUp = setTimeout(
        () => reject(new Error(`the counter stands still at ${JSON.stringify(state?.dispense ?? state)}`)),
        PATIENCE_MS,
      )
      watch = () => {
        if (state === null || !isWanted(state)) return
        clearTimeout(givenUp)
        watch = () => {}
        resolve()
      }
      watch()
    })
  return {
    state: () => state,
    sees,
    seesCase: async (isWanted: (seen: CaseView) => boolean): Promise<CaseView> => {
      await sees(({ dispense }) => dispense !== null && isWanted(dispense))
      if (!state?.dispense) throw new Error('no case is shown')
      return state.dispense
    },
    give: async <N extends CommandName>(name: N, input: CommandInput<N>): Promise<void> => {
      const answer = new Promise<z.infer<typeof Reply>>((resolve) => {
        reply = resolve
      })
      station.tell({ to: 'window', message: { id: ++id, name, input } })
      const given = await answer
      if (!given.ok) throw new Error(`${name} was refused: ${JSON.stringify(given)}`)
    },
  }
}

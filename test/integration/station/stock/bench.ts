import { onTestFinished } from 'vitest'
import { openHeadless } from '../../../../scripts/counter/headless.ts'
import type { Gateways, SignedCall } from '../../../../src/main/station/gateways/gateways.ts'
import { createJournal } from '../../../../src/main/station/journal/createJournal.ts'
import type { Store } from '../../../../src/main/station/store/store.ts'
import { readDeliveryFile } from '../../../../src/main/station/workers/deliveries/deliveryFile.ts'
import { createBusinessSignIn } from '../../../../src/main/station/workflows/businessSignIn.ts'
import { createCenterHealth } from '../../../../src/main/station/workflows/centerHealth.ts'
import { createMessages, type Messages } from '../../../../src/main/station/workflows/messages.ts'
import { learnPrefix } from '../../../../src/main/station/workflows/stock/catalogue/learnPrefix.ts'
import { type Changes, createChanges } from '../../../../src/main/station/workflows/stock/changes/changes.ts'
import { createReceiving, type Receiving } from '../../../../src/main/station/workflows/stock/receiving/receiving.ts'
import { createRequests } from '../../../../src/main/station/workflows/stock/uploads/requests.ts'
import { createUploads, type Uploads } from '../../../../src/main/station/workflows/stock/uploads/uploads.ts'
import { stockTrainingShop } from '../../../../src/main/station/workflows/trainingShop.ts'
import type { Person } from '../../../../src/shared/contract/counter.ts'
import type { Profile } from '../../../../src/shared/profiles/index.ts'
import { newDataFolder, noSecret, openTestStore } from '../../../unit/store/support.ts'

export const clerk: Person = { id: 'C01', name: '林晓燕', roles: ['cashier'] }
export const manager: Person = { id: 'M01', name: '周店长', roles: ['manager'] }

/** Uploads on real books at a real mock center, one station after the other. */
export interface UploadBench {
  readonly store: Store
  /** of the books */
  readonly folder: string
  readonly profile: Profile
  /** the way of messages, and to the center, as the uploads have them now */
  readonly messages: () => Messages
  readonly gateways: () => Gateways
  readonly center: Awaited<ReturnType<typeof openHeadless>>['center']
  uploads: Uploads
  /** sends all that can be sent, waiting for nobody */
  settle(): Promise<void>
  /** the next station on the same books; what the one before it was doing never ends */
  restart(): void
  /** in the place of the way to the center, from the next message on */
  use(change: (gateways: Gateways) => Gateways): void
  /** what the center has of a drug of the shop, ten-thousandths of the priced unit */
  centerStock(drugId: string): Promise<number>
}

/** The same with receiving and changes beside them. */
export interface StockBench extends UploadBench {
  receiving: Receiving
  changes: Changes
  /** the next station on the same books, with all that it takes up by itself */
  startAnew(): void
}

/** A shop of a province where goods are received, sent back and written off. */
export async function openStockBench(province: string): Promise<StockBench> {
  const bench = await openUploadBench(province)
  const { store, center } = bench
  const parts = () => {
    const ports = {
      store,
      clock: () => center.clock.now(),
      tell: bench.uploads.tell,
      pump: () => undefined,
      learnPrefix: (drugId: string, prefix: string) => learnPrefix(store, drugId, prefix),
      happened: () => undefined,
      readDeliveryFile,
    }
    return { receiving: createReceiving(ports), changes: createChanges(ports) }
  }
  const stock: StockBench = Object.assign(bench, parts(), {
    startAnew: () => {
      bench.restart()
      Object.assign(stock, parts())
      stock.receiving.recover()
    },
  })
  return stock
}

let sequence = 0

/** A shop of a province with the training shelf, where the manager is signed in. */
export async function openUploadBench(province: string): Promise<UploadBench> {
  const headless = await openHeadless(province, { scenario: 'single-drug', seed: 'uploads' })
  onTestFinished(() => headless.close())
  const { center, profile, gateways } = headless
  const clock = headless.clock
  const folder = newDataFolder()
  const store = openTestStore(folder, { clock })
  for (const person of [clerk, manager]) store.accounts.create({ ...person, secret: noSecret })
  stockTrainingShop(store, center.shop)
  const ids = () => `E${++sequence}`
  let way: Gateways = gateways
  let timers: (() => void)[] = []
  let messages: Messages

  function start(): Uploads {
    const journal = createJournal(store, { clock, newId: ids })
    journal.recover()
    const health = createCenterHealth(clock, () => undefined)
    const setTimer = (callback: () => void) => {
      timers.push(callback)
      return { cancel: () => undefined }
    }
    const common = { store, journal, health, clock, setTimer }
    const businessSignIn = createBusinessSignIn({
      ...common,
      gateways: () => way,
      institution: () => center.connection.institution.code,
      changed: () => undefined,
    })
    messages = createMessages({ journal, health, businessSignIn })
    return createUploads({
      ...common,
      messages,
      requests: createRequests({ store, pharmacists: () => center.shop.pharmacists, buyerOf: () => null }),
      center: () => ({ gateways: way, profile }),
      profile: () => profile,
      operator: () => manager,
      happened: () => undefined,
      changed: () => undefined,
    })
  }

  const bench: UploadBench = {
    store,
    folder,
    profile,
    messages: () => messages,
    gateways: () => way,
    center,
    uploads: start(),
    settle: async () => {
      do {
        timers = []
        bench.uploads.pump()
        await bench.uploads.idle()
      } while (timers.length > 0)
    },
    restart: () => {
      timers = []
      bench.uploads = start()
    },
    use: (change) => {
      way = change(gateways)
    },
    centerStock: async (drugId) => {
      const drug = store.goods.drug(drugId)
      const msgid = gateways.insurance.nextMessageId()
      const signedIn = await gateways.insurance.signIn({ msgid, operator: manager })
      if (signedIn.kind !== 'acknowledged' || drug === null) throw new Error('nobody can ask')
      const call: SignedCall = { msgid: gateways.insurance.nextMessageId(), signNo: signedIn.value.signNo, operator: manager }
      const found = await gateways.stock.centerStock({ ...call, drugCode: drug.nationalCode })
      if (found.kind !== 'acknowledged') throw new Error(found.failure.code)
      return found.value.reduce((sum, { quantity }) => sum + quantity, 0)
    },
  }
  return bench
}

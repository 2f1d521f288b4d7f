import type { CounterState } from '../../shared/contract/counter.ts'
import type { CustomerState } from '../../shared/contract/customer.ts'
import type { Audience } from '../../shared/contract/host.ts'
import type { EventMessage, ReplyMessage } from '../../shared/contract/messages.ts'
import type { Port } from './host.ts'
import type { People, Session } from './workflows/people/people.ts'

export interface WindowsPorts {
  readonly people: Pick<People, 'open' | 'close' | 'touch'>
  readonly counterState: (session: Session) => CounterState
  readonly customerState: () => CustomerState
  /** called once before each push, for what has to be put right first */
  readonly beforePush: () => void
  /** carries a message of a window out; null: nothing is to be answered */
  readonly serve: (message: unknown, session: Session) => Promise<ReplyMessage | null>
  /** a window of the staff came with somebody signed in */
  readonly personCame: (session: Session) => void
  /** a window of the staff closed */
  readonly left: (session: Session) => void
}

/** The windows that the station serves. A port is the sender's identity, and what it may ask hangs on the audience it was attached with. */
export interface Windows {
  attach(port: Port, window: string, resume: string | null, audience: Audience): void
  /** the staff's window at the counter: of those where somebody is signed in, the one that came last */
  atCounter(): Session | null
  /** whether somebody is signed in anywhere */
  isServed(): boolean
  hasCustomer(): boolean
  /** pushes the new state to every window, once however many changes one step makes */
  changed(): void
  pushToCustomers(): void
  /** tells the staff's windows, or one of them, that something happened */
  tell(event: EventMessage, to?: Session): void
  close(): void
}

export function createWindows(ports: WindowsPorts): Windows {
  const { people } = ports
  const staff = new Map<Port, Session>()
  const customers = new Map<Port, Session>()
  let isPushing = false
  let isClosed = false

  function listen(port: Port, session: Session, open: ReadonlyMap<Port, Session>, heard: () => void): void {
    port.onMessage((message) => {
      heard()
      void ports.serve(message, session).then((reply) => {
        if (reply && open.has(port)) port.post(reply)
      })
    })
  }

  /** One port per load: a window that was loaded again has no use for its older one. */
  function closeOlder(open: ReadonlyMap<Port, Session>, window: string): void {
    for (const [older, { window: name }] of open) if (name === window) older.close()
  }

  function attachCustomer(port: Port, window: string): void {
    closeOlder(customers, window)
    const session: Session = { window, audience: 'customer', person: null, mustChangeSecret: false, resume: null }
    customers.set(port, session)
    port.onClose(() => {
      customers.delete(port)
      changed()
    })
    listen(port, session, customers, () => {})
    changed()
  }

  function attachStaff(port: Port, window: string, resume: string | null): void {
    closeOlder(staff, window)
    const session = people.open(window, resume)
    staff.set(port, session)
    port.onClose(() => {
      staff.delete(port)
      people.close(session)
      ports.left(session)
      changed()
    })
    listen(port, session, staff, () => people.touch(session))
    if (session.person) ports.personCame(session)
    else changed()
  }

  function changed(): void {
    if (isPushing || isClosed) return
    isPushing = true
    // after the reply to the command that caused it, so that a page is never busy with what it already sees
    setImmediate(() => {
      isPushing = false
      if (isClosed) return
      ports.beforePush()
      for (const [port, session] of staff) {
        port.post({ event: 'counter.changed', payload: ports.counterState(session) } satisfies EventMessage)
      }
      pushToCustomers()
    })
  }

  function pushToCustomers(): void {
    if (customers.size === 0) return
    const payload = ports.customerState()
    for (const port of customers.keys()) port.post({ event: 'customer.changed', payload } satisfies EventMessage)
  }

  return {
    attach: (port, window, resume, audience) => {
      if (audience === 'customer') attachCustomer(port, window)
      else attachStaff(port, window, resume)
    },
    atCounter: () => [...staff.values()].findLast((session) => session.person) ?? null,
    isServed: () => [...staff.values()].some(({ person }) => person !== null),
    hasCustomer: () => customers.size > 0,
    changed,
    pushToCustomers,
    tell: (event, to) => {
      for (const [port, session] of staff) if (to === undefined || session === to) port.post(event)
    },
    close: () => {
      isClosed = true
      for (const [port, session] of staff) {
        people.close(session)
        port.close()
      }
      for (const port of customers.keys()) port.close()
    },
  }
}

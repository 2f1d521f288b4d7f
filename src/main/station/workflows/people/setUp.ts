import { z } from 'zod'
import type { Person } from '../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import type { Recovery, ShopDetails } from '../../../../shared/contract/shop.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import { type HashedSecret, hashSecret, ScryptParameters, verifySecret } from '../../store/secret.ts'
import type { Store } from '../../store/store.ts'
import type { Shop } from '../shop.ts'
import { isManager, nextAccountId } from './accounts.ts'
import { createTurns, lockedUntil } from './attempts.ts'
import type { People, Session } from './people.ts'
import { isTooSimple } from './secretRule.ts'

/** without 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B */
const LETTERS = 'ACDEFGHJKMNPQRTUVWXY34679'
const GROUPS = 4
const GROUP_LENGTH = 5

const RECOVERY = 'recovery'
const KeptRecovery = z
  .strictObject({
    salt: z.base64(),
    hash: z.base64(),
    parameters: ScryptParameters,
    failedAttempts: z.int(),
    /** epoch ms */
    lockedUntil: z.int().nullable(),
  })
  .nullable()

/** What stands on the paper that a manager keeps. */
export interface RecoveryFacts {
  readonly shopName: string
  readonly managerName: string
  readonly recoveryCode: string
  /** epoch ms */
  readonly at: number
}

export interface SetUpPorts {
  readonly store: Store
  readonly shop: Pick<Shop, 'keep' | 'details'>
  readonly people: Pick<People, 'refresh' | 'prove'>
  readonly clock: () => number
  readonly random: (bytes: number) => Uint8Array
  /** the PDF to keep */
  readonly paper: (facts: RecoveryFacts) => Promise<Uint8Array>
}

/** The first start in real mode, and the way back for a manager who forgot. */
export interface SetUp {
  /** whether anybody is known */
  isDone(): boolean
  /** the shop's details, its manager and the recovery code, all or nothing, once; SET_UP_DONE, SECRET_TOO_SIMPLE */
  found(shop: ShopDetails, manager: { readonly name: string; readonly secret: string }): Promise<Result<Recovery, Failure>>
  /**
   * Gives a manager a new secret for the recovery code, which is used up; a new one takes its place. The code is the shop's: it serves whoever is manager
   * now. RECOVERY_WRONG, after five of them SIGN_IN_LOCKED for five minutes; ACCOUNT_UNKNOWN for anybody but a manager; SECRET_TOO_SIMPLE.
   */
  recover(window: string, accountId: string, recoveryCode: string, secret: string): Promise<Result<Recovery, Failure>>
  /** A new code for a manager who lost it, in the place of the former; for his or her secret, as at the sign-in. SETTING_FIXED where there is none: in training. */
  renew(session: Session, manager: Person, secret: string): Promise<Result<Recovery, Failure>>
}

export function createSetUp({ store, shop, people, clock, random, paper }: SetUpPorts): SetUp {
  const inTurn = createTurns()
  let isDone = false

  function isAnybodyKnown(): boolean {
    isDone ||= store.accounts.list().length > 0
    return isDone
  }

  /** A new code on its paper; `keep` writes it in the place of the former. */
  async function prepare(
    shopName: string,
    managerName: string,
  ): Promise<{ readonly recovery: Recovery; readonly keep: () => void }> {
    const recoveryCode = drawCode(random)
    const [hashed, pdf] = await Promise.all([
      hashSecret(normalCode(recoveryCode), random),
      paper({ shopName, managerName, recoveryCode, at: clock() }),
    ])
    return {
      recovery: { recoveryCode, paper: Buffer.from(pdf).toString('base64') },
      keep: () => keep(hashed, 0, null),
    }
  }

  function keep({ salt, hash, parameters }: HashedSecret, failedAttempts: number, until: number | null): void {
    const [saltText, hashText] = [salt, hash].map((bytes) => Buffer.from(bytes).toString('base64'))
    store.settings.set(RECOVERY, { salt: saltText, hash: hashText, parameters, failedAttempts, lockedUntil: until })
  }

  function audit(window: string | null, action: string, accountId: string): void {
    store.audit.append({ accountId, window, action, subject: accountId, detail: {} })
  }

  async function recover(window: string, manager: Person, code: string, secret: string): Promise<Result<Recovery, Failure>> {
    const kept = KeptRecovery.parse(store.settings.get(RECOVERY))
    if (kept?.lockedUntil != null && kept.lockedUntil > clock()) return err(failure('SIGN_IN_LOCKED'))
    const hashed = kept && {
      salt: Buffer.from(kept.salt, 'base64'),
      hash: Buffer.from(kept.hash, 'base64'),
      parameters: kept.parameters,
    }
    if (hashed === null || !(await verifySecret(normalCode(code), hashed))) {
      store.transaction(() => {
        const failures = (kept?.failedAttempts ?? 0) + 1
        if (hashed) keep(hashed, failures, lockedUntil(failures, clock()))
        audit(window, 'shop.recoveryFailed', manager.id)
      })
      return err(failure('RECOVERY_WRONG'))
    }
    const [newSecret, next] = await Promise.all([hashSecret(secret, random), prepare(shop.details().name, manager.name)])
    store.transaction(() => {
      store.accounts.setSecret(manager.id, newSecret, false)
      store.sessions.endAllOf(manager.id)
      next.keep()
      audit(window, 'shop.recovered', manager.id)
    })
    people.refresh(manager.id)
    return ok(next.recovery)
  }

  return {
    isDone: isAnybodyKnown,

    found: async (details, { name, secret }) => {
      if (isAnybodyKnown()) return err(failure('SET_UP_DONE'))
      if (isTooSimple(secret, name)) return err(failure('SECRET_TOO_SIMPLE'))
      const [hashed, { recovery, keep: keepRecovery }] = await Promise.all([
        hashSecret(secret, random),
        prepare(details.name, name),
      ])
      return store.transaction(() => {
        if (isAnybodyKnown()) return err(failure('SET_UP_DONE'))
        const id = nextAccountId([], ['manager'])
        shop.keep(details)
        store.accounts.create({ id, name, roles: ['manager'], secret: hashed })
        keepRecovery()
        audit(null, 'shop.setUp', id)
        return ok(recovery)
      })
    },

    recover: (window, accountId, recoveryCode, secret) =>
      inTurn(RECOVERY, async () => {
        const manager = store.accounts.find(accountId)
        if (manager === null || !isManager(manager)) return err(failure('ACCOUNT_UNKNOWN'))
        if (isTooSimple(secret, manager.name)) return err(failure('SECRET_TOO_SIMPLE'))
        return recover(window, manager, recoveryCode, secret)
      }),

    renew: async (session, manager, secret) => {
      if (store.settings.get(RECOVERY) === null) return err(failure('SETTING_FIXED'))
      const proved = await people.prove(session, manager, secret)
      if (!proved.ok) return proved
      return inTurn(RECOVERY, async () => {
        const { recovery, keep: keepRecovery } = await prepare(shop.details().name, manager.name)
        store.transaction(() => {
          keepRecovery()
          audit(session.window, 'shop.recoveryRenewed', manager.id)
        })
        return ok(recovery)
      })
    },
  }
}

/** 93 bits: no list of guesses gets near it. */
function drawCode(random: (bytes: number) => Uint8Array): string {
  const letters: string[] = []
  // bytes from 250 on would make some letters likelier
  while (letters.length < GROUPS * GROUP_LENGTH)
    letters.push(
      ...[...random(GROUPS * GROUP_LENGTH)].filter((byte) => byte < 250).map((byte) => LETTERS.charAt(byte % LETTERS.length)),
    )
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
  ).join('-')
}

/** As a person may type it: small letters, blanks, full-width characters, other dashes. */
function normalCode(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
}

import { z } from 'zod'
import { RegisteredPharmacist } from '../host.ts'
import { Role } from '../roles.ts'
import { AccountView, ChannelTest, ConnectionInput, ConnectionView, Recovery, ShopDetails } from '../shop.ts'
import { type CommandRule, Id, MANAGING, Nothing, Secret } from './rule.ts'

const Name = z.string().trim().min(1).max(50)
const Roles = z.array(Role).min(1).readonly()

/** The shop, its people and its way to the center: set up at the first start in real mode, kept by the manager. */
export const shopCommands = {
  // the first start in real mode: nobody is known yet
  'shop.setUp': {
    input: z.strictObject({ shop: ShopDetails, manager: z.strictObject({ name: Name, secret: Secret }) }),
    output: Recovery,
    by: 'anyone',
    failures: ['SET_UP_DONE', 'SECRET_TOO_SIMPLE'],
    audit: 'command',
  },
  // a manager who forgot: the code is used up, and a new one comes back
  'shop.recover': {
    input: z.strictObject({ accountId: Id, recoveryCode: z.string().min(1).max(64), secret: Secret }),
    output: Recovery,
    by: 'anyone',
    failures: ['RECOVERY_WRONG', 'SIGN_IN_LOCKED', 'SECRET_TOO_SIMPLE', 'ACCOUNT_UNKNOWN'],
    audit: 'command',
  },
  // the code was lost: a new one in its place
  'shop.newRecovery': {
    input: z.strictObject({ secret: Secret }),
    output: Recovery,
    by: MANAGING,
    failures: ['SETTING_FIXED', 'SIGN_IN_WRONG', 'SIGN_IN_LOCKED'],
    audit: 'command',
  },
  'shop.view': {
    input: Nothing,
    output: z.strictObject({ shop: ShopDetails, pharmacists: z.array(RegisteredPharmacist).readonly() }).readonly(),
    by: MANAGING,
    failures: [],
    audit: 'none',
  },
  'shop.change': {
    input: z.strictObject({ shop: ShopDetails }),
    output: Nothing,
    by: MANAGING,
    failures: ['SETTING_FIXED'],
    audit: 'command',
  },
  // the pharmacists as the province has registered them; the whole list
  'shop.setPharmacists': {
    input: z.strictObject({ pharmacists: z.array(RegisteredPharmacist).max(50).readonly() }),
    output: Nothing,
    by: MANAGING,
    failures: ['SETTING_FIXED', 'IDENTITY_NUMBER_WRONG'],
    audit: 'command',
  },
  'accounts.list': { input: Nothing, output: z.array(AccountView).readonly(), by: MANAGING, failures: [], audit: 'none' },
  // with a first secret that must be changed at the first sign-in
  'accounts.add': {
    input: z.strictObject({ name: Name, roles: Roles, secret: Secret }),
    output: AccountView,
    by: MANAGING,
    failures: ['ACCOUNT_NAME_TAKEN', 'SECRET_TOO_SIMPLE'],
    audit: 'command',
  },
  'accounts.change': {
    input: z.strictObject({ accountId: Id, name: Name, roles: Roles, isActive: z.boolean() }),
    output: Nothing,
    by: MANAGING,
    failures: ['ACCOUNT_UNKNOWN', 'ACCOUNT_NAME_TAKEN', 'ACCOUNT_LAST_MANAGER'],
    audit: 'command',
  },
  // a new first secret; the lock is gone with it
  'accounts.resetSecret': {
    input: z.strictObject({ accountId: Id, secret: Secret }),
    output: Nothing,
    by: MANAGING,
    failures: ['ACCOUNT_UNKNOWN', 'SECRET_TOO_SIMPLE'],
    audit: 'command',
  },
  // never the secret, never a key
  'connection.view': { input: Nothing, output: ConnectionView, by: MANAGING, failures: [], audit: 'none' },
  'connection.save': {
    input: ConnectionInput,
    output: Nothing,
    by: MANAGING,
    failures: [
      'SETTING_FIXED',
      'CONNECTION_INCOMPLETE',
      'CONNECTION_ADDRESS_WRONG',
      'CONNECTION_KEY_WRONG',
      'PROFILE_UNKNOWN',
      'CASE_UNANSWERED',
    ],
    audit: 'command',
  },
  // asks each channel something harmless, and says how it went
  'connection.test': {
    input: Nothing,
    output: z.array(ChannelTest).readonly(),
    by: MANAGING,
    failures: ['CENTER_UNREACHABLE'],
    audit: 'command',
  },
} as const satisfies Record<string, CommandRule>

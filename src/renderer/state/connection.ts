import type { CommandInput } from '../../shared/contract/contract.ts'
import type { ConnectionView } from '../../shared/contract/shop.ts'

/** What is typed in the open, with the most characters that each may have. */
export const plainFields = Object.freeze({
  voucherUrl: 200,
  insuranceUrl: 200,
  prescriptionUrl: 200,
  institutionCode: 12,
  institutionName: 100,
  institutionArea: 6,
  appId: 32,
  terminalId: 20,
} as const)
/** What is typed unseen, imported from a file, and never shown again. */
export const secretFields = Object.freeze({ appSecret: 100, privateKey: 4000, platformPublicKey: 4000 } as const)

export type PlainField = keyof typeof plainFields
export type SecretField = keyof typeof secretFields
export type ConnectionField = PlainField | SecretField | 'profile'

export const secretFieldNames = Object.freeze([
  'appSecret',
  'privateKey',
  'platformPublicKey',
] as const satisfies readonly SecretField[])

/** What a form begins with: what is known in the open, and no secret. */
export function connectionValues(view: ConnectionView): Readonly<Record<ConnectionField, string>> {
  const { isFixed: _fixed, hasAppSecret: _app, hasPrivateKey: _own, hasPlatformKey: _platform, profiles: _all, ...open } = view
  return { ...open, appSecret: '', privateKey: '', platformPublicKey: '' }
}

/** What is sent: a secret that was left empty stays as it is. */
export function connectionInput(values: Readonly<Record<ConnectionField, string>>): CommandInput<'connection.save'> {
  const kept = (text: string): string | null => (text.trim() === '' ? null : text)
  return {
    ...values,
    appSecret: kept(values.appSecret),
    privateKey: kept(values.privateKey),
    platformPublicKey: kept(values.platformPublicKey),
  }
}

/** Which secrets the station has already. */
export function savedSecrets(view: ConnectionView): Readonly<Record<SecretField, boolean>> {
  return { appSecret: view.hasAppSecret, privateKey: view.hasPrivateKey, platformPublicKey: view.hasPlatformKey }
}

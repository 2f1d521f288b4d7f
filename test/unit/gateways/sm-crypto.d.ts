/** The parts of sm-crypto that the cross-checks use; the package brings no types. */
declare module 'sm-crypto' {
  export const sm2: {
    doSignature(message: string, privateKey: string, options: { hash: true; publicKey: string }): string
    doVerifySignature(message: string, signature: string, publicKey: string, options: { hash: true }): boolean
  }
  export function sm3(message: readonly number[]): string
  export const sm4: { encrypt(message: readonly number[], key: string): string }
}

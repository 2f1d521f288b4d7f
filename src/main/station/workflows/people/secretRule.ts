import { normalName } from '../../../../shared/domain/personNames.ts'

const SHORTEST = 6

/**
 * Whether a secret can be guessed by trying the first few: shorter than 6 characters, one character repeated, a run up or down (123456, 654321,
 * 890123, abcdef), or the name of the account.
 */
export function isTooSimple(secret: string, name: string): boolean {
  const characters = [...secret.normalize('NFKC').toLowerCase()]
  const isRun = [0, 1, -1].some((step) =>
    characters.every((each, index) => index === 0 || follows(characters[index - 1], each, step)),
  )
  return characters.length < SHORTEST || isRun || normalName(secret) === normalName(name)
}

/** After 9 a run of digits goes on with 0. */
function follows(before: string | undefined, each: string, step: number): boolean {
  const distance = (each.codePointAt(0) ?? 0) - (before?.codePointAt(0) ?? 0)
  const areDigits = /^\d\d$/.test(`${before}${each}`)
  return distance === step || (areDigits && distance === -9 * step)
}

import { fujian } from './fujian.ts'
import { national } from './national.ts'
import type { Profile } from './profile.ts'

export type { Dated, NationalNumber, Profile } from './profile.ts'
export { nationalNumbers } from './profile.ts'

/** The provinces that the program knows, by name. */
export const profiles = Object.freeze({ national, fujian } as const satisfies Readonly<Record<string, Profile>>)

/** The profile of this name; null for a province that the program does not know. */
export function profileNamed(name: string): Profile | null {
  return Object.values(profiles).find((profile) => profile.name === name) ?? null
}

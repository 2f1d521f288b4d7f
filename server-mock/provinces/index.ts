import { fujian } from './fujian.ts'
import { national } from './national.ts'
import type { Province } from './province.ts'

/** Every province that the center can be. */
export const provinces = Object.freeze({ national, fujian }) satisfies Readonly<Record<string, Province>>

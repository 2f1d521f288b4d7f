import { everyday } from './everyday.ts'
import type { Scenario } from './scenario.ts'

/** Every scenario by name. A new one is a file and a line here. */
export const scenarios: Readonly<Record<string, Scenario>> = Object.freeze({ [everyday.name]: everyday })
export const DEFAULT_SCENARIO = everyday.name

import { everyday } from './everyday.ts'
import { goods } from './goods.ts'
import { ordinary } from './ordinary.ts'
import { phone } from './phone.ts'
import { refusals } from './refusals.ts'
import type { Scenario } from './scenario.ts'
import { vouchers } from './vouchers.ts'

/** Every scenario. A new one is a piece of one of these files. */
export const scenarios: readonly Scenario[] = Object.freeze([everyday, ...ordinary, ...goods, ...phone, ...refusals, ...vouchers])
export const DEFAULT_SCENARIO = everyday.name

/** The scenario of this name, or of this Chinese title. */
export function findScenario(name: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.name === name || scenario.title === name)
}

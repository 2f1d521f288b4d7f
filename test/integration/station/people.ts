import type { PersonSketch, Scenario } from '../../../server-mock/scenarios/scenario.ts'
import { town } from '../../../server-mock/scenarios/town.ts'

const DRUG = '苯磺酸氨氯地平片'

/** Invented people, each with so many prescriptions of one box. */
export function peopleWith(prescriptions: number, ...names: readonly string[]): Scenario {
  const people = names.map((name, index): PersonSketch => {
    const each = { department: '心血管内科', daysAgo: 0, lines: [{ drug: DRUG, quantity: 1 }] }
    return { name, born: `19${50 + index}-04-16`, prescriptions: Array.from({ length: prescriptions }, () => each) }
  })
  return { name: 'people', title: '几位参保人', ...town, people }
}

import type { InterfaceTable } from '../table.ts'
import { register2201 } from './2201.ts'
import { visit2203 } from './2203.ts'
import { analysis3101 } from './3101.ts'
import { precheck7101 } from './7101.ts'
import { sign7102 } from './7102.ts'
import { upload7103 } from './7103.ts'
import { undo7104 } from './7104.ts'
import { query7105 } from './7105.ts'
import { review7106 } from './7106.ts'
import { dispensing7107 } from './7107.ts'
import { reviewNotice7108 } from './7108.ts'
import { settlementNotice7109 } from './7109.ts'
import { catalogue7211 } from './7211.ts'

/** A hospital: its visits on channel A, its prescriptions on channel B, and what it is told. */
export const hospitalTables = {
  '2201': register2201,
  '2203': visit2203,
  '3101': analysis3101,
  '7101': precheck7101,
  '7102': sign7102,
  '7103': upload7103,
  '7104': undo7104,
  '7105': query7105,
  '7106': review7106,
  '7107': dispensing7107,
  '7108': reviewNotice7108,
  '7109': settlementNotice7109,
  '7211': catalogue7211,
} as const satisfies Record<string, InterfaceTable>

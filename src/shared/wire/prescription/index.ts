import type { InterfaceTable } from '../table.ts'
import { authorize7201 } from './7201.ts'
import { onlineToken7202 } from './7202.ts'
import { decode7203 } from './7203.ts'
import { download7204 } from './7204.ts'
import { verify7205 } from './7205.ts'
import { review7206 } from './7206.ts'
import { outbound7207 } from './7207.ts'
import { outboundUndo7208 } from './7208.ts'
import { delivery7209 } from './7209.ts'
import { receipt7210 } from './7210.ts'

/** Channel B: the prescription center as a pharmacy sees it. */
export const prescriptionTables = {
  '7201': authorize7201,
  '7202': onlineToken7202,
  '7203': decode7203,
  '7204': download7204,
  '7205': verify7205,
  '7206': review7206,
  '7207': outbound7207,
  '7208': outboundUndo7208,
  '7209': delivery7209,
  '7210': receipt7210,
} as const satisfies Record<string, InterfaceTable>

import { center } from '../center.ts'
import { clock } from '../clock.ts'
export const page = [center, clock]

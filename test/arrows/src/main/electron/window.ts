import { settle } from '../station/workflows/settle.ts'
import { gone } from './gone.ts'
export const bad = [settle, gone]

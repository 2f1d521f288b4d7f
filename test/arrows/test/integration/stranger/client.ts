import type { tables } from '../../../src/shared/wire/tables.ts'
export type Tables = typeof tables

import { createHash } from 'node:crypto'
import { tables } from '../wire/tables.ts'
export const national = [createHash, tables]

import { readFileSync } from 'node:fs'
import type { Api } from '../../shared/contract/api.ts'
import { table } from '../../shared/wire/table.ts'
export const bad: readonly [unknown, unknown, Api] = [readFileSync, table, {}]

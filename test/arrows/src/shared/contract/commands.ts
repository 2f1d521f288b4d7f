import { table } from '../wire/table.ts'
export const commands = table

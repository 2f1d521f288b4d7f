import { commands } from '../contract/commands.ts'
export const bad = commands

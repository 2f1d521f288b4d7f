import { national } from '../profiles/national.ts'
export const table = national

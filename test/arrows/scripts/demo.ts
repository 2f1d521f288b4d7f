import { helper } from '../test/helper.ts'
export const demo = helper

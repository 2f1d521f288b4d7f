import { test } from 'vitest'
import { national } from '../src/shared/profiles/national.ts'
import { helper } from '../test/helper.ts'
export const center = [national, helper, test]

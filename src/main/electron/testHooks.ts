import { z } from 'zod'

/**
 * What only tests may set from outside: the station's clock (epoch ms), its seed, and the announce file of a mock center that the test runs itself.
 */
export interface TestHooks {
  readonly now: number | null
  readonly seed: string | null
  readonly centerFile: string | null
}

const noHooks: TestHooks = { now: null, seed: null, centerFile: null }

const TestEnvironment = z.object({
  RXCOUNTER_TEST_NOW: z.string().regex(/^\d+$/).transform(Number).optional(),
  RXCOUNTER_TEST_SEED: z.string().min(1).optional(),
  RXCOUNTER_TEST_CENTER: z.string().min(1).optional(),
})

/**
 * The one place where test hooks enter the program: three environment variables, all ignored by a packaged build. Throws when one
 * of them is set to nonsense, since that is a mistake in a test.
 */
export function readTestHooks(isPackaged: boolean, environment: NodeJS.ProcessEnv): TestHooks {
  if (isPackaged) return noHooks
  const { RXCOUNTER_TEST_NOW, RXCOUNTER_TEST_SEED, RXCOUNTER_TEST_CENTER } = TestEnvironment.parse(environment)
  return { now: RXCOUNTER_TEST_NOW ?? null, seed: RXCOUNTER_TEST_SEED ?? null, centerFile: RXCOUNTER_TEST_CENTER ?? null }
}

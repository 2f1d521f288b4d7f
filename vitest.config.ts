import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// the workers and programs that tests start find the sources compiled; see “Module compile cache” of the Node.js documentation
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('./node_modules/.cache/node', import.meta.url))

// where the library of card readers finds the service that a test starts: it reads the real environment, which a test cannot change. One test file has it.
process.env.PCSCLITE_CSOCK_NAME ??= join(tmpdir(), `rxcounter-pcsc-${process.pid}`)

export default defineConfig({
  test: {
    include: ['test/{unit,integration,contract,migrations,faults,security,hardware}/**/*.test.ts'],
    testTimeout: 30_000,
    // on a machine that does other work too, as window tests have it; the reporter tells of a second attempt
    retry: process.env.CI ? 1 : 0,
    hookTimeout: 30_000,
    // half of the time is spent waiting for disks, ports and other programs: one worker would leave a core idle
    maxWorkers: 2,
  },
})

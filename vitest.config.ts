import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/{unit,integration,contract,migrations,faults,security,hardware}/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // half of the time is spent waiting for disks, ports and other programs: one worker would leave a core idle
    maxWorkers: 2,
  },
})

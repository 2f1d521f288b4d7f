import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e/specs',
  outputDir: 'test-results',
  // for two processor cores: a test waits more than it computes, and has a center, a data folder and ports of its own
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // real windows share the machine with whatever else runs there: CI gives a test a second attempt, and npm test says that it needed one
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
})

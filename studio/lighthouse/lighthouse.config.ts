import { resolve } from 'node:path'
import { defineConfig } from '@playwright/test'
import journeys from '../playwright.config'

const MinuteMs = 60_000

/** Measures with the server and the browser of the journeys; the browser listens for Lighthouse. */
export default defineConfig({
  ...journeys,
  testDir: import.meta.dirname,
  testMatch: '*.measure.ts',
  outputDir: resolve(import.meta.dirname, '../test-results'),
  timeout: 15 * MinuteMs,
  reporter: 'line',
  use: { ...journeys.use, trace: 'off' },
})

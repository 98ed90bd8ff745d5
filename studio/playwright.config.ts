import { resolve } from 'node:path'
import { defineConfig, devices } from '@playwright/test'

const MinuteMs = 60_000

/** Journeys through the real server with its worker and the miniature, in Debian's Chromium. */
export default defineConfig({
  testDir: 'journeys',
  testMatch: '*.journey.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 1, // one machine of two cores runs browser, server, database and model
  timeout: 2 * MinuteMs,
  expect: { timeout: 30_000 },
  globalSetup: resolve(import.meta.dirname, 'journeys/start-server.ts'),
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    baseURL: process.env.MEZZOTINT_URL, // start-server.ts sets it
    // A film of each journey and a copy of each page would cost as much as the journey.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.MEZZOTINT_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    },
  },
})

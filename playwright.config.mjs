import { defineConfig } from '@playwright/test'

const port = Number(process.env.RAPPORT_E2E_PORT_BASE || 18200)

// A browser that is tested needs no news from its maker.
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  '--disable-features=OptimizationHints,MediaRouter,AutofillServerCommunication,Translate',
]

// These count what the stack does, take all of it, or fail so often to sign in that others would have to wait.
const alone = ['attacks', 'budgets', 'fuzz', 'hostileFrames', 'secrets'].map((name) => `**/${name}.spec.ts`)

export default defineConfig({
  testDir: 'scripts/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './scripts/testing/browserSetup.ts',
  globalTeardown: './scripts/testing/browserTeardown.ts',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  projects: [
    { name: 'beside each other', testIgnore: alone },
    { name: 'alone', testMatch: alone, workers: 1, dependencies: ['beside each other'] },
  ],
  timeout: 180_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // A trace of every step takes as long as the steps.
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
      args: [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      // Without a UTF-8 locale Chromium gives a file with a Chinese name another one.
      env: { ...process.env, LANG: 'C.UTF-8' },
    },
  },
})

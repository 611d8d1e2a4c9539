import { defineConfig } from '@playwright/test';
import { findChromium } from './shared/tooling/chromium.ts';

export default defineConfig({
  testDir: 'desktop/test',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/browser',
  globalSetup: './shared/tooling/browser-setup.config.ts',
  timeout: 60_000,
  retries: 0,
  workers: 1,
  forbidOnly: true,
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: await findChromium() },
  },
});

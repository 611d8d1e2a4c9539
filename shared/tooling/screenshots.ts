import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { buildScreens } from './build-screens.ts';
import { findChromium } from './chromium.ts';
import { demoOf } from './demo-folder.ts';
import { startProduct } from './product.ts';
import { root } from './run.ts';

/** `npm run screenshots`: every screen of the demo clinic, both languages, light and dark, into `shared/docs/screens`. */

/** Of the receptionist of the demo clinic, as its card says. */
const receptionPin = '958362';
const target = path.join(root, 'shared/docs/screens');
const folder = mkdtempSync(path.join(tmpdir(), 'lapka-screens-'));
const say = (line: string): void => console.log(`lapka: ${line}`);

await buildScreens(say);
const demo = demoOf(folder, { scale: 1, language: 'ru' });
const product = await startProduct({ folder, port: 0, say, demo });
const browser = await chromium.launch({ executablePath: await findChromium() });
mkdirSync(target, { recursive: true });
try {
  for (const language of ['ru', 'en'] as const) {
    for (const scheme of ['light', 'dark'] as const) await shoot(browser, language, scheme);
  }
} finally {
  await browser.close();
  await product.close();
  rmSync(folder, { recursive: true, force: true });
}
say(`the pictures are in ${path.relative(root, target)}`);

async function shoot(from: Browser, language: 'ru' | 'en', colorScheme: 'light' | 'dark'): Promise<void> {
  const context = await from.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1,
    locale: language === 'ru' ? 'ru-RU' : 'en-GB',
    timezoneId: 'Europe/Moscow',
    colorScheme,
  });
  await context.addInitScript((chosen) => localStorage.setItem('lapka.language', chosen), language);
  const take = (page: Page, name: string): Promise<Buffer> =>
    page.screenshot({ path: path.join(target, `${name}.${language}.${colorScheme}.png`), animations: 'disabled' });
  const page = await context.newPage();
  await page.goto(product.desks[0]?.url ?? '');
  await page.getByRole('radio').first().waitFor();
  await take(page, 'sign-in');
  await page.getByRole('radio', { name: /Петрова|Petrova/ }).click({ force: true });
  await page.getByLabel('PIN').fill(receptionPin);
  await page.keyboard.press('Enter');
  await page.getByRole('grid').waitFor();
  await take(page, 'day');
  await page.keyboard.press('F4');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('бар');
  await page.getByRole('option').first().waitFor();
  await take(page, 'book');
  const owner = await context.newPage();
  await owner.goto(product.ownerPage('volkova'));
  await owner.getByRole('heading', { level: 1 }).waitFor();
  await take(owner, 'owner');
  await context.close();
}

import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';

const before = process.env['CHROMIUM_PATH'];

afterEach(() => {
  if (before === undefined) delete process.env['CHROMIUM_PATH'];
  else process.env['CHROMIUM_PATH'] = before;
});

describe('the browser for the tests', () => {
  it('is the one that CHROMIUM_PATH names, and a wrong path is said instead of passed over', async () => {
    process.env['CHROMIUM_PATH'] = process.execPath;
    expect(await findChromium()).toBe(process.execPath);
    process.env['CHROMIUM_PATH'] = '/no/such/browser';
    await expect(findChromium()).rejects.toThrow('CHROMIUM_PATH names /no/such/browser, and there is nothing.');
  });

  it('is always found without any setting: installed, or from the npm package', async () => {
    delete process.env['CHROMIUM_PATH'];
    expect(existsSync(await findChromium())).toBe(true);
  });
});

import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { staffId } from '@lapka/shared/testing/builders/stamp.ts';
import { systemClock, systemScheduler } from '../src/node/system.ts';
import { openScreen, type TestScreen } from '../src/node/testing/screen.ts';
import { openTestDesk, settle, type TestDesk, testPin } from '../src/node/testing/test-desk.ts';

let desk: TestDesk;
let manager: TestScreen;

test.beforeAll(async () => {
  const uiFolder = path.resolve(import.meta.dirname, '../out/ui');
  desk = await openTestDesk({ time: { ...systemClock(), ...systemScheduler }, addresses: [ownAddress()], uiFolder });
  await settle(desk.node);
  manager = await openScreen('MessagePort', desk.node.lines, systemScheduler);
  await manager.bridge.session.signIn({ staff: staffId('anna'), pin: testPin });
});

test.afterAll(async () => {
  await manager.close();
  await desk.close();
});

test('a tablet is let in by the code of the desk and works over plain http, where browsers call nothing secure', async ({
  page,
}) => {
  const port = 40_000 + (process.pid % 20_000);
  const lan = await manager.bridge.lan.turnOn({ address: ownAddress(), port, encrypted: false });
  if (lan.state !== 'ON') throw new Error(lan.state);
  await page.goto(lan.url);
  await expect(page.getByRole('heading', { name: 'Подключение планшета' })).toBeVisible();
  expect(await page.evaluate(() => isSecureContext)).toBe(false);

  await page.getByLabel('Код').fill('AAAA-AAAA');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  const { code } = await manager.bridge.lan.pairingCode({ name: 'Кабинет 2' });
  await page.getByLabel('Код').fill(code);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('radio').first()).toBeVisible();
  await page.getByText('olga').click();
  await page.getByLabel('PIN').fill(testPin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Записи на сегодня' })).toBeVisible();
  await expect(page.getByTestId('connection')).toContainText('Без интернета с');

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Записи на сегодня' })).toBeVisible();
  await page.keyboard.press('F12');
  await page.getByLabel('PIN').fill(testPin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Записи на сегодня' })).toBeVisible();

  const { tablets } = await manager.bridge.lan.state({});
  await manager.bridge.lan.forget({ tablet: tablets[0]!.tablet });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Подключение планшета' })).toBeVisible();
});

/** An address of this computer that is not its loopback: browsers trust that one also without TLS. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((several) => several ?? []);
  const own = all.find(({ family, internal }) => family === 'IPv4' && !internal);
  if (own === undefined) throw new Error('this test needs an address that others could reach');
  return own.address;
}

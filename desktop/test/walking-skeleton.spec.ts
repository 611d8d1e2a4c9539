import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { addDays, addMonths, type CivilDate, civilDate } from '@lapka/shared/base/civil-date.ts';
import { instantOf } from '@lapka/shared/base/instant.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import { zone } from '@lapka/shared/base/zone.ts';
import { demoPin, type Product, startProduct } from '../../shared/tooling/product.ts';

let product: Product;
const folder = mkdtempSync(path.join(tmpdir(), 'lapka-skeleton-'));

test.beforeAll(async () => {
  product = await startProduct({ folder, port: 0, say: () => {} });
});

test.afterAll(async () => {
  await product.close();
  rmSync(folder, { recursive: true, force: true });
});

const today: CivilDate = dateAt(instantOf(Date.now()), zone('Europe/Moscow'));

test('a receptionist books by keyboard, the other desk sees it live, and both go on without the internet', async ({
  browser,
}) => {
  const [deskA, deskB] = [await signedIn(browser, 0), await signedIn(browser, 1)];

  await book(deskA, 'бар', '14');
  await expect(row(deskA, '14:00')).toContainText('Барон');
  await expect(row(deskB, '14:00')).toContainText('Барон');
  await expect(deskA.getByTestId('waiting')).toHaveText('Всё отправлено');

  for (const { part } of product.desks) part.tell({ cable: false });
  for (const desk of [deskA, deskB]) await expect(desk.getByTestId('connection')).toContainText('Без интернета с');
  await book(deskA, 'соня', '15');
  await book(deskB, 'ежик', '1630');
  await expect(row(deskA, '15:00')).toContainText('Соня');
  await expect(row(deskA, '16:30')).toHaveCount(0);
  await expect(deskA.getByTestId('waiting')).toHaveText('1 изменение ждёт отправки');

  for (const { part } of product.desks) part.tell({ cable: true });
  for (const desk of [deskA, deskB]) {
    await expect(row(desk, '15:00')).toContainText('Соня');
    await expect(row(desk, '16:30')).toContainText('Ёжик');
    await expect(desk.getByTestId('waiting')).toHaveText('Всё отправлено');
  }
});

test('a vaccination becomes a reminder on the owner’s page three days before the next one is due', async ({
  browser,
}) => {
  const owner = await browser.newPage();
  await owner.goto(product.ownerPage('volkova'));
  await expect(owner.getByText('Пока напоминаний нет')).toBeVisible();

  const desk = await signedIn(browser, 0, 'Орлов Михаил Андреевич');
  await row(desk, '09:30').click();
  await desk.keyboard.press('F10');
  await expect(desk.getByRole('dialog')).toContainText('Барон');
  await expect(desk.getByLabel('Вакцина')).toContainText('Вакцина от бешенства, серия RB2407');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('dialog')).toHaveCount(0);
  await expect(desk.getByTestId('waiting')).toHaveText('Всё отправлено');
  await expect(owner.getByText('Пока напоминаний нет')).toBeVisible();

  const threeDaysBefore = addDays(addMonths(today, 12), -3);
  product.server.tell({ clock: `${civilDate(threeDaysBefore)}T07:00:00.000Z` });
  await expect(owner.getByText('Барон: пора на прививку')).toBeVisible();
});

async function signedIn(browser: Browser, index: number, name = 'Петрова Ольга Ивановна'): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(product.desks[index]!.url);
  await page.getByText(name).click();
  await page.keyboard.press('Tab');
  await page.keyboard.type(demoPin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Записи на сегодня' })).toBeVisible();
  await expect(page.getByTestId('connection')).toContainText('На связи');
  return page;
}

/** F4, who, Tab over service and vet to the time, Ctrl+Enter: no mouse. */
async function book(page: Page, who: string, time: string): Promise<void> {
  await page.keyboard.press('F4');
  await page.getByLabel('Пациент, владелец или телефон').pressSequentially(who);
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  for (let field = 0; field < 4; field++) await page.keyboard.press('Tab');
  await page.keyboard.type(time);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

function row(page: Page, time: string) {
  return page.getByRole('row').filter({ hasText: time });
}

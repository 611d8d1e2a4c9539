import { demoPins } from '../src/demo/organisation/pins.ts';
import { posts } from '../src/demo/organisation/branch.ts';
import { wallMomentAt } from '../src/base/wall-time.ts';
import { zone } from '../src/base/zone.ts';
import { demoNow, type DemoState } from './demo-folder.ts';
import type { Product } from './product.ts';

const names = {
  ru: [
    'Анна Соколова, главный врач',
    'Михаил Орлов, врач',
    'Эмили Картер, врач',
    'Дарья Ким, медсестра',
    'Ольга Петрова, регистратура',
    'Джеймс Уилсон, управляющий',
  ],
  en: [
    'Anna Sokolova, chief vet',
    'Mikhail Orlov, vet',
    'Emily Carter, vet',
    'Daria Kim, nurse',
    'Olga Petrova, front desk',
    'James Wilson, manager',
  ],
} as const;

/** Everything a script wants to know, as one object. */
export function addresses(product: Product, demo: DemoState) {
  return {
    server: product.serverUrl,
    health: `${product.serverUrl}health`,
    desks: product.desks.map(({ name, url }) => ({ name, url })),
    owner: product.ownerPage('volkova'),
    now: demoNow(demo),
    pins: Object.fromEntries(posts.map((post) => [post, demoPins[post].pin])),
  };
}

/** What a newcomer has to know, on one card. */
export function cardOf(product: Product, demo: DemoState): string {
  const { date, time } = wallMomentAt(demoNow(demo), zone('Europe/Moscow'));
  const { desks, owner, health } = addresses(product, demo);
  const staff = posts.map((post, index) => `    ${demoPins[post].pin}   ${names[demo.language][index] ?? post}`);
  return [
    '',
    ...desks.map(({ name, url }) => `  ${name}    ${url}`),
    `  owner   ${owner}`,
    `  health  ${health}`,
    '',
    `  In the demo it is ${date} ${time}. PINs:`,
    ...staff,
    '',
    '  o + Enter pulls or plugs the internet of DK-A · t moves to the next reminder · q or Ctrl-C quits',
    '',
  ].join('\n');
}

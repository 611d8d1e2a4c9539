import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import { inOtherLayout } from '@lapka/shared/domain/search/keyboard-layout.ts';
import { soundOf } from '@lapka/shared/domain/search/sound.ts';
import type { FileKey } from '../../src/node/store/file/driver.ts';
import { entries, note, notes, testCollections } from '../../src/node/store/testing/notes.ts';
import { storeIn } from '../../src/node/store/testing/open-documents.ts';
import { temporaryFolder } from '../chaos/temporary-folder.ts';
import { quantile, rounded, timed } from './measure.ts';

interface Target {
  readonly id: string;
  /** What a person may type to find it. */
  readonly texts: readonly string[];
}

export interface SearchBench {
  readonly owners: number;
  readonly pets: number;
  readonly keystrokes: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
  /** How many of the fully typed texts found what they were taken from. */
  readonly foundPercent: number;
}

const family =
  'Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Громов Яковлев Щербаков Цветков'.split(
    ' ',
  );
const given =
  'Анна Мария Елена Ольга Ирина Татьяна Наталья Светлана Юлия Дарья Александр Дмитрий Сергей Андрей Алексей Михаил Иван Павел Артём Никита'.split(
    ' ',
  );
const pets =
  'Барон Рекс Соня Муся Барсик Тимка Буся Граф Джек Луна Персик Снежок Ириска Филя Зевс Ёжик Milo Bella Max Charlie Daisy Oscar Ruby Teddy Coco'.split(
    ' ',
  );
const syllables = 'ба во ге ди жу ки ле мо на пи ро са ту фе хо чи ша щу эк юл яр'.split(' ');

/** Types names, phones and chips into the search key by key, right and in the ways people get them wrong. */
export async function searchBench(
  count: { readonly owners: number; readonly pets: number },
  key: FileKey | undefined,
  seed: number,
): Promise<SearchBench> {
  using folder = temporaryFolder();
  const chooser = new SeededChooser(seed);
  const store = await storeIn(folder.path, { key, collections: testCollections });
  const targets: Target[] = [];
  const everyHundredth = (number: number, texts: readonly string[]): void => {
    if (number % 97 === 0) targets.push({ id: note(number).id, texts });
  };
  store.transact((tx) => {
    for (let number = 0; number < count.owners; number++) {
      const name = `${nameOf(chooser, family)} ${chooser.pick(given)}`;
      const phone = `+79${digits(chooser, 9)}`;
      tx.put(notes, note(number, { kind: 'CLIENT', text: name, phones: [phone] }));
      everyHundredth(number, [...variants(name, chooser), phone, phone.slice(-4)]);
    }
  });
  store.transact((tx) => {
    for (let number = 0; number < count.pets; number++) {
      const chip = `64309${digits(chooser, 10)}`;
      tx.put(entries, note(number, { kind: 'PET', text: nameOf(chooser, pets), phones: [chip] }));
      everyHundredth(number, [chip, chip.slice(-6)]);
    }
  });
  store.read((reader) => reader.search('warm'));
  const samples: number[] = [];
  let typed = 0;
  let found = 0;
  for (const { id, texts } of targets) {
    for (const text of chooser.shuffled(texts).slice(0, 2)) {
      let hits: readonly { readonly id: string }[] = [];
      for (let length = 1; length <= text.length; length++) {
        samples.push(await timed(() => (hits = store.read((reader) => reader.search(text.slice(0, length))))));
      }
      typed += 1;
      // Twenty of the same name are no fault of the search.
      found += hits.some((hit) => hit.id === id) || hits.length === 20 ? 1 : 0;
    }
  }
  await store.close();
  return {
    ...count,
    keystrokes: samples.length,
    p50Ms: rounded(quantile(samples, 0.5)),
    p99Ms: rounded(quantile(samples, 0.99)),
    slowestMs: rounded(quantile(samples, 1)),
    foundPercent: rounded((found / typed) * 100, 1),
  };
}

function variants(name: string, chooser: SeededChooser): string[] {
  const latin = name.split(' ').map(soundOf).join(' ');
  return [name, name.toLowerCase(), inOtherLayout(name) ?? name, latin, chooser.pick(name.split(' '))];
}

/** Common names, and as many that are not. */
function nameOf(chooser: SeededChooser, common: readonly string[]): string {
  if (chooser.chance(0.5)) return chooser.pick(common);
  const made = Array.from({ length: chooser.between(2, 4) }, () => chooser.pick(syllables)).join('');
  return made.charAt(0).toUpperCase() + made.slice(1);
}

function digits(chooser: SeededChooser, count: number): string {
  return Array.from({ length: count }, () => chooser.between(0, 9)).join('');
}

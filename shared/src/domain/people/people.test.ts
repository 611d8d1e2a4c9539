import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedId } from '../../base/id.ts';
import { lineText, longText, tidyLine, tidyText } from '../../base/text.ts';
import { expectRuleWithstands, expectSchemaWithstands, hostileTexts, inTime } from '../../testing/hostile.ts';
import { addressLine, addressSchema } from './address.ts';
import { parseEmail } from './email.ts';
import { nameKey } from './name-key.ts';
import { fullName, parsePersonName, personNameSchema, shortName } from './person-name.ts';
import { formatPhone, parsePhone, phoneSchema } from './phone.ts';

describe('a phone number', () => {
  it.each([
    ['+7 000 555-01-01', '+70005550101'],
    ['8 (000) 555-01-01', '+70005550101'],
    ['7 000 555 01 01', '+70005550101'],
    ['000 555 01 01', '+70005550101'],
    ['8-000-555-01-01', '+70005550101'],
    ['+44 7700 900101', '+447700900101'],
    ['0044 7700 900101', '+447700900101'],
    ['８ ０００ ５５５ ０１ ０１', '+70005550101'],
  ])('typed as %s is %s', (typed, phone) => {
    expect(parsePhone(typed)).toEqual({ ok: true, value: phone });
  });

  it('is read by the habits of the clinic’s country', () => {
    expect(parsePhone('07700 900101', 'GB')).toEqual({ ok: true, value: '+447700900101' });
    expect(parsePhone('8 029 123-45-67', 'BY')).toMatchObject({ ok: true, value: '+375291234567' });
  });

  it.each([
    '',
    'no',
    '12',
    '+',
    '+7 000 555',
    '8 000 555 01',
    '++70005550101',
    '+0 123 456 78 90',
    '+7000555010112345',
  ])('is refused when typed as %j', (typed) => {
    expect(parsePhone(typed)).toMatchObject({ ok: false, error: { code: 'NOT_A_PHONE' } });
  });

  it('reads back what it shows', () => {
    for (const phone of ['+70005550101', '+447700900101', '+375291234567', '+35812345678']) {
      expect(parsePhone(formatPhone(phoneSchema.parse(phone)))).toEqual({ ok: true, value: phone });
    }
    expect(formatPhone(phoneSchema.parse('+70005550101'))).toBe('+7 000 555-01-01');
  });
});

describe('a name', () => {
  const irina = { given: 'Ирина', family: 'Волкова', patronymic: 'Сергеевна' };

  it('is shown as the language has it (C-33)', () => {
    expect(fullName(irina, 'ru')).toBe('Волкова Ирина Сергеевна');
    expect(fullName({ given: 'Tom', family: 'Harris' }, 'en')).toBe('Tom Harris');
    expect(shortName(irina, 'ru')).toBe('Волкова И. С.');
    expect(shortName({ given: 'Tom', family: 'Harris' }, 'en')).toBe('T. Harris');
  });

  it('is tidied and needs a given and a family name; the patronymic is optional (R-019)', () => {
    expect(parsePersonName({ given: '  Анна \n', family: 'О’Брайен\u202e', patronymic: ' ' })).toEqual({
      ok: true,
      value: { given: 'Анна', family: 'О’Брайен' },
    });
    expect(parsePersonName({ given: ' ', family: 'Волкова' })).toMatchObject({ error: { code: 'NAME_MISSING' } });
  });

  it.each([
    ['Иванов', 'ivanov', 'IVANOV', 'Iwanow'],
    ['Артём', 'Артем', 'Artyom', 'Artem'],
    ['Фёдоров', 'Fedorov', 'Fyodorov'],
    ['Щербаков', 'Shcherbakov', 'Scherbakov'],
    ['Цветков', 'Tsvetkov', 'Cvetkov'],
    ['Наталья', 'Наталия', 'Natalia', 'Nataliya', 'Natalya'],
    ['Юлия', 'Yulia', 'Julia', 'Iuliia'],
    ['Сергей', 'Sergey', 'Sergei', 'Sergej'],
    ['Дмитрий', 'Dmitry', 'Dmitriy', 'Dmitri'],
    ['Алексей', 'Alexey', 'Aleksei'],
    ['Хабаров', 'Khabarov', 'Habarov'],
    ['Купер', 'Cooper'],
    ['Müller', 'Muller'],
  ])('%s has one sound however it is written', (...written) => {
    expect(new Set(written.map(nameKey))).toHaveLength(1);
  });

  it('keeps different names apart', () => {
    const names = [
      'Иванов',
      'Смирнов',
      'Кузнецов',
      'Попов',
      'Васильев',
      'Петров',
      'Соколов',
      'Михайлов',
      'Новиков',
      'Орлов',
    ];
    expect(new Set([...names, 'Harris', 'Walker', 'Reid', 'Shaw'].map(nameKey))).toHaveLength(14);
    expect(nameKey('Волков')).not.toBe(nameKey('Волкова'));
  });
});

describe('an address', () => {
  const address = {
    id: derivedId('Address', 'home'),
    city: 'Москва',
    street: 'Набережная',
    house: '12',
    apartment: '7',
    coordinates: { latitude: 55.7512345, longitude: 37.6184321 },
  };

  it('keeps its parts and coordinates for the map (R-021)', () => {
    expect(addressSchema.parse(address)).toEqual(address);
    expect(addressLine(addressSchema.parse(address))).toBe('Набережная, 12, 7, Москва');
    expect(addressSchema.safeParse({ ...address, coordinates: { latitude: 91, longitude: 0 } }).success).toBe(false);
  });

  it('withstands hostile input', () => {
    expectSchemaWithstands(addressSchema, address);
    expectSchemaWithstands(personNameSchema, { given: 'Ирина', family: 'Волкова', patronymic: 'Сергеевна' });
  });
});

describe('an e-mail address', () => {
  it('is compared in small letters (R-001)', () => {
    expect(parseEmail('  Irina.Volkova@Example.COM ')).toEqual({ ok: true, value: 'irina.volkova@example.com' });
  });

  it.each(['', 'a', 'a@b', '@example.com', 'a@example..com', 'a b@example.com', 'a@b@example.com'])(
    'is refused when typed as %j',
    (typed) => {
      expect(parseEmail(typed)).toMatchObject({ error: { code: 'NOT_AN_EMAIL' } });
    },
  );
});

describe('typed text', () => {
  it('answers hostile input with a value or a code', () => {
    expectRuleWithstands((text) => parsePhone(text));
    expectRuleWithstands(parseEmail);
    expectRuleWithstands((text) => parsePersonName({ given: text, family: text }));
  });

  it('is always fit to be kept once it is tidied', () => {
    fc.assert(
      fc.property(hostileTexts(), (text) => {
        expect(lineText(80, 0).safeParse(inTime(() => tidyLine(text, 80))).success).toBe(true);
        expect(longText(4_000, 0).safeParse(inTime(() => tidyText(text, 4_000))).success).toBe(true);
        expect(inTime(() => nameKey(text)).length).toBeLessThan(900);
      }),
    );
  });

  it('keeps its lines and loses what cannot be stored', () => {
    expect(tidyText(' a\r\nb\u0000\tc\ud800 ', 100)).toBe('a\nb \tc');
    expect(tidyLine('a\n\n b', 100)).toBe('a b');
    expect(tidyLine('🐕'.repeat(5), 5)).toBe('🐕🐕');
  });
});

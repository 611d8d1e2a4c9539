import { describe, expect, it } from 'vitest';
import { civilDate } from './civil-date.ts';
import { err, ok } from './result.ts';
import { parseTypedDate, parseTypedTime } from './typed.ts';

describe('a typed time', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9:30', '09:30'],
    [' 14.05 ', '14:05'],
    ['1430', '14:30'],
    ['00:00', '00:00'],
  ])('%j is %s', (text, time) => expect(parseTypedTime(text)).toEqual(ok(time)));

  it.each(['', '24', '25:00', '9:7', '9:60', 'noon', '12345', '-1'])('%j is none', (text) =>
    expect(parseTypedTime(text)).toEqual(err('NOT_A_TIME')),
  );
});

describe('a typed day', () => {
  const today = civilDate('2026-11-16');

  it.each([
    ['17', '2026-11-17'],
    ['16', '2026-11-16'],
    ['3', '2026-12-03'],
    ['17.11', '2026-11-17'],
    ['1.2', '2026-02-01'],
    ['17.11.26', '2026-11-17'],
    ['17/11/2027', '2027-11-17'],
    ['+7', '2026-11-23'],
    ['2026-12-31', '2026-12-31'],
  ])('%j is %s', (text, date) => expect(parseTypedDate(text, today)).toEqual(ok(date)));

  it.each(['', '32', '31.11', '29.2.27', 'tomorrow', '17.13', '+', '1.1.1'])('%j is none', (text) =>
    expect(parseTypedDate(text, today)).toEqual(err('NOT_A_DAY')),
  );
});

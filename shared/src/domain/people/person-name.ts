import { z } from 'zod';
import { failure, type Failure, type Language } from '../../base/failure.ts';
import { onlyDefined } from '../../base/optional.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { lineText, tidyLine } from '../../base/text.ts';

/** The name of a person (C-33). Where a foreign name has other parts, whoever imports it says which part is which. */
export const personNameSchema = z.strictObject({
  given: lineText(80),
  family: lineText(80),
  patronymic: lineText(80).optional(),
});
export type PersonName = z.infer<typeof personNameSchema>;

export interface TypedName {
  readonly given: string;
  readonly family: string;
  readonly patronymic?: string | undefined;
}

export function parsePersonName(typed: TypedName): Result<PersonName, Failure<'NAME_MISSING'>> {
  const given = tidyLine(typed.given, 80);
  const family = tidyLine(typed.family, 80);
  const patronymic = tidyLine(typed.patronymic ?? '', 80);
  if (given === '' || family === '') return err(failure('NAME_MISSING'));
  return ok({ given, family, ...onlyDefined({ patronymic: patronymic === '' ? undefined : patronymic }) });
}

/** Волкова Ирина Сергеевна in Russian, Irina Volkova in English. */
export function fullName({ given, family, patronymic }: PersonName, language: Language): string {
  if (language === 'en') return `${given} ${family}`;
  return [family, given, patronymic].filter((part) => part !== undefined).join(' ');
}

/** Волкова И. С. in Russian, I. Volkova in English. */
export function shortName({ given, family, patronymic }: PersonName, language: Language): string {
  const initial = (part: string): string => `${/^./u.exec(part)?.[0] ?? ''}.`;
  if (language === 'en') return `${initial(given)} ${family}`;
  return [family, initial(given), ...(patronymic === undefined ? [] : [initial(patronymic)])].join(' ');
}

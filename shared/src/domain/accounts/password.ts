import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';

export const passwordLength = { least: 10, most: 128 } as const;

/** Starts that guessing programs try first; a longer password that only continues one of them is no better. */
const popularStarts = [
  'password',
  'passw0rd',
  'parol',
  'пароль',
  'qwerty',
  'йцукен',
  '123456',
  '987654',
  'asdfgh',
  'фывапр',
  'zxcvbn',
  'ячсмит',
  '1q2w3e',
  '1й2ц3у',
  'admin',
  'админ',
  'welcome',
  'letmein',
  'iloveyou',
  'lapka',
  'лапка',
  'veterinar',
  'ветеринар',
  'abc123',
  '111111',
  '000000',
];

/**
 * Whether a password may be chosen. Length is what counts; rules about kinds of characters only make people write it
 * down. `known` are names it belongs to: e-mail address, name, clinic.
 */
export function checkNewPassword(
  password: string,
  known: readonly string[] = [],
): Result<void, Failure<'PASSWORD_LENGTH' | 'PASSWORD_TOO_SIMPLE'>> {
  if (password.length > passwordLength.most * 4) return err(failure('PASSWORD_LENGTH', { ...passwordLength }));
  const text = normalisePassword(password);
  const length = Array.from(text).length;
  if (length < passwordLength.least || length > passwordLength.most) {
    return err(failure('PASSWORD_LENGTH', { ...passwordLength }));
  }
  const small = text.toLowerCase();
  const follows = (start: string): boolean => small.startsWith(start) && small.length - start.length < 8;
  const contains = (name: string): boolean =>
    [name.toLowerCase(), ...name.toLowerCase().split(/[^\p{L}\p{N}]+/u)].some(
      (part) => part.length >= 4 && small.includes(part) && small.length - part.length < 8,
    );
  const isSimple = new Set(small).size < 5 || popularStarts.some(follows) || known.some(contains);
  return isSimple ? err(failure('PASSWORD_TOO_SIMPLE')) : ok();
}

/** The form that is hashed, so that the same letters from another keyboard fit (NIST SP 800-63B). */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

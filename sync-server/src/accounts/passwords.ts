import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk, type Result } from '@lapka/shared/base/result.ts';
import { checkNewPassword, normalisePassword } from '@lapka/shared/domain/accounts/password.ts';
import { z } from 'zod';
import { isCommonPassword } from './common-passwords.ts';
import { Turns, type TurnsOptions } from './turns.ts';

const derive = promisify(argon2);

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane; about 20 ms of one core. */
const settings = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

const storedSchema = z
  .string()
  .max(300)
  .regex(/^\$argon2id\$v=19\$m=\d{1,7},t=\d{1,3},p=\d{1,2}\$[\w+/]+\$[\w+/]+$/);

type Busy = Failure<'RETRY_LATER'>;

/** Makes and checks the hashes of passwords, a few at a time because each takes memory and a core. */
export class Passwords {
  readonly #turns: Turns;
  readonly #onChecked: () => void;

  constructor(scheduler: TurnsOptions['scheduler'], onChecked: () => void = () => undefined) {
    this.#turns = new Turns({ scheduler, atOnce: 4, mostWaiting: 64, longestWait: 5_000 });
    this.#onChecked = onChecked;
  }

  /** The hash of a password that may be chosen; `known` are the names it belongs to. */
  async hashNew(
    password: string,
    known: readonly string[],
  ): Promise<Result<string, Busy | Failure<'PASSWORD_LENGTH' | 'PASSWORD_TOO_SIMPLE'>>> {
    const allowed = checkNewPassword(password, known);
    if (!allowed.ok) return allowed;
    if (isCommonPassword(password)) return err(failure('PASSWORD_TOO_SIMPLE'));
    return await this.rehash(password);
  }

  /** The hash of a password that is in use already, whatever the rules about new ones say by now. */
  async rehash(password: string): Promise<Result<string, Busy>> {
    return await this.#turns.run(() => phcOf(normalisePassword(password)));
  }

  /** Whether a password fits. Without a hash to fit it takes as long, so that nobody learns who has an account. */
  async fits(password: string, stored: string | undefined): Promise<Result<boolean, Busy>> {
    return mapOk(await this.#turns.run(() => tagFits(normalisePassword(password), stored ?? nobodysHash)), (fits) => {
      this.#onChecked();
      return fits && stored !== undefined;
    });
  }

  /** How many wait for their turn. */
  waiting(): number {
    return this.#turns.waiting();
  }
}

/** Whether the hash was made with other settings than today's; it is made anew at the next sign-in. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(head());
}

/** The PHC text of a hash, which other programs read too. */
async function phcOf(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { ...settings, message: password, nonce });
  return `${head()}${unpadded(nonce)}$${unpadded(tag)}`;
}

async function tagFits(password: string, stored: string): Promise<boolean> {
  if (!storedSchema.safeParse(stored).success) return false;
  const [, , , parameters = '', nonce = '', tag = ''] = stored.split('$');
  const [memory = 0, passes = 0, parallelism = 0] = parameters.split(',').map((part) => Number(part.slice(2)));
  const wanted = Buffer.from(tag, 'base64');
  const found = await derive('argon2id', {
    message: password,
    nonce: Buffer.from(nonce, 'base64'),
    memory,
    passes,
    parallelism,
    tagLength: wanted.length,
  });
  return timingSafeEqual(found, wanted);
}

function head(): string {
  return `$argon2id$v=19$m=${settings.memory},t=${settings.passes},p=${settings.parallelism}$`;
}

/** PHC texts carry base64 without its padding. */
function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

const nobodysHash = `${head()}${unpadded(Buffer.alloc(16))}$${unpadded(Buffer.alloc(32))}`;

import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';

const hash = promisify(argon2);

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane; about 20 ms on a desk PC. */
const settings = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

const storedSchema = z
  .string()
  .max(300)
  .regex(/^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[\w+/]+\$[\w+/]+$/);

/** The text kept for a PIN, in the PHC format that other programs read too. */
export async function hashPin(pin: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await hash('argon2id', { ...settings, message: pin, nonce });
  return `$argon2id$v=19$m=${settings.memory},t=${settings.passes},p=${settings.parallelism}$${text(nonce)}$${text(tag)}`;
}

/** Whether a PIN is the one that was hashed. Anything that is not such a text fits no PIN. */
export async function pinFits(pin: string, stored: string): Promise<boolean> {
  if (!storedSchema.safeParse(stored).success) return false;
  const [, , , parameters = '', nonce = '', tag = ''] = stored.split('$');
  const [memory = 0, passes = 0, parallelism = 0] = parameters.split(',').map((part) => Number(part.slice(2)));
  const wanted = Buffer.from(tag, 'base64');
  const found = await hash('argon2id', {
    message: pin,
    nonce: Buffer.from(nonce, 'base64'),
    memory,
    passes,
    parallelism,
    tagLength: wanted.length,
  });
  return timingSafeEqual(found, wanted);
}

/** PHC texts carry base64 without its padding. */
function text(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import { idSchema } from '@lapka/shared/base/id.ts';
import type { Owner } from '../gateway/owner-door.ts';

/**
 * The link an owner is sent. It names the owner and proves that we made it; nothing about it is stored. Changing the
 * secret makes every link useless at once.
 */
export class OwnerLinks {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  tokenFor({ clinic, client }: Owner): string {
    return `${clinic}.${client}.${this.#seal(clinic, client).toString('base64url')}`;
  }

  ownerOf(token: string): Owner | undefined {
    const [first = '', second = '', seal = '', ...more] = token.split('.');
    const clinic = idSchema('Clinic').safeParse(first);
    const client = idSchema('Client').safeParse(second);
    if (!clinic.success || !client.success || more.length > 0) return undefined;
    const wanted = this.#seal(clinic.data, client.data);
    const given = Buffer.from(seal, 'base64url');
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
    return { clinic: clinic.data, client: client.data };
  }

  #seal(clinic: string, client: string): Buffer {
    return createHmac('sha256', this.#secret).update(`lapka-owner:${clinic}:${client}`).digest();
  }
}

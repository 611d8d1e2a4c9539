import type { Post } from './branch.ts';

/**
 * The PINs printed on the card of the demo, with their argon2id hashes. The salts are fixed, so that the same demo always
 * has the same documents; everybody may know these PINs, so a secret salt would protect nothing.
 */
export const demoPins: Readonly<Record<Post, { readonly pin: string; readonly hash: string }>> = {
  CHIEF: of('284917', 'h3og17ZIUsF0wSvXagH1+g$8ctSsY+3qrwHE3crbFxWGZK/B9sAwPz5gST9zLhBTBs'),
  VET: of('539264', 'UsJRR7HdqvmIGw0tNhbtSQ$Itg3fY/cEYbnC9nmS5LpT9fnRXv0MeOvURkp6EvYNcA'),
  ROVING_VET: of('617483', '0TI7umzhmIcb9XodXCs3xw$DUtAPqTCTZ0weTA3kvYdNguR6kNzr8X8jfNQoTJAkF4'),
  NURSE: of('472859', 'K1pfcB+daXofrWnYFB9CeA$7+ZuzVkAd1ruYXBg2DMlaf+qEb68uKgoT9m6nV5dlFQ'),
  DESK: of('958362', 'MpWmbmMVUAsDKKraV7a+wg$EakFe/HoTNfK0jnjGMtfbivLYMFiYPwki1xguaUJQFM'),
  MANAGER: of('746195', 'UMSTYhFItCLlbg7VeZakPQ$YrjIEIBQezocysnIR4hUKNOcxlLjESTgP3T2OoFEXOM'),
};

function of(pin: string, saltAndTag: string): { readonly pin: string; readonly hash: string } {
  return { pin, hash: `$argon2id$v=19$m=19456,t=2,p=1$${saltAndTag}` };
}

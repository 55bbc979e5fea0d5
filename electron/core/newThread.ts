import { randomBytes } from 'node:crypto';

/** Eight characters of Crockford's alphabet without vowels' look-alikes: short enough to type, 40 bits against clashes. */
const ID_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const ID_LENGTH = 8;

export function newThreadId(): string {
  return [...randomBytes(ID_LENGTH)].map((byte) => ID_ALPHABET[byte % ID_ALPHABET.length]).join('');
}

import { t } from '../../../shared/words/t';

/** `turn 3`, `turns 1 2 3`; nothing where there is none. */
export function turnsSpoken(turns: readonly number[]): string {
  if (turns.length === 0) return '';
  return turns.length === 1 ? t`turn ${turns.join(' ')}` : t`turns ${turns.join(' ')}`;
}

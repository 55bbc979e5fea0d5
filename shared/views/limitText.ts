import type { LimitName } from '../budget/limits';
import { counted, t } from '../words/t';
import { limitAmount } from './spend';

/** `250,000 tokens`, `$2.00`, `45:00 active`, `10 turns`. */
export function limitText(limit: LimitName, value: number): string {
  const amount = limitAmount(limit, value);
  switch (limit) {
    case 'usd':
      return amount;
    case 'minutes':
      return t`${amount} active`;
    case 'tokens':
      return t`${amount} tokens`;
    case 'turns':
      return counted(value, 'turn', 'turns');
  }
}

import type { Verdict } from './record';

/** What a broken check cannot do: most never start; where only what it is judged by is missing, it cannot be judged. */
export function brokenWords({ reason }: Extract<Verdict, { verdict: 'broken' }>): string {
  return reason === 'schema' || reason === 'review' ? 'cannot be judged' : 'cannot start';
}

import type { Repeat } from './check';

/** `all of 20`, `at least 19 of 20`, `median of 5 after 2 warm-up runs`: how often a check runs, and what of it counts. */
export function repeatWords({ times, judge, warmUp = 0 }: Repeat): string {
  const word = typeof judge === 'string' ? judge : `at least ${judge.atLeast}`;
  const before = warmUp === 0 ? '' : ` after ${warmUp} warm-up ${warmUp === 1 ? 'run' : 'runs'}`;
  return `${word} of ${times}${before}`;
}

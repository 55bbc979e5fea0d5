import { assertNever } from '../kernel/assertNever';
import type { Check } from './check';

/** What a check looks at, in the contract's own words: its command line, its file, a reviewer's rubric, what a person is asked. */
export function checkSubject(check: Check): string {
  switch (check.kind) {
    case 'command':
      return check.run;
    case 'artifact':
      return check.path;
    case 'review':
      return `review: ${check.rubric.join('; ')}`;
    case 'human':
      return check.ask;
    default:
      return assertNever(check);
  }
}

/** Whether the app runs it itself. The others are asked of a person, and only where nothing else stands against the claim. */
export function isRun(check: Check): boolean {
  return check.kind !== 'human';
}

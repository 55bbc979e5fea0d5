/** Commands whose length hangs on the machine and its load, with a time that is long enough and still ends. */
const SLOW: readonly (readonly [RegExp, string])[] = [
  [/\b(e2e|end-to-end|playwright|cypress|integration|selenium)\b/i, '15m'],
  [/\b(install|npm ci|build|compile|docker|webpack|gradle|mvn|cargo|make|train)\b/i, '10m'],
  [/\b(tests?|spec|pytest|vitest|jest|coverage|suite)\b/i, '5m'],
  [/\b(bench\w*|load|stress|fuzz|profile)\b/i, '2m'],
];

/** A timeout that fits what a command line seems to do. */
export function fittingTimeout(run: string): string {
  return SLOW.find(([pattern]) => pattern.test(run))?.[1] ?? '2m';
}

export function isSlow(run: string): boolean {
  return SLOW.some(([pattern]) => pattern.test(run));
}

const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** What a duration looks like in a contract: `500ms`, `60s`, `2.5m`, `1h`. */
export const DURATION_PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;

/** 24 hours. A timer of more than 24.8 days would fire at once, and no check that is waited for takes a day. */
export const MAX_DURATION_MS = 24 * UNIT_MS.h;

/** Milliseconds of a duration that matches {@link DURATION_PATTERN}. */
export function durationMs(text: string): number {
  const match = DURATION_PATTERN.exec(text);
  if (!match) throw new Error(`not a duration: ${text}`);
  return Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS];
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds that the server asks to wait, from `retry-after-ms`, else `retry-after` (seconds or an HTTP date). */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const milliseconds = numberIn(headers.get('retry-after-ms'));
  if (milliseconds !== undefined) return milliseconds;
  const stated = headers.get('retry-after');
  if (stated === null) return undefined;
  const seconds = numberIn(stated);
  if (seconds !== undefined) return seconds * 1000;
  const date = Date.parse(stated);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Milliseconds of `Please try again in 7m12.5s`, which OpenAI says where it sends no header. */
export function spokenDelayMs(message: string): number | undefined {
  const spoken = /try again in ((?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+)/i.exec(message)?.[1];
  if (spoken === undefined) return undefined;
  let total = 0;
  for (const part of spoken.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/gi)) {
    total += Number(part[1]) * (UNIT_MS[String(part[2]).toLowerCase()] ?? 0);
  }
  return total;
}

function numberIn(text: string | null): number | undefined {
  if (text === null || !/^\s*\d+(\.\d+)?\s*$/.test(text)) return undefined;
  return Number(text);
}

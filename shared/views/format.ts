import { t } from '../words/t';

/** Figures as every view writes them (LOOK.md, Status): `812 ms`, `11.8 s`, `2:05` and `1:04:09` from a minute on. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return clock(ms);
}

/** `0:21`, `16:16`, `1:04:09`: elapsed time whose digits move. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const tail = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** `12,480`, with up to `digits` decimals. */
export function thousands(value: number, digits = 2): string {
  return formatOf(digits).format(value);
}

const formats = new Map<number, Intl.NumberFormat>();

/** Made once: a table of a thousand rows would make one for every figure. */
function formatOf(digits: number): Intl.NumberFormat {
  const known = formats.get(digits) ?? new Intl.NumberFormat('en-US', { maximumFractionDigits: digits });
  formats.set(digits, known);
  return known;
}

/** `$0.43`; a model without a price has none. */
export function money(usd: number | null): string {
  return usd === null ? t`no price set` : `$${usd.toFixed(2)}`;
}

/** `+20 −9`, with a true minus; a binary file has no lines. */
export function lineCounts(added: number | null, removed: number | null): string {
  return added === null || removed === null ? t`binary` : `+${added} −${removed}`;
}

/** `now`, `6m`, `1h`, `2d`. */
export function age(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return t`now`;
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
}

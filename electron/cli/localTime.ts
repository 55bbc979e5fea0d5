/** `2026-11-24 14:05:10` on this machine's clock. */
export function localTime(at: number): string {
  return new Date(at).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });
}

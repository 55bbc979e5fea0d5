const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** `11:37:10`, on this machine's clock. */
export function clockTime(at: number): string {
  return TIME.format(at);
}

/** `11:37`, where seconds say nothing. */
export function clockMinute(at: number): string {
  return clockTime(at).slice(0, 5);
}

/** How far this machine's clock is ahead of UTC at an instant. */
export function clockOffset(at: number): number {
  return -new Date(at).getTimezoneOffset() * 60_000;
}

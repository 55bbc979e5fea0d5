const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** `11:37:10`, on this machine's clock. */
export function clockTime(at: number): string {
  return TIME.format(at);
}

/** `11:37`, where seconds say nothing. */
export function clockMinute(at: number): string {
  return clockTime(at).slice(0, 5);
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const DAY_AND_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** `11:37` of today, `3 Nov 11:37` of another day, `3 Nov 2025 11:37` of another year. */
export function dayAndMinute(at: number, now = Date.now()): string {
  if (DAY_AND_YEAR.format(at) === DAY_AND_YEAR.format(now)) return clockMinute(at);
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return `${(sameYear ? DAY : DAY_AND_YEAR).format(at)} ${clockMinute(at)}`;
}

/** How far this machine's clock is ahead of UTC at an instant. */
export function clockOffset(at: number): number {
  return -new Date(at).getTimezoneOffset() * 60_000;
}

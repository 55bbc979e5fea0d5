const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** `11:37:46`, on this machine's clock. */
export function clockTime(at: number): string {
  return TIME.format(at);
}

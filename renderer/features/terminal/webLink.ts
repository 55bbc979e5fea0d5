/** What becomes of a link in a terminal: what prints it is not to be trusted, so only plain https leaves the app. */
export type WebLink =
  /** Goes to the system's browser, by the same rule as the window's own guard. */
  | { readonly kind: 'open'; readonly url: string }
  /** Is put on the clipboard, for a person to look at. */
  | { readonly kind: 'copy'; readonly text: string };

export function webLink(uri: string): WebLink {
  if (!URL.canParse(uri)) return { kind: 'copy', text: uri };
  const { protocol, hostname, username, password, href } = new URL(uri);
  const plain = protocol === 'https:' && hostname !== '' && username === '' && password === '';
  return plain ? { kind: 'open', url: href } : { kind: 'copy', text: uri };
}

/** Longer targets are cut in the middle where they are only shown: both the host and the end tell something. */
const SHOWN_CHARACTERS = 120;

/** A link's real target for the eye: whole where it fits. Signs that are not seen are written out. */
export function shownTarget(uri: string): string {
  const seen = uri.replace(/[^\u0020-\u007e]/gu, (sign) => encodeURIComponent(/\p{Cs}/u.test(sign) ? '\ufffd' : sign));
  if (seen.length <= SHOWN_CHARACTERS) return seen;
  const half = SHOWN_CHARACTERS / 2;
  return `${seen.slice(0, half)}…${seen.slice(-half)}`;
}

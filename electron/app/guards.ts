import { app, type Session, shell, type WebContents } from 'electron';
import { browserLink, isOwnPage } from './ownPage';

/** What holds for every contents that ever comes to be, ours or not: they stay on our pages and open nothing. */
export function setupGuards(origins: readonly string[]): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, origins));
}

/** A link opens at once after the click or the key that asked for it; what comes later was not a person's wish. */
const GESTURE_MS = 2_000;

const GESTURES: ReadonlySet<string> = new Set(['mouseUp', 'keyDown', 'rawKeyDown', 'gestureTap']);

function guard(contents: WebContents, origins: readonly string[]): void {
  const byHand = watchGestures(contents);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && isOwnPage(event.url, origins)) return;
    event.preventDefault();
    if (event.isMainFrame && byHand()) openInBrowser(event.url);
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url, origins)) event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    if (byHand()) openInBrowser(url);
    return { action: 'deny' };
  });
}

/** Whether a person has just clicked or pressed a key: a page alone must not be able to send anything out by an address. */
function watchGestures(contents: WebContents): () => boolean {
  let last = Number.NEGATIVE_INFINITY;
  contents.on('input-event', (_event, input) => {
    if (GESTURES.has(input.type)) last = performance.now();
  });
  return () => performance.now() - last < GESTURE_MS;
}

/** Links in what a model says are untrusted: only plain https goes to the browser. */
function openInBrowser(url: string): void {
  const link = browserLink(url);
  // No browser on this machine is no fault of ours, and there is nobody to tell.
  if (link !== undefined) shell.openExternal(link).catch(() => undefined);
}

/** Our pages load from our own scheme; whatever else Chromium would fetch for them is not fetched. */
export function setupRequests(session: Session, origins: readonly string[]): void {
  const own = /^(app|data|blob|devtools|chrome-extension|chrome):/;
  const development = origins.map((origin) => origin.replace(/^http/, 'ws'));
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !own.test(details.url) && !isOwnPage(details.url, [...origins, ...development]) });
  });
}

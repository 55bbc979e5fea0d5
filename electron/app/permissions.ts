import type { Session } from 'electron';
import { isOwnPage } from './ownPage';

/** What our pages may ask Chromium for. Everything that is not listed is denied; each entry says why it is needed. */
const ALLOWED: Readonly<Record<string, string>> = {
  'clipboard-sanitized-write':
    'copying a command, a diff or an excerpt by a button; pasting is the person’s own act and asks nothing',
};

/** Default deny, for asking and for looking alike, and for devices of every kind. */
export function setupPermissions(session: Session, origins: readonly string[]): void {
  const allowed = (permission: string, url: string) => Object.hasOwn(ALLOWED, permission) && isOwnPage(url, origins);
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(allowed(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => allowed(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, Notification } from 'electron';
import type { NotificationService } from '../../shared/ipc/methods';
import { t } from '../../shared/words/t';
import type { NotificationEdge } from './attention';

/** The operating system's own notifications and badge. */
export function systemNotifications(): NotificationEdge {
  /** A notification that nobody holds is collected, and its click with it. */
  const held = new Set<Notification>();
  return {
    service: systemService,
    show({ title, body }, { click, close }) {
      const shown = new Notification({ title, body });
      held.add(shown);
      shown.on('click', () => {
        held.delete(shown);
        click();
      });
      shown.on('close', () => {
        held.delete(shown);
        close();
      });
      shown.show();
      return {
        close: () => {
          held.delete(shown);
          shown.close();
        },
      };
    },
    badge: (count) => app.setBadgeCount(count),
  };
}

function systemService(): NotificationService {
  if (!Notification.isSupported()) return { available: false, reason: t`This system has no notification service.` };
  // On Linux the library alone is asked for; what shows them is reached by the session's bus.
  if (process.platform === 'linux' && !hasSessionBus()) {
    return { available: false, reason: t`This session has no message bus, so no notification service can be reached.` };
  }
  return { available: true };
}

function hasSessionBus(): boolean {
  const { DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR } = process.env;
  return Boolean(DBUS_SESSION_BUS_ADDRESS) || (XDG_RUNTIME_DIR !== undefined && existsSync(join(XDG_RUNTIME_DIR, 'bus')));
}

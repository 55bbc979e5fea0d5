import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { Disposable } from '../../shared/kernel/lifecycle';
import { t } from '../../shared/words/t';

/** Ending commands, terminals and the sandbox's helpers takes a second or two; what takes longer hangs, and the log is safe anyway. */
const QUIT_LIMIT_MS = 10_000;

/**
 * Makes this process the only window on its data folder: Chromium's own files go into a folder of it, and the lock is theirs. False
 * where another one has it; that one is asked to show its window, and this one is to end.
 */
export function claimWindow(dataDir: string, show: () => void): boolean {
  const profile = join(dataDir, 'window');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
  app.on('second-instance', show);
  return app.requestSingleInstanceLock();
}

/** Brings a window to the front. */
export function showWindow(window: BrowserWindow | undefined): void {
  if (!window || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Quitting waits until everything that is owned has been released; a signal quits as a person does. */
export function setupQuit(owned: Disposable, report: (message: string) => void): void {
  let quitting = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (quitting) return;
    quitting = true;
    void release(owned, report).then((code) => app.exit(code));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
}

async function release(owned: Disposable, report: (message: string) => void): Promise<number> {
  const limit = new Promise<'late'>((resolve) => setTimeout(resolve, QUIT_LIMIT_MS, 'late'));
  try {
    const end = await Promise.race([Promise.resolve(owned.dispose()), limit]);
    if (end !== 'late') return 0;
    report(t`Not everything ended within ${QUIT_LIMIT_MS / 1000} s.`);
  } catch (thrown) {
    report(t`Ending failed: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
  }
  return 1;
}

/** On macOS an app lives on without a window and opens one when asked; elsewhere the last window ends it. */
export function setupWindowless(open: () => void): void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', open);
}

/*
 * The app room owns everything of Electron's that is not a call: the app's pages and their policy, what a page may do, the window and
 * its menu, dialogs, the keychain, starting and quitting. It knows nothing of threads and goals; `main.ts` puts it together with
 * the core and the ipc room.
 */

import { readFile } from 'node:fs/promises';
import { app } from 'electron';
import { z } from 'zod';
import type { AppPart } from '../../shared/ipc/methods';
import { t } from '../../shared/words/t';

/** What this process is: the app's version, and the program it runs in. */
export async function appVersion(packageFile: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(packageFile, 'utf8'));
  const named = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : undefined;
  return typeof named === 'string' ? named : app.getVersion();
}

/** What the build found the app to be made of; nothing where it left no list. */
export async function readParts(file: string): Promise<readonly AppPart[]> {
  const text = await readFile(file, 'utf8').catch(() => '[]');
  return Parts.catch([]).parse(JSON.parse(text));
}

const Parts = z.array(z.strictObject({ name: z.string(), version: z.string(), licence: z.string() }));

export function runtimeName(): string {
  const { electron, chrome, node } = process.versions;
  return t`Electron ${electron}, Chromium ${chrome}, Node ${node}`;
}

/** Faults that no window shows go to stderr; never a secret, and never what a model or a command said. */
export function report(message: string): void {
  process.stderr.write(t`goalpost: ${message}\n`);
}

export function reportThrown(where: string, thrown: unknown): void {
  report(`${where}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
}

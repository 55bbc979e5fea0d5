import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where threads live: `chosen`, then GOALPOST_DATA, then the platform's place for an app's data. Absolute. */
export function namedDataFolder(chosen?: string): string {
  const named = chosen ?? process.env.GOALPOST_DATA;
  if (named) return resolve(named);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Goalpost');
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'goalpost');
}

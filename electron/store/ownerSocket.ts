import { createHash } from 'node:crypto';
import { lstat, mkdir, realpath } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** A Unix socket's path holds 104 bytes on macOS and 108 on Linux, the last one NUL; longer ones fail or are cut silently. */
const MAX_SOCKET_BYTES = 100;

/** Where the owner of `folder` listens: in the folder, or where its path is too long, in a private folder for temporary files. */
export async function socketPath(folder: string): Promise<string> {
  const real = await realpath(folder);
  const name = createHash('sha256').update(real).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\goalpost-${name}`;
  const inside = join(real, 'owner.sock');
  if (fits(inside)) return inside;
  const outside = [tmpdir(), '/tmp'].map((parent) => join(parent, `goalpost-${userInfo().uid}`, `${name}.sock`)).find(fits);
  if (outside === undefined)
    throw Object.assign(new Error(`the path ${inside} is too long for a socket`), { code: 'ENAMETOOLONG' });
  await makePrivate(join(outside, '..'));
  return outside;
}

function fits(path: string): boolean {
  return Buffer.byteLength(path) <= MAX_SOCKET_BYTES;
}

// Anybody may make a folder of this name among the temporary files before us, also as a link to elsewhere.
async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  if (found.isDirectory() && found.uid === userInfo().uid && (found.mode & 0o077) === 0) return;
  throw Object.assign(new Error(`${folder} is not a private folder of yours; remove it`), { code: 'EPERM' });
}

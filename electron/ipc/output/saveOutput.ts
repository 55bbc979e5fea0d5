import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { err, ok, type Result } from '../../../shared/kernel/result';
import { OUTPUT_START } from '../../../shared/terminal/outputRows';
import type { CorePart, Fault } from '../ipc';
import type { StoredFile } from './openOutput';
import { rowsFrom } from './readRows';

/**
 * Writes an output piece by piece, byte for byte or as plain lines. It is written beside its place and gets its name in the last step, so
 * that what stands there is replaced by the whole output or not at all; the dialog that named the place has asked.
 */
export async function saveOutput(
  path: string,
  pieces: AsyncIterable<Uint8Array | string>,
): Promise<Result<{ readonly bytes: number }, Fault>> {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}`);
  const target = createWriteStream(beside, { flags: 'wx' });
  try {
    await pipeline(pieces, target);
    await rename(beside, path);
    return ok({ bytes: target.bytesWritten });
  } catch (thrown) {
    // What the store says of its own content goes to the door in its words.
    if (!(thrown instanceof Error) || !('code' in thrown)) throw thrown;
    return err({ code: 'not_written', message: `The output could not be saved: ${thrown.message}.` });
  } finally {
    await rm(beside, { force: true });
  }
}

/** The content as it was printed. Content that is not what its hash names is told before it gets a name of its own. */
export async function* rawPieces(blobs: CorePart['blobs'], sha256: string): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('sha256');
  for await (const piece of blobs.stream({ sha256 })) {
    hash.update(piece);
    yield piece;
  }
  if (hash.digest('hex') !== sha256) throw Object.assign(new Error(CHANGED), { code: 'changed' });
}

const CHANGED = 'what is stored is not what was printed; the disk has changed it';

/** The content as a reader sees it, with its line ends. */
export async function* plainPieces(file: StoredFile): AsyncGenerator<string, void, undefined> {
  let first = true;
  for await (const rows of rowsFrom(file, OUTPUT_START)) {
    const text = rows.map((row) => `${row.goesOn ? '' : '\n'}${row.text}`).join('');
    yield first ? text.slice(1) : text;
    first = false;
  }
  if (!first) yield '\n';
}

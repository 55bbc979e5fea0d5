import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';
import { CHAIN_FILE } from '../../shared/report/chain';
import type { ExportOrder } from './parts';
import { SEAL_HEX, SEAL_WORDS } from './seal';

export interface ZipOrder {
  /** The folder that unpacking makes. */
  readonly top: string;
  readonly to: string;
  readonly files: readonly string[];
}

/**
 * Packs a bundle's folder. The archive's comment, its very last bytes, is the hash of all before it: so a byte that is changed in
 * the archive's own tables is found as well, which unpacking would pass over.
 */
export async function zipFolder(folder: string, { top, to, files }: ZipOrder, order: ExportOrder): Promise<void> {
  const zip = new ZipFile();
  const all = [...files, CHAIN_FILE];
  let done = 0;
  for (const path of all) zip.addFile(join(folder, ...path.split('/')), `${top}/${path}`, { mode: 0o100644 });
  zip.end({ comment: `${SEAL_WORDS}${'0'.repeat(SEAL_HEX)}`, forceZip64Format: false });
  const output = zip.outputStream as PassThrough;
  zip.once('error', (error) => output.destroy(error));
  await writeSealed(output, to, (bytes) => {
    order.signal.throwIfAborted();
    done += bytes;
    order.onProgress({ words: 'Packing', done, of: done });
  });
}

/** Writes what comes, but for the placeholder at its end, and then the hash in its stead. */
async function writeSealed(pieces: AsyncIterable<Buffer>, to: string, told: (bytes: number) => void): Promise<void> {
  const file = await open(to, 'wx');
  const hash = createHash('sha256');
  let held: Buffer = Buffer.alloc(0);
  try {
    for await (const piece of pieces) {
      const bytes = Buffer.concat([held, piece]);
      const release = bytes.subarray(0, Math.max(0, bytes.length - SEAL_HEX));
      held = bytes.subarray(release.length);
      hash.update(release);
      await file.writeFile(release);
      told(piece.length);
    }
    await file.writeFile(hash.digest('hex'));
  } finally {
    await file.close();
  }
}

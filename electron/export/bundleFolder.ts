import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A bundle's files as they are written: each is hashed on its way to the disk, and none is written twice. */
export class BundleFolder {
  readonly #root: string;
  readonly #written = new Map<string, number>();
  #bytes = 0;

  constructor(root: string) {
    this.#root = root;
  }

  get paths(): readonly string[] {
    return [...this.#written.keys()];
  }

  get bytes(): number {
    return this.#bytes;
  }

  place(path: string): string {
    return join(this.#root, ...path.split('/'));
  }

  /** Writes a new file from pieces that come one by one. */
  async write(
    path: string,
    pieces: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  ): Promise<{ readonly path: string; readonly bytes: number; readonly sha256: string }> {
    const place = this.place(path);
    await mkdir(dirname(place), { recursive: true });
    const file = await open(place, 'wx');
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const piece of pieces) {
        const chunk = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
        hash.update(chunk);
        bytes += chunk.byteLength;
        await file.writeFile(chunk);
      }
    } finally {
      await file.close();
    }
    this.#written.set(path, bytes);
    this.#bytes += bytes;
    return { path, bytes, sha256: hash.digest('hex') };
  }

  /** Takes back a file that turned out to be none of the bundle's, written whole or not, and its folder where that is left empty. */
  async remove(path: string): Promise<void> {
    await rm(this.place(path), { force: true });
    const bytes = this.#written.get(path);
    if (bytes !== undefined) this.#bytes -= bytes;
    this.#written.delete(path);
    const folder = dirname(this.place(path));
    if (folder !== this.#root && (await readdir(folder)).length === 0) await rmdir(folder);
  }
}

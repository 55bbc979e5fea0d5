import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { canonicalJson } from '../../shared/kernel/canonicalJson';
import { type BundleFile, CHAIN_FILE, type EntryBody, linkEntry, NO_ENTRY } from '../../shared/report/chain';
import type { BundleFolder } from './bundleFolder';

/** Lines gathered before they are written: a thread of 100,000 facts must not cost as many writes. */
const GATHERED_CHARACTERS = 256 * 1024;

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Links entries and writes them, one a line. Call `close` at the end, whatever became of it. */
export class ChainWriter {
  readonly #file: FileHandle;
  #gathered = '';
  #n = 0;
  #fileCount = 0;
  #bytes = 0;
  #previous = NO_ENTRY;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async in(bundle: BundleFolder): Promise<ChainWriter> {
    return new ChainWriter(await open(bundle.place(CHAIN_FILE), 'wx'));
  }

  /** The hash of the last entry so far. */
  get digest(): string {
    return this.#previous;
  }

  get fileCount(): number {
    return this.#fileCount;
  }

  get bytes(): number {
    return this.#bytes;
  }

  async add(body: EntryBody): Promise<void> {
    const entry = linkEntry(body, { n: this.#n, previous: this.#previous }, sha256);
    this.#n += 1;
    this.#previous = entry.hash;
    this.#fileCount += (body.files as readonly BundleFile[]).length;
    this.#gathered += `${canonicalJson(entry)}\n`;
    if (this.#gathered.length > GATHERED_CHARACTERS) await this.#write();
  }

  /** The last entry, which counts those before it and their files. */
  async end(): Promise<void> {
    await this.add({ kind: 'end', files: [], count: this.#n, fileCount: this.#fileCount });
    await this.#write();
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #write(): Promise<void> {
    const text = Buffer.from(this.#gathered, 'utf8');
    this.#gathered = '';
    this.#bytes += text.byteLength;
    await this.#file.writeFile(text);
  }
}

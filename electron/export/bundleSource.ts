import { createReadStream } from 'node:fs';
import { lstat, open, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { Disposable } from '../../shared/kernel/lifecycle';
import { brokenSeal } from './seal';

/** Something that is wrong, and where. */
export interface Finding {
  readonly place: string;
  readonly message: string;
}

/** A bundle's files, from a folder or out of a zip: by path with forward slashes, and their sizes. Dispose it when done. */
export interface BundleSource extends Disposable {
  readonly files: ReadonlyMap<string, number>;
  /** What is wrong with the container itself. */
  readonly findings: readonly Finding[];
  open(path: string): Promise<Readable>;
}

/** Opens a bundle for looking; nothing in it is followed or run. */
export async function openBundle(path: string, signal: AbortSignal): Promise<BundleSource> {
  return (await lstat(path)).isDirectory() ? openFolder(path) : openZip(path, signal);
}

async function openFolder(root: string): Promise<BundleSource> {
  const files = new Map<string, number>();
  const findings: Finding[] = [];
  await walk(root, '', files, findings);
  return {
    files,
    findings,
    open: async (path) => createReadStream(join(root, ...path.split('/'))),
    dispose: async () => undefined,
  };
}

async function walk(root: string, below: string, files: Map<string, number>, findings: Finding[]): Promise<void> {
  let empty = true;
  for await (const item of await opendir(join(root, below))) {
    empty = false;
    const path = below === '' ? item.name : `${below}/${item.name}`;
    if (item.isDirectory()) await walk(root, path, files, findings);
    else if (item.isFile()) files.set(path, (await lstat(join(root, path))).size);
    else findings.push({ place: path, message: 'is neither a file nor a folder, as a bundle’s parts are' });
  }
  if (empty) findings.push({ place: below === '' ? '.' : below, message: 'is an empty folder, which no bundle holds' });
}

async function openZip(path: string, signal: AbortSignal): Promise<BundleSource> {
  const findings: Finding[] = [];
  const file = await open(path, 'r');
  try {
    const seal = await brokenSeal(file, signal);
    if (seal !== undefined) findings.push({ place: 'the zip', message: seal });
  } finally {
    await file.close();
  }
  const entries = new Map<string, Entry>();
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false, strictFileNames: true });
    await readEntries(zip, entries, findings);
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    findings.push({ place: 'the zip', message: `does not read: ${thrown.message}` });
  }
  const opened = zip;
  return {
    files: new Map([...entries].map(([name, entry]) => [name, entry.uncompressedSize])),
    findings,
    open: (name) => openEntry(opened, entries.get(name)),
    dispose: async () => opened?.close(),
  };
}

/** Every bundle's zip holds one folder, whose name is anybody's to choose. */
async function readEntries(zip: ZipFile, entries: Map<string, Entry>, findings: Finding[]): Promise<void> {
  let top: string | undefined;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName;
    const slash = name.indexOf('/');
    top ??= name.slice(0, slash + 1);
    const path = name.slice(slash + 1);
    if (slash < 1 || !name.startsWith(top) || path === '')
      findings.push({ place: name, message: 'stands outside the bundle’s folder' });
    else if (entries.has(path)) findings.push({ place: path, message: 'is in the zip twice' });
    else entries.set(path, entry);
  }
}

async function openEntry(zip: ZipFile | undefined, entry: Entry | undefined): Promise<Readable> {
  if (!zip || !entry) throw new Error('an entry was asked for that the zip does not list');
  return zip.openReadStreamPromise(entry);
}

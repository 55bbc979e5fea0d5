import type { Readable } from 'node:stream';
import { canonicalJson } from '../../shared/kernel/canonicalJson';
import { type BundleFile, CHAIN_FILE, ChainEntry, entryHash, NO_ENTRY } from '../../shared/report/chain';
import { storedBlobs } from '../../shared/report/record';
import type { BundleSource, Finding } from './bundleSource';
import { sha256 } from './chainWriter';

/** An entry of a checkpoint that found 100,000 files changed is some 20 MB; nobody's bundle needs a longer line. */
const LONGEST_LINE = 128 * 1024 * 1024;

export interface CheckedChain {
  readonly findings: readonly Finding[];
  /** Every file that an entry lists, by its path. */
  readonly files: ReadonlyMap<string, BundleFile>;
  readonly begin: Extract<ChainEntry, { readonly kind: 'begin' }> | undefined;
  readonly digest: string | null;
  readonly recordDigest: string | null;
  readonly entries: number;
}

/** Reads the chain from its first entry to its last. After the first entry that does not hold, the others are still looked at by themselves. */
export async function checkChain(source: BundleSource, signal: AbortSignal): Promise<CheckedChain> {
  const walk = new ChainWalk();
  if (!source.files.has(CHAIN_FILE)) walk.fault(CHAIN_FILE, 'is missing: without its chain this is no bundle');
  else {
    try {
      for await (const line of linesOf(await source.open(CHAIN_FILE))) {
        signal.throwIfAborted();
        walk.line(line);
      }
      walk.end();
    } catch (thrown) {
      if (signal.aborted || !(thrown instanceof Error)) throw thrown;
      walk.fault(CHAIN_FILE, `does not read: ${thrown.message}`);
    }
  }
  return walk;
}

class ChainWalk implements CheckedChain {
  readonly findings: Finding[] = [];
  readonly files = new Map<string, BundleFile>();
  readonly #contents = new Set<string>();
  readonly #absent: string[] = [];
  begin: CheckedChain['begin'];
  digest: string | null = null;
  recordDigest: string | null = null;
  entries = 0;
  #next = 0;
  /** Undefined after a line that is no entry: what follows it cannot be told. */
  #previous: string | undefined = NO_ENTRY;
  #last: ChainEntry | undefined;

  fault(place: string, message: string): void {
    this.findings.push({ place, message });
  }

  line(line: Line): void {
    const n = this.#next;
    this.entries += 1;
    const place = `${CHAIN_FILE}, entry ${n}`;
    const read = parsed(line);
    if (typeof read === 'string') {
      this.digest = null;
      this.#previous = undefined;
      this.#next = n + 1;
      return this.fault(place, read);
    }
    const { entry, value } = read;
    if (entryHash(value, sha256) !== entry.hash)
      this.fault(`${place} (${entry.kind})`, 'was changed: its hash is not that of its content');
    this.#check(entry, n, place);
    for (const file of entry.files) this.#list(file, place);
    this.#follow(entry, place);
    this.#next = entry.n + 1;
    this.#previous = entry.hash;
    this.digest = entry.hash;
    this.#last = entry;
  }

  /** What only the end shows: a chain that was cut off before it. */
  end(): void {
    if (this.#last?.kind !== 'end') {
      this.digest = null;
      this.fault(CHAIN_FILE, 'lacks its end: entries were cut off');
    }
  }

  #check(entry: ChainEntry, n: number, place: string): void {
    const name = entry.kind === 'fact' ? `${place} (${entry.type})` : `${place} (${entry.kind})`;
    if (entry.n !== n) this.fault(name, `says it is entry ${entry.n}: one was taken out, put in, or moved`);
    else if (this.#previous !== undefined && entry.previous !== this.#previous)
      this.fault(name, 'does not follow the entry before it');
    if ((entry.kind === 'begin') !== (this.entries === 1)) this.fault(name, 'stands where no such entry belongs');
    if (this.#last?.kind === 'end') this.fault(name, 'comes after the end');
  }

  #list(file: BundleFile, place: string): void {
    if (this.files.has(file.path)) this.fault(place, `lists ${file.path}, which an entry before it lists`);
    else this.files.set(file.path, file);
    if ((file.original === undefined) !== (file.redacted === undefined))
      this.fault(place, `says of ${file.path} only half of what a redaction is`);
    this.#contents.add((file.original ?? file).sha256);
    const named = /^outputs\/([0-9a-f]{64})\.txt$/.exec(file.path)?.[1];
    if (named !== undefined && named !== (file.original ?? file).sha256)
      this.fault(place, `lists ${file.path} with another content than the recorded one, and no redaction to explain it`);
  }

  #follow(entry: ChainEntry, place: string): void {
    if (entry.kind === 'begin') this.begin = entry;
    for (const { what } of entry.absent ?? []) this.#absent.push(what);
    if (entry.kind === 'reports' && entry.record !== entry.previous)
      this.fault(place, 'names another record than the one before it');
    if (entry.kind === 'reports') this.recordDigest = entry.record;
    if (entry.kind === 'end') this.#count(entry, place);
    if (entry.kind !== 'fact') return;
    for (const { ref, what } of storedBlobs(entry.data)) {
      const known = this.#contents.has(ref.sha256) || this.#absent.some((words) => words.includes(ref.sha256));
      if (!known) this.fault(place, `names content that neither is in the bundle nor is said to be missing: ${what}`);
    }
  }

  #count(entry: Extract<ChainEntry, { readonly kind: 'end' }>, place: string): void {
    if (entry.count !== this.entries - 1)
      this.fault(place, `counts ${entry.count} entries before it, there are ${this.entries - 1}`);
    if (entry.fileCount !== this.files.size) this.fault(place, `counts ${entry.fileCount} files, there are ${this.files.size}`);
  }
}

interface Line {
  readonly bytes: Buffer;
  readonly ended: boolean;
}

/** The entry, or what is wrong with the line. It must be the one text that its value has: so no byte of it is free. */
function parsed({ bytes, ended }: Line): { readonly entry: ChainEntry; readonly value: object } | string {
  if (!ended) return 'is cut off: its line does not end';
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'was changed: it is no JSON';
  }
  const entry = ChainEntry.safeParse(value);
  if (!entry.success) {
    const issue = entry.error.issues[0];
    return `is no entry of this format: ${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not understood'}`;
  }
  if (!Buffer.from(canonicalJson(value), 'utf8').equals(bytes))
    return 'was changed: it is not written in the one form that it has';
  return { entry: entry.data, value: value as object };
}

async function* linesOf(stream: Readable): AsyncGenerator<Line> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, from)) {
      yield { bytes: Buffer.concat([...held, piece.subarray(from, at)]), ended: true };
      held = [];
      size = 0;
      from = at + 1;
    }
    if (from < piece.length) held.push(piece.subarray(from));
    size += piece.length - from;
    if (size > LONGEST_LINE) throw new Error('a line is longer than any entry');
  }
  if (held.length > 0) yield { bytes: Buffer.concat(held), ended: false };
}

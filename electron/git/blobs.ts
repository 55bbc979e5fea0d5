import { inNeutral, inScratch, type NeutralRepository } from './neutralRepository';
import type { Workspace } from './workspace';

/** A stored content. `bytes` is undefined where it is larger than was asked for. */
export interface StoredBlob {
  readonly size: number;
  readonly bytes: Buffer | undefined;
}

/**
 * Contents by their hashes, in two calls of git however many they are: sizes first, because git hands out whole contents only. One that
 * the database does not have is not in the answer.
 */
export async function storedBlobs(
  workspace: Workspace,
  hashes: readonly string[],
  maxBytes: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, StoredBlob>> {
  if (hashes.length === 0) return new Map();
  return inScratch(workspace, { objects: 'thrown away' }, signal, async (repository) => {
    const sizes = await sizesOf(repository, hashes, signal);
    const small = [...sizes].filter(([, size]) => size <= maxBytes).map(([hash]) => hash);
    const contents = await contentsOf(repository, small, signal);
    return new Map([...sizes].map(([hash, size]) => [hash, { size, bytes: contents.get(hash) }]));
  });
}

async function sizesOf(repository: NeutralRepository, hashes: readonly string[], signal: AbortSignal) {
  const { stdout } = await inNeutral(repository, ['cat-file', '--batch-check'], { input: lines(hashes) }, signal);
  const sizes = new Map<string, number>();
  for (const line of stdout.toString('latin1').split('\n')) {
    const [hash = '', kind, size] = line.split(' ');
    if (kind === 'blob') sizes.set(hash, Number(size));
  }
  return sizes;
}

/** `--batch` answers each with `<hash> blob <size>`, a line end, the content and a line end. */
async function contentsOf(repository: NeutralRepository, hashes: readonly string[], signal: AbortSignal) {
  const contents = new Map<string, Buffer>();
  if (hashes.length === 0) return contents;
  const { stdout } = await inNeutral(repository, ['cat-file', '--batch'], { input: lines(hashes) }, signal);
  for (let at = 0; at < stdout.length; ) {
    const end = stdout.indexOf(0x0a, at);
    const [hash = '', , size] = stdout.subarray(at, end).toString('latin1').split(' ');
    const start = end + 1;
    contents.set(hash, stdout.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return contents;
}

function lines(hashes: readonly string[]): Buffer {
  return Buffer.from(hashes.map((hash) => `${hash}\n`).join(''), 'latin1');
}

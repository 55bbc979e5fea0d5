import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inNeutral, type NeutralRepository } from './neutralRepository';

/** What git answers for merged without conflict, for so many conflicts, and for what is not text. */
const ANSWERS = [...Array.from({ length: 128 }, (_, conflicts) => conflicts), 255];

/** Larger ones are not merged: nobody reads such conflicts, and three copies would fill memory. */
const MOST_MERGED_BYTES = 32 << 20;

export interface ThreeTexts {
  readonly ours: Buffer;
  readonly base: Buffer;
  readonly theirs: Buffer;
}

/** What was changed from `base` to `theirs`, made in `ours`; undefined where that touches the same lines, or is not text. */
export async function mergedText(
  repository: NeutralRepository,
  texts: ThreeTexts,
  signal: AbortSignal,
): Promise<Buffer | undefined> {
  const { ours, base, theirs } = texts;
  if ([ours, base, theirs].some((text) => text.length > MOST_MERGED_BYTES)) return undefined;
  if (ours.equals(base)) return theirs;
  const file = (name: string) => join(repository.folder, `${name}.merge`);
  for (const [name, text] of Object.entries({ ours, base, theirs })) await writeFile(file(name), text);
  const args = ['merge-file', '-p', '--quiet', file('ours'), file('base'), file('theirs')];
  const { exit, stdout } = await inNeutral(repository, args, { accept: ANSWERS }, signal);
  return exit === 0 ? stdout : undefined;
}

export async function blobBytes(repository: NeutralRepository, hash: string, signal: AbortSignal): Promise<Buffer> {
  return (await inNeutral(repository, ['cat-file', 'blob', hash], {}, signal)).stdout;
}

/** Stores a text as git does, as it is. */
export async function storeBlob(repository: NeutralRepository, bytes: Buffer, signal: AbortSignal): Promise<string> {
  const args = ['hash-object', '-w', '--stdin', '--no-filters'];
  return (await inNeutral(repository, args, { input: bytes }, signal)).stdout.toString('utf8').trim();
}

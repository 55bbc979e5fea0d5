import { createHash } from 'node:crypto';
import type { BlobRef } from '../../shared/kernel/blobRef';
import type { BundleFile } from '../../shared/report/chain';
import { type Redactor, Tally } from '../../shared/report/redactor';
import type { BundleFolder } from './bundleFolder';

/** Read at a time: large enough for the disk, small enough that a window answers while it is looked through. */
const PIECE_BYTES = 256 * 1024;

export type Copied = { readonly file: BundleFile } | { readonly absent: string };

/**
 * Copies stored content into the bundle under the hash it was recorded with, whatever its size, with its secrets taken out. The hash
 * of what was read is compared with the record's: content that the disk has changed proves nothing and is left out.
 */
export async function copyOutput(
  bundle: BundleFolder,
  source: { readonly ref: BlobRef; readonly pieces: AsyncIterable<Buffer> },
  redactor: Redactor,
): Promise<Copied> {
  const { ref } = source;
  const path = `outputs/${ref.sha256}.txt`;
  const tally = new Tally();
  const original = createHash('sha256');
  const pieces = cleanedPieces(source.pieces, { redactor, tally, see: (chunk) => original.update(chunk) });
  let written: BundleFile;
  try {
    written = await bundle.write(path, pieces);
  } catch (thrown) {
    if (!(thrown instanceof MissingSource)) throw thrown;
    await bundle.remove(path);
    return { absent: thrown.message };
  }
  if (original.digest('hex') === ref.sha256) return { file: withOriginal(written, ref, tally) };
  await bundle.remove(path);
  return { absent: CHANGED };
}

const CHANGED = 'what is stored under its hash is not the content that was recorded';

function withOriginal(written: BundleFile, ref: BlobRef, tally: Tally): BundleFile {
  const redacted = [...tally.list()];
  return redacted.length === 0 ? written : { ...written, original: { bytes: ref.bytes, sha256: ref.sha256 }, redacted };
}

class MissingSource extends Error {}

interface Cleaning {
  readonly redactor: Redactor;
  readonly tally: Tally;
  readonly see: (chunk: Buffer) => void;
}

async function* cleanedPieces(pieces: AsyncIterable<Buffer>, { redactor, tally, see }: Cleaning): AsyncGenerator<Uint8Array> {
  const stream = redactor.stream(tally);
  // Byte for byte: an output need not be text of any encoding.
  try {
    for await (const chunk of pieces) {
      see(chunk);
      yield Buffer.from(stream.push(chunk.toString('latin1')), 'latin1');
    }
  } catch (thrown) {
    throw storeWords(thrown) ?? thrown;
  }
  yield Buffer.from(stream.end(), 'latin1');
}

/** What the store says of content that it cannot give; undefined for anything else. */
function storeWords(thrown: unknown): MissingSource | undefined {
  if (!(thrown instanceof Error) || thrown.name !== 'StoreFailure') return undefined;
  const { code } = (thrown as Error & { readonly error: { readonly code: string } }).error;
  if (code === 'missing') return new MissingSource('it is not stored any more');
  return new MissingSource(code === 'damaged' ? CHANGED : `it cannot be read: ${thrown.message}`);
}

/** Text of the app's own with its secrets taken out, in pieces. `original` is there where something was. */
export async function writeCleaned(bundle: BundleFolder, path: string, text: string, redactor: Redactor): Promise<BundleFile> {
  const tally = new Tally();
  const written = await bundle.write(path, cleanedText(text, redactor, tally));
  const redacted = [...tally.list()];
  if (redacted.length === 0) return written;
  const bytes = Buffer.byteLength(text);
  return { ...written, original: { bytes, sha256: createHash('sha256').update(text).digest('hex') }, redacted };
}

function* cleanedText(text: string, redactor: Redactor, tally: Tally): Generator<string> {
  const stream = redactor.stream(tally);
  for (let at = 0; at < text.length; at += PIECE_BYTES) yield stream.push(text.slice(at, at + PIECE_BYTES));
  yield stream.end();
}

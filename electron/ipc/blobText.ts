import { open } from 'node:fs/promises';
import type { ParsedParams, Results } from '../../shared/ipc/methods';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { CorePart, Fault } from './ipc';

/** The longest UTF-8 sequence: a part never ends inside one, unless the content itself does. */
const LONGEST_SEQUENCE = 4;

/** A part of a stored output as text. `bytes` is how far it reaches from `offset`, which is where the next part begins. */
export async function blobText(
  blobs: CorePart['blobs'],
  { sha256, offset, bytes }: ParsedParams<'blob/text'>,
): Promise<Result<Results['blob/text'], Fault>> {
  const read = await readPart(blobs.path({ sha256, bytes: 0 }), offset, bytes);
  if (!read.ok) return read;
  const { part, size } = read.value;
  const end = offset + part.byteLength >= size;
  const whole = end ? part : part.subarray(0, wholeCharacters(part));
  return ok({ text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(whole), bytes: whole.byteLength, end });
}

async function readPart(path: string, offset: number, bytes: number): Promise<Result<{ part: Buffer; size: number }, Fault>> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const buffer = Buffer.alloc(Math.max(0, Math.min(bytes, size - offset)));
      const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, offset);
      return ok({ part: buffer.subarray(0, bytesRead), size });
    } finally {
      await file.close();
    }
  } catch (thrown) {
    if (!(thrown instanceof Error) || !('code' in thrown)) throw thrown;
    if (thrown.code === 'ENOENT') return err({ code: 'missing', message: 'This output is not stored here any more.' });
    return err({ code: 'store', message: `The stored output cannot be read: ${thrown.message}.` });
  }
}

/** How many bytes hold whole characters: a sequence cut at the end is left for the next part. */
function wholeCharacters(part: Uint8Array): number {
  for (let back = 1; back <= Math.min(LONGEST_SEQUENCE, part.byteLength); back++) {
    const byte = part[part.byteLength - back] ?? 0;
    if (byte < 0x80) return part.byteLength;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? part.byteLength - back : part.byteLength;
  }
  return part.byteLength;
}

function sequenceLength(lead: number): number {
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

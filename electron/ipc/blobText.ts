import type { ParsedParams, Results } from '../../shared/ipc/methods';
import { ok, type Result } from '../../shared/kernel/result';
import type { CorePart, Fault } from './ipc';
import { openOutput } from './output/openOutput';

/** The longest UTF-8 sequence: a part never ends inside one, unless the content itself does. */
const LONGEST_SEQUENCE = 4;

/** A part of a stored output as text. `bytes` is how far it reaches from `offset`, which is where the next part begins. */
export async function blobText(
  blobs: CorePart['blobs'],
  { sha256, offset, bytes }: ParsedParams<'blob/text'>,
): Promise<Result<Results['blob/text'], Fault>> {
  const opened = await openOutput(blobs, sha256);
  if (!opened.ok) return opened;
  const file = opened.value;
  try {
    const part = await file.read(offset, bytes);
    const end = offset + part.byteLength >= file.bytes;
    const whole = end ? part : part.subarray(0, wholeCharacters(part));
    return ok({ text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(whole), bytes: whole.byteLength, end });
  } finally {
    await file.close();
  }
}

/** How many bytes hold whole characters: a sequence cut at the end is left for the next part. */
export function wholeCharacters(part: Uint8Array): number {
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

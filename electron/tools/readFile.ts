import { constants } from 'node:fs';
import { type FileHandle, readdir } from 'node:fs/promises';
import type { ToolArguments } from '../../shared/tools/arguments';
import { MAX_READ_LINES } from '../../shared/tools/limits';
import { PlainLines } from '../../shared/tools/plainLines';
import type { BlobStore } from '../store/blobStore';
import { NumberedLines } from './numberedLines';
import { type OpenFile, openReal } from './openFile';
import { type Answer, failed, type Order } from './order';
import { isOutputName, type Outputs } from './outputs';
import { errorCode, reachOf, resolveReal } from './reach';

/** Bytes read at a time; also how far a NUL is looked for, which tells a binary file (as git and ripgrep do). */
const CHUNK_BYTES = 64 * 1024;

/** Entries of a folder's listing. */
const MAX_ENTRIES = 500;

type ReadArguments = ToolArguments<'read_file'>;

/** Reads a file, a folder or a stored output under the policy of the goal's commands. */
export async function readFileTool(
  parts: { readonly blobs: BlobStore; readonly outputs: Outputs },
  order: Order,
  args: ReadArguments,
  signal: AbortSignal,
): Promise<Answer> {
  if (isOutputName(args.path)) return readOutput(parts, order, args, signal);
  const real = await resolveReal(order.workspace.root, args.path);
  if (!real.ok) return failed(`${args.path} ${real.error}.`);
  const opened = await openReal(real.value, constants.O_RDONLY, reachOf(order.policy, 'read'));
  if (!opened.ok) return failed(`${args.path} ${opened.error}.`);
  try {
    return opened.value.stats.isDirectory()
      ? await listFolder(args.path, opened.value, real.value)
      : await readText(args, opened.value, signal);
  } catch (thrown) {
    return failed(`${args.path} could not be read (${errorCode(thrown)}).`);
  } finally {
    await opened.value.handle.close();
  }
}

async function readText(args: ReadArguments, file: OpenFile, signal: AbortSignal): Promise<Answer> {
  const first = await readChunk(file.handle, 0);
  if (first.includes(0)) return failed(`${args.path} is a binary file of ${file.stats.size} bytes.`);
  const lines = linesWanted(args);
  const decoder = new TextDecoder();
  const whole = await eachChunk(file.handle, first, signal, (chunk) => lines.push(decoder.decode(chunk, { stream: true })));
  lines.push(decoder.decode());
  return whole ? { status: 'ok', output: lines.finish() } : failed('Interrupted.');
}

const linesWanted = (args: ReadArguments): NumberedLines =>
  new NumberedLines(args.offset ?? 1, Math.min(args.limit ?? MAX_READ_LINES, MAX_READ_LINES));

/** Hands on chunk by chunk while `take` wants more; answers false when the signal cut it short. */
async function eachChunk(
  handle: FileHandle,
  first: Buffer,
  signal: AbortSignal,
  take: (chunk: Buffer) => boolean,
): Promise<boolean> {
  let position = 0;
  for (let chunk = first; chunk.length > 0 && take(chunk); chunk = await readChunk(handle, position)) {
    if (signal.aborted) return false;
    position += chunk.length;
  }
  return true;
}

async function readChunk(handle: FileHandle, position: number): Promise<Buffer> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, position);
  return buffer.subarray(0, bytesRead);
}

/** A stored output as plain lines: it was printed on a terminal, whose escape sequences and redrawn lines a reader does not want. */
async function readOutput(
  parts: { readonly blobs: BlobStore; readonly outputs: Outputs },
  order: Order,
  args: ReadArguments,
  signal: AbortSignal,
): Promise<Answer> {
  const ref = parts.outputs.find(order.thread, args.path, order.outputs ?? []);
  if (!ref)
    return failed(
      `No output "${args.path}" is kept. Names of outputs are in the answers of shell and write_stdin; or run the command again.`,
    );
  try {
    const output = await plainOutput(parts.blobs.stream(ref), linesWanted(args), signal);
    return output === undefined ? failed('Interrupted.') : { status: 'ok', output };
  } catch (thrown) {
    if (!(thrown instanceof Error) || thrown.name !== 'StoreFailure') throw thrown;
    return failed(`The output "${args.path}" is not there any more. Run the command again.`);
  }
}

/** The lines wanted, read no further than they reach; undefined when the signal cut it short. */
async function plainOutput(
  pieces: AsyncIterable<Uint8Array>,
  lines: NumberedLines,
  signal: AbortSignal,
): Promise<string | undefined> {
  const plain = new PlainLines();
  const decoder = new TextDecoder();
  for await (const piece of pieces) {
    if (signal.aborted) return undefined;
    if (!lines.push(plain.push(decoder.decode(piece, { stream: true })))) break;
  }
  lines.push(plain.push(decoder.decode()) + plain.flush());
  return lines.finish();
}

/** Names, folders with a slash and symlinks with an `@` at the end. Listed through the open folder, not by its name again. */
async function listFolder(path: string, folder: OpenFile, real: string): Promise<Answer> {
  const at = process.platform === 'linux' ? `/proc/self/fd/${folder.handle.fd}` : real;
  const entries = await readdir(at, { withFileTypes: true });
  const names = entries.map((entry) => entry.name + (entry.isDirectory() ? '/' : entry.isSymbolicLink() ? '@' : '')).sort();
  const rest = names.length - MAX_ENTRIES;
  const more = rest > 0 ? [`[${rest} more entries: use search or shell]`] : [];
  return {
    status: 'ok',
    output: [`${path} is a folder of ${names.length} entries:`, ...names.slice(0, MAX_ENTRIES), ...more].join('\n'),
  };
}

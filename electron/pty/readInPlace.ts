import type { Duplex } from 'node:stream';

/**
 * What Linux gives of a terminal at a time. A read that fills the buffer is followed by the next at once; after another one libuv waits to
 * hear that there is more, which in Electron another thread does (measured in a utility process, 32 MB: 5,000 changes of threads instead of
 * 22,000, 160 ms of CPU instead of 380). One for all of the process: what was read is handed on before the next read begins.
 */
const BUFFER = Buffer.alloc(4095);

/**
 * Reads a terminal into a buffer that is used again; the bytes are the taker's for the time of the call. Otherwise Node makes 64 KB of
 * new memory for each read, and Electron clears them: a third of the host's time in a flood (measured: 520 → 360 ms of CPU per 32 MB).
 * Streams have a way for this, the option `onread` of https://nodejs.org/api/net.html#new-netsocketoptions, which node-pty does not let
 * through: so it is set afterwards, where the stream keeps it. Where another Node keeps it elsewhere, it is read as ever.
 */
export function readInPlace(stream: Duplex & { readonly _handle?: Handle }, take: (bytes: Uint8Array) => void): void {
  const [buffer, callback] = [slotOf(stream, 'kBuffer'), slotOf(stream, 'kBufferCb')];
  if (buffer && callback && stream._handle?.useUserBuffer) {
    const slots = { [buffer]: BUFFER, [callback]: (bytes: number) => void take(BUFFER.subarray(0, bytes)) };
    Object.assign(stream, slots);
    // biome-ignore lint/correctness/useHookAtTopLevel: a method of Node's, and no hook of React's.
    stream._handle.useUserBuffer(BUFFER);
  }
  // It is read once somebody listens.
  stream.on('data', take);
}

/** A stream's own, which is not in Node's types. */
interface Handle {
  useUserBuffer?(buffer: Uint8Array): void;
}

function slotOf(stream: object, name: string): symbol | undefined {
  return Object.getOwnPropertySymbols(stream).find(({ description }) => description === name);
}

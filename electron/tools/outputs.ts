import type { BlobRef } from '../../shared/kernel/blobRef';

/** How a stored output is named to the model, in place of a path. */
const PREFIX = 'output:';

/** Hex digits of a hash in a name: 48 bits tell apart all that one thread stores. */
const DIGITS = 12;

/** Names kept per thread. A name is 12 digits and a reference; older ones are forgotten and the answer says so. */
const MAX_NAMES = 1000;

export const outputName = (ref: BlobRef): string => PREFIX + ref.sha256.slice(0, DIGITS);

export const isOutputName = (path: string): boolean => path.startsWith(PREFIX);

/** The stored outputs that each thread may read: its own, by the names its answers gave. */
export class Outputs {
  readonly #threads = new Map<string, Map<string, BlobRef>>();

  add(thread: string, ref: BlobRef): void {
    const names = this.#threads.get(thread) ?? new Map<string, BlobRef>();
    this.#threads.set(thread, names);
    names.set(outputName(ref), ref);
    const [oldest] = names.keys();
    if (names.size > MAX_NAMES && oldest !== undefined) names.delete(oldest);
  }

  /** The output of a name; more digits than the name holds are compared too. `also` are outputs known from elsewhere. */
  find(thread: string, name: string, also: readonly BlobRef[]): BlobRef | undefined {
    const digits = name.slice(PREFIX.length).trim().toLowerCase();
    if (digits.length < DIGITS) return undefined;
    const own = [...(this.#threads.get(thread)?.values() ?? [])];
    return [...own, ...also].find((ref) => ref.sha256.startsWith(digits));
  }

  forget(thread: string): void {
    this.#threads.delete(thread);
  }
}

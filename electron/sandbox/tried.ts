import { SandboxManager } from '@anthropic-ai/sandbox-runtime';
import { isHostPattern } from '../../shared/goal/host';

/** A command may knock at hundreds of doors; a person reads a few. */
const MOST_HOSTS = 8;

/** Commands whose refused hosts nobody has asked for yet: those of a session that is never looked at. */
const MOST_COMMANDS = 256;

/** As the library writes down what its proxy refused because no entry of the allow-list names it. */
const REFUSED = /^deny network-outbound (\S+):(\d+) \(host is not on the allow list\)$/;

/** The library keeps so many characters of a command's id. */
const ID_CHARS = 100;

/**
 * Which hosts each command tried to reach and was refused. The proxy notes it before it answers the command, so that what a command
 * did stands here once it has ended. The id comes over a road that the command can write: it says who is told, and allows nothing.
 */
export class TriedHosts {
  readonly #hosts = new Map<string, Set<string>>();

  constructor() {
    SandboxManager.getSandboxViolationStore().subscribe((violations) => {
      const last = violations.at(-1);
      if (last) this.#note(last.line, last.encodedCommand);
    });
  }

  /** The refused hosts of a command since the last time, as an allow-list would name them. */
  take(id: string): readonly string[] {
    const key = id.slice(0, ID_CHARS);
    const hosts = [...(this.#hosts.get(key) ?? [])];
    this.#hosts.delete(key);
    return hosts;
  }

  #note(line: string, encoded: string | undefined): void {
    const [, name, port] = REFUSED.exec(line) ?? [];
    const host = `${name?.toLowerCase()}:${port}`;
    if (encoded === undefined || name === undefined || !isHostPattern(host)) return;
    const key = Buffer.from(encoded, 'base64').toString('utf8');
    const known = this.#hosts.get(key) ?? new Set();
    if (known.size < MOST_HOSTS) known.add(host);
    this.#hosts.delete(key);
    this.#hosts.set(key, known);
    const [oldest] = this.#hosts.keys();
    if (this.#hosts.size > MOST_COMMANDS && oldest !== undefined) this.#hosts.delete(oldest);
  }
}

import { callTerminal } from '../../shared/terminal/callTerminal';
import type { ToolArguments } from '../../shared/tools/arguments';
import { MAX_SEARCH_LINES } from '../../shared/tools/limits';
import type { runOnPipes } from '../pty/pipes';
import type { Sandbox } from '../sandbox/sandbox';
import { duration } from './commandAnswer';
import { type Answer, failed, type Order } from './order';

/** Longer means that the search reaches far more than the project; the answer says to narrow it. */
const SEARCH_TIMEOUT_MS = 30_000;

/** Output taken from ripgrep, in UTF-16 units: some 8,000 tokens. */
const MAX_UNITS = 32_000;

/** A longer line is shown up to here: matches in minified code are of little use. */
const MAX_COLUMNS = 400;

/** Its words when a pattern is refused fit in a few lines. */
const MAX_FAULT_UNITS = 2_000;

export interface SearchParts {
  readonly sandbox: Sandbox;
  readonly runOnPipes: typeof runOnPipes;
}

/** Searches with ripgrep inside the sandbox, so that the policy of commands is its own. */
export async function searchTool(
  parts: SearchParts,
  order: Order,
  args: ToolArguments<'search'>,
  signal: AbortSignal,
): Promise<Answer> {
  const { policy, env, workspace } = order;
  const id = `${order.thread}/${callTerminal(order.call)}`;
  const wrapped = await parts.sandbox.wrap(
    { id, command: ripgrepCommand(args), cwd: workspace.root, policy, env, terminal: false },
    signal,
  );
  if (!wrapped.ok) return failed(wrapped.error.message);
  const found = new FirstLines(MAX_SEARCH_LINES, MAX_UNITS);
  const said = new FirstLines(MAX_SEARCH_LINES, MAX_FAULT_UNITS);
  const enough = new AbortController();
  const exit = await parts.runOnPipes(wrapped.value, {
    timeoutMs: SEARCH_TIMEOUT_MS,
    signal: AbortSignal.any([signal, enough.signal]),
    onStdout: (chunk) => {
      if (!found.push(chunk)) enough.abort();
    },
    onStderr: (chunk) => {
      said.push(chunk);
    },
  });
  if (!exit.ok) return failed(exit.error.message);
  if (signal.aborted) return failed('Interrupted.');
  return describe(found, said.text(), exit.value);
}

function ripgrepCommand(args: ToolArguments<'search'>): string {
  const options = ['--no-config', '--color=never', '--no-heading', '--with-filename', '--line-number', '--hidden', '--sort=path'];
  const width = [`--max-columns=${MAX_COLUMNS}`, '--max-columns-preview'];
  const globs = [...(args.glob === undefined ? [] : [`--glob=${args.glob}`]), '--glob=!.git'];
  return ['exec', 'rg', ...options, ...width, ...[...globs, '--', args.pattern, args.path ?? '.'].map(quoted)].join(' ');
}

/** One word for a POSIX shell, whatever it holds. */
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

function describe(found: FirstLines, said: string, exit: { readonly exit: number | null; readonly timedOut: boolean }): Answer {
  const lines = found.text().replace(/^\.\//gm, '');
  if (found.full)
    return { status: 'ok', output: `${lines}\n[more lines match: narrow the search with path, glob or the pattern]` };
  if (exit.timedOut)
    return failed(`${lines}\n[stopped after ${duration(SEARCH_TIMEOUT_MS)}: narrow the search with path or glob]`.trimStart());
  if (exit.exit === 0) return { status: 'ok', output: lines };
  const [denied, faults] = sortWords(said);
  const hidden = denied.length > 0 ? `[not searched, because hidden or not readable: ${denied.length} paths]` : '';
  if (faults === '' && (exit.exit === 1 || denied.length > 0))
    return { status: 'ok', output: lines || `No lines match. ${hidden}`.trimEnd() };
  return {
    status: lines === '' ? 'failed' : 'ok',
    output: `${lines}\n${faults || `ripgrep ended with exit ${exit.exit}.`}`.trim(),
  };
}

/** Hidden paths are met by every search of the whole workspace and are no fault of it: what ripgrep says of them is kept apart. */
function sortWords(said: string): readonly [denied: readonly string[], faults: string] {
  const lines = said.split('\n').filter((line) => line !== '');
  const isDenied = (line: string) => /(?:Permission denied|Operation not permitted) \(os error \d+\)$/.test(line);
  return [lines.filter(isDenied), lines.filter((line) => !isDenied(line)).join('\n')];
}

/** The first whole lines of a stream. */
class FirstLines {
  readonly #lines: number;
  readonly #units: number;
  readonly #decoder = new TextDecoder();
  #text = '';
  #full = false;

  constructor(lines: number, units: number) {
    this.#lines = lines;
    this.#units = units;
  }

  /** Whether more came than was wanted. */
  get full(): boolean {
    return this.#full;
  }

  /** Takes a chunk; answers whether more is wanted. */
  push(chunk: Uint8Array): boolean {
    if (this.#full) return false;
    this.#text += this.#decoder.decode(chunk, { stream: true });
    const lines = this.#text.split('\n').slice(0, this.#lines).join('\n');
    const whole = lines.length > this.#units ? lines.slice(0, Math.max(lines.lastIndexOf('\n', this.#units), 0)) : lines;
    this.#full =
      this.#text.slice(whole.length).trim() !== '' && (whole.length < lines.length || lines.length < this.#text.length);
    if (this.#full) this.#text = whole;
    return !this.#full;
  }

  text(): string {
    return this.#text.trimEnd();
  }
}

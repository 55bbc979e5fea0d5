import { err, ok, type Result } from '../../kernel/result';

/** Why a patch cannot be taken. `line` counts the patch text's own lines from 1. */
export interface PatchError {
  readonly line: number;
  readonly message: string;
}

export interface HunkLine {
  readonly kind: 'keep' | 'remove' | 'add';
  readonly text: string;
}

/** One place of one file. `anchors` are the `@@` lines to pass first, outermost first; `line` is where it starts in the patch. */
export interface Hunk {
  readonly line: number;
  readonly anchors: readonly string[];
  readonly lines: readonly HunkLine[];
  readonly endOfFile: boolean;
}

export type PatchSection =
  | { readonly action: 'add'; readonly path: string; readonly line: number; readonly content: string }
  | { readonly action: 'delete'; readonly path: string; readonly line: number }
  | {
      readonly action: 'update';
      readonly path: string;
      readonly line: number;
      readonly moveTo?: string;
      readonly hunks: readonly Hunk[];
    };

export interface Patch {
  readonly sections: readonly PatchSection[];
}

const BEGIN = '*** Begin Patch';
const END = '*** End Patch';
const END_OF_FILE = '*** End of File';
const HEADER = /^\*\*\* (Add File|Delete File|Update File|Move to): *(.*?)\s*$/;
const HEREDOC = /^(?:(?:apply_patch|cat)\s+)?<<-?\s*(['"]?)(\w+)\1\s*$/;
/** The head of a unified diff's hunk. Its numbers are often wrong in a model's hands and its heading cut, so both are ignored. */
const UNIFIED_HEAD = /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/;

/** Reads the `*** Begin Patch` format, in which no line numbers are needed. A shell heredoc round it is tolerated. */
export function parsePatch(text: string): Result<Patch, PatchError> {
  const reader = new Reader(splitPatch(text));
  const opened = openPatch(reader);
  if (!opened.ok) return opened;
  const sections: PatchSection[] = [];
  for (;;) {
    reader.skipBlank();
    const line = reader.peek();
    if (line === undefined) return fail(reader, `the patch does not end with "${END}"`);
    if (line.trim() === END) break;
    const section = readSection(reader);
    if (!section.ok) return section;
    sections.push(section.value);
  }
  return closePatch(reader, sections, opened.value);
}

class Reader {
  readonly #lines: readonly string[];
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** Number of the line that {@link peek} shows, from 1. */
  get line(): number {
    return this.#at + 1;
  }

  peek(): string | undefined {
    return this.#lines[this.#at];
  }

  next(): string | undefined {
    const line = this.#lines[this.#at];
    this.#at += 1;
    return line;
  }

  skipBlank(): void {
    while (this.peek()?.trim() === '') this.#at += 1;
  }

  /** The line shown after the blank ones that start here, without moving. */
  peekPastBlank(): string | undefined {
    let at = this.#at;
    while (this.#lines[at]?.trim() === '') at += 1;
    return this.#lines[at];
  }
}

function fail(reader: Reader, message: string): Result<never, PatchError> {
  return err({ line: reader.line, message });
}

/** A patch whose every line ends in CR came over a CRLF road; a single CR is content. */
function splitPatch(text: string): string[] {
  const lines = text.split('\n');
  const whole = lines.slice(0, -1);
  const carried = whole.length > 0 && whole.every((line) => line.endsWith('\r'));
  return carried ? lines.map((line) => line.replace(/\r$/, '')) : lines;
}

/** Passes the opening line; answers the heredoc's closing word, if the patch came in one. */
function openPatch(reader: Reader): Result<string | undefined, PatchError> {
  reader.skipBlank();
  const heredoc = HEREDOC.exec(reader.peek() ?? '')?.[2];
  if (heredoc !== undefined) reader.next();
  if (reader.peek()?.trim() !== BEGIN) return fail(reader, `the first line of a patch is "${BEGIN}"`);
  reader.next();
  return ok(heredoc);
}

function closePatch(reader: Reader, sections: PatchSection[], heredoc: string | undefined): Result<Patch, PatchError> {
  if (sections.length === 0) return fail(reader, 'the patch changes no file');
  reader.next();
  reader.skipBlank();
  if (heredoc !== undefined && reader.peek()?.trim() === heredoc) reader.next();
  reader.skipBlank();
  return reader.peek() === undefined ? ok({ sections }) : fail(reader, `nothing may follow "${END}"`);
}

function readSection(reader: Reader): Result<PatchSection, PatchError> {
  const line = reader.line;
  const header = HEADER.exec(reader.peek()?.trim() ?? '');
  const [, action, path] = header ?? [];
  if (action === undefined || action === 'Move to') {
    return fail(reader, 'expected "*** Add File: path", "*** Delete File: path", "*** Update File: path" or "*** End Patch"');
  }
  if (!path) return fail(reader, `"*** ${action}:" names no path`);
  reader.next();
  if (action === 'Delete File') return ok({ action: 'delete', path, line });
  if (action === 'Add File') return ok({ action: 'add', path, line, content: readContent(reader) });
  return readUpdate(reader, path, line);
}

/** The `+` lines of a new file. A bare empty line between two of them is an empty line; after them it is a separator. */
function readContent(reader: Reader): string {
  let content = '';
  for (;;) {
    const line = reader.peek();
    if (line?.startsWith('+')) content += `${line.slice(1)}\n`;
    else if (line?.trim() === '' && reader.peekPastBlank()?.startsWith('+')) content += '\n';
    else return content;
    reader.next();
  }
}

function readUpdate(reader: Reader, path: string, line: number): Result<PatchSection, PatchError> {
  const move = HEADER.exec(reader.peek()?.trim() ?? '');
  const moveTo = move?.[1] === 'Move to' ? move[2] : undefined;
  if (moveTo === '') return fail(reader, '"*** Move to:" names no path');
  if (moveTo !== undefined) reader.next();
  const hunks: Hunk[] = [];
  while (!atSectionEnd(reader)) {
    const hunk = readHunk(reader, hunks.length === 0);
    if (!hunk.ok) return hunk;
    hunks.push(hunk.value);
  }
  if (hunks.length === 0 && moveTo === undefined) return err({ line, message: `"*** Update File: ${path}" holds no change` });
  return ok({ action: 'update', path, line, hunks, ...(moveTo === undefined ? {} : { moveTo }) });
}

function atSectionEnd(reader: Reader): boolean {
  const line = reader.peekPastBlank();
  return line === undefined || (line.startsWith('*** ') && line.trim() !== END_OF_FILE);
}

function readHunk(reader: Reader, first: boolean): Result<Hunk, PatchError> {
  if (reader.peekPastBlank()?.startsWith('@@')) reader.skipBlank();
  const line = reader.line;
  const anchors = readAnchors(reader);
  if (anchors === undefined && !first) return fail(reader, 'a further hunk of a file starts with "@@"');
  const lines: HunkLine[] = [];
  for (;;) {
    const parsed = hunkLine(reader.peek());
    if (parsed === undefined || (isBare(reader.peek()) && atSectionEnd(reader))) break;
    lines.push(parsed);
    reader.next();
  }
  const endOfFile = reader.peek()?.trim() === END_OF_FILE;
  if (endOfFile) reader.next();
  else if (!atHunkEnd(reader)) return fail(reader, badLine(reader.peek() ?? ''));
  if (lines.length === 0) return err({ line, message: 'the hunk has no lines' });
  return ok({ line, anchors: anchors ?? [], lines, endOfFile });
}

function readAnchors(reader: Reader): string[] | undefined {
  if (!reader.peek()?.startsWith('@@')) return undefined;
  const anchors: string[] = [];
  while (reader.peek()?.startsWith('@@')) {
    const head = reader.next() ?? '';
    const anchor = UNIFIED_HEAD.test(head) ? '' : head.slice(2).replace(/^ /, '');
    if (anchor.trim() !== '') anchors.push(anchor);
  }
  return anchors;
}

const KINDS: Readonly<Record<string, HunkLine['kind']>> = { ' ': 'keep', '-': 'remove', '+': 'add' };

const isBare = (line: string | undefined): boolean => line === '' || line === '\r';

/** A bare line stands for an empty line kept: models drop its leading space. */
function hunkLine(line: string | undefined): HunkLine | undefined {
  if (isBare(line)) return { kind: 'keep', text: '' };
  const kind = KINDS[line?.[0] ?? ''];
  return kind === undefined || line === undefined ? undefined : { kind, text: line.slice(1) };
}

function atHunkEnd(reader: Reader): boolean {
  return atSectionEnd(reader) || reader.peek()?.startsWith('@@') === true;
}

function badLine(line: string): string {
  return `"${line.slice(0, 80)}" starts with none of " " (kept), "+" (added), "-" (removed), "@@" and "***"`;
}

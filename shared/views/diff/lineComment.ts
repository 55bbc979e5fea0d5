/** Where a comment stands: on lines of one side of a file, as of a checkpoint. */
export interface CommentPlace {
  readonly path: string;
  readonly side: 'before' | 'after';
  readonly from: number;
  readonly to: number;
  /** The checkpoint whose lines these are. */
  readonly checkpoint: string;
}

/** A comment on lines, with the code that it is about, which may be cut. */
export interface LineComment extends CommentPlace {
  readonly code: readonly string[];
  readonly words: string;
}

/** The agent reads the file itself: the quote is to find the place by, and must not fill its context. */
const MOST_LINES = 40;
const MOST_COLUMNS = 200;

/** Cuts quoted code to what a comment carries. */
export function quotedCode(lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, MOST_LINES).map((line) => (line.length > MOST_COLUMNS ? `${line.slice(0, MOST_COLUMNS)}…` : line));
  return lines.length > MOST_LINES ? [...shown, `[… ${lines.length - MOST_LINES} more lines]`] : shown;
}

/** The message that the agent gets; `parseComment` reads it back, so that the comment is known by the log alone. */
export function commentText({ path, side, from, to, checkpoint, code, words }: LineComment): string {
  const lines = from === to ? `line ${from}` : `lines ${from} to ${to}`;
  const quote = code.map((line) => `> ${line}`.trimEnd()).join('\n');
  return `On ${named(path)}, ${lines}, ${side} the change, as of checkpoint ${checkpoint}:\n\n${quote}\n\n${words.trim()}`;
}

const HEAD =
  /^On (`[^`\n]+`|"(?:[^"\\\n]|\\.)*"), lines? (\d+)(?: to (\d+))?, (before|after) the change, as of checkpoint (\S+):\n\n/;

/** Undefined for any other message. */
export function parseComment(text: string): LineComment | undefined {
  const head = HEAD.exec(text);
  if (!head) return undefined;
  const [all, path = '', from = '', to = from, side = 'after', checkpoint = ''] = head;
  const lines = text.slice(all.length).split('\n');
  const end = lines.findIndex((line) => !line.startsWith('>'));
  if (end < 1 || lines[end] !== '') return undefined;
  return {
    path: unnamed(path),
    side: side === 'before' ? 'before' : 'after',
    from: Number(from),
    to: Number(to),
    checkpoint,
    code: lines.slice(0, end).map((line) => line.slice(2)),
    words: lines.slice(end + 1).join('\n'),
  };
}

/** A path with what would end its quotes is written as JSON has it. */
function named(path: string): string {
  return /[`\n\r]/.test(path) ? JSON.stringify(path) : `\`${path}\``;
}

function unnamed(name: string): string {
  if (!name.startsWith('"')) return name.slice(1, -1);
  try {
    return String(JSON.parse(name));
  } catch {
    return name;
  }
}

/**
 * The last of the lines that the comment is about, in a text that may have changed since: where its code still stands, the occurrence
 * nearest to where it was made. Null where it stands nowhere.
 */
export function placeComment(text: readonly string[], comment: Pick<LineComment, 'from' | 'to' | 'code'>): number | null {
  const code = comment.code.slice(0, Math.min(MOST_LINES, comment.to - comment.from + 1));
  const starts = text.flatMap((line, index) => (sameLine(line, code[0]) && standsAt(text, index, code) ? [index + 1] : []));
  const nearest = starts.toSorted((a, b) => Math.abs(a - comment.from) - Math.abs(b - comment.from))[0];
  return nearest === undefined ? null : nearest + (comment.to - comment.from);
}

function standsAt(text: readonly string[], index: number, code: readonly string[]): boolean {
  return code.every((line, offset) => sameLine(text[index + offset], line));
}

/** A quoted line has lost its trailing blanks, and all behind the most columns. */
function sameLine(line: string | undefined, quoted: string | undefined): boolean {
  return (
    line !== undefined &&
    quoted !== undefined &&
    line.slice(0, MOST_COLUMNS).trimEnd() === quoted.slice(0, MOST_COLUMNS).trimEnd()
  );
}

/** A text as lines without their ends. `end` is the line end most of them have; `ends` is each line's own. */
export interface TextLines {
  readonly mark: string;
  readonly texts: readonly string[];
  readonly ends: readonly string[];
  readonly end: '\n' | '\r\n';
  /** Whether the last line is ended. An empty text counts as ended: what is added to it gets line ends. */
  readonly ended: boolean;
}

const BYTE_ORDER_MARK = '\uFEFF';

export function splitLines(text: string): TextLines {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const pieces = text.slice(mark.length).split('\n');
  const last = pieces.pop() ?? '';
  const ended = last === '';
  const texts = pieces.map((piece) => piece.replace(/\r$/, ''));
  const ends: string[] = pieces.map((piece) => (piece.endsWith('\r') ? '\r\n' : '\n'));
  if (!ended) {
    texts.push(last);
    ends.push('');
  }
  const carried = ends.filter((end) => end === '\r\n').length;
  return { mark, texts, ends, end: carried * 2 > pieces.length ? '\r\n' : '\n', ended };
}

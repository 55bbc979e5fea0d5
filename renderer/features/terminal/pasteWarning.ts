/**
 * A program that knows where a paste begins and ends waits for Enter with it all the same; only more lines than a person takes in at a
 * glance, or than they have set, are asked about. One that does not know takes each line as an order at once.
 */
import { t } from '../../../shared/words/t';

export const MANY_LINES = 5;

export interface PasteWarning {
  readonly lines: number;
  /** Whether each line is taken as an order when it ends. */
  readonly atOnce: boolean;
  /** Control characters in it, which are left out: with one of them a text can end its own bracket and give orders. */
  readonly controls: number;
}

/** What is to be asked before a text is pasted; undefined where nothing is. `bracketed`: the program has asked for the mode. */
export function pasteWarning(text: string, bracketed: boolean, most = MANY_LINES): PasteWarning | undefined {
  const lines = linesOf(text);
  const controls = text.match(CONTROLS)?.length ?? 0;
  const atOnce = !bracketed && /[\r\n]/.test(text);
  const many = bracketed ? lines > most : atOnce && lines > 1;
  return many || controls > 0 ? { lines, atOnce, controls } : undefined;
}

/** The text as it is handed on: without control characters but tabs and line ends. */
export function cleanPaste(text: string): string {
  return text.replace(CONTROLS, '');
}

/** C0 and C1 but tab, line feed and carriage return, and the marks that turn the order of what one reads. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A line end at the end begins no further line. */
function linesOf(text: string): number {
  return text.replace(/\r\n?|\n$/g, (end, at: number) => (at + end.length === text.length ? '' : '\n')).split('\n').length;
}

/** `14 lines, each taken as an order when it ends. 2 control characters are left out.` */
export function warningWords({ lines, atOnce, controls }: PasteWarning): string {
  const first = t`${lines} line${lines === 1 ? '' : 's'}${atOnce && lines > 1 ? t`, each taken as an order when it ends` : ''}.`;
  if (controls === 0) return first;
  return t`${first} ${controls} control character${controls === 1 ? t` is` : t`s are`} left out.`;
}

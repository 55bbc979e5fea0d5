import type { IParser } from '@xterm/xterm';

// What a program's output may ask of a terminal beside drawing on it. A view only draws: questions are answered once, by the owner's
// own screen, or each view would answer again and its answer would pass for what a person typed.

/** Device attributes, status and modes. */
const QUESTIONS = [
  { final: 'c' },
  { prefix: '>', final: 'c' },
  { prefix: '=', final: 'c' },
  { final: 'n' },
  { prefix: '?', final: 'n' },
  { intermediates: '$', final: 'p' },
  { prefix: '?', intermediates: '$', final: 'p' },
] as const;

/** Colours of the palette, the text, its ground and the cursor: set they may be, and asked for with a question mark. */
const COLOURS = [4, 10, 11, 12] as const;

const CLIPBOARD = 52;

/** As much of a parser as is needed; the one of a terminal without a window is the same. */
type Hooks = Pick<IParser, 'registerCsiHandler' | 'registerDcsHandler' | 'registerOscHandler'>;

/** Answers no question, and refuses every use of the clipboard; `onClipboard` is told of each. */
export function refuseRequests(parser: Hooks, onClipboard: () => void): void {
  for (const question of QUESTIONS) parser.registerCsiHandler(question, () => true);
  parser.registerDcsHandler({ intermediates: '$', final: 'q' }, () => true);
  for (const colour of COLOURS) parser.registerOscHandler(colour, (data) => data.includes('?'));
  parser.registerOscHandler(CLIPBOARD, () => {
    onClipboard();
    return true;
  });
}

/** That the terminal has the focus or has lost it, which programs may ask to be told: nothing that a person typed. */
export function isFocusReport(data: string): boolean {
  return data === '\u001b[I' || data === '\u001b[O';
}

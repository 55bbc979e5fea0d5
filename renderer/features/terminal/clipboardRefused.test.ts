import { Terminal } from '@xterm/headless';
import { afterEach, describe, expect, it } from 'vitest';
import { refuseClipboard } from './clipboardRefused';

let terminal: Terminal | undefined;
afterEach(() => terminal?.dispose());

describe('the clipboard', () => {
  it.each([
    ['a write, ended by BEL', '\u001b]52;c;aGVsbG8=\u0007'],
    ['a write, ended by ST', '\u001b]52;;aGVsbG8=\u001b\\'],
    ['a reading', '\u001b]52;p;?\u0007'],
    ['a clearing', '\u001b]52;c;!\u0007'],
  ])('is refused %s, and the text round it stays', async (_name, sequence) => {
    const opened = new Terminal({ cols: 20, rows: 2, allowProposedApi: true });
    terminal = opened;
    const answers: string[] = [];
    // A handler that was there before, as one that writes the clipboard would be.
    const written: string[] = [];
    opened.parser.registerOscHandler(52, (data) => written.push(data) > 0);
    let refused = 0;
    refuseClipboard(opened.parser, () => {
      refused += 1;
    });
    opened.onData((data) => answers.push(data));
    await new Promise<void>((resolve) => opened.write(`a${sequence}b`, resolve));
    expect({ refused, written, answers }).toEqual({ refused: 1, written: [], answers: [] });
    expect(opened.buffer.active.getLine(0)?.translateToString(true)).toBe('ab');
  });
});

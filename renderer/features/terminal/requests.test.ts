import { Terminal } from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { refuseRequests } from './requests';

/** A terminal that is written to, what it sent back, and how often the clipboard was asked for. */
async function written(text: string, refuse = true) {
  const terminal = new Terminal({ cols: 40, rows: 4, allowProposedApi: true });
  const answers: string[] = [];
  let clipboard = 0;
  if (refuse) {
    refuseRequests(terminal.parser, () => {
      clipboard += 1;
    });
  }
  terminal.onData((data) => answers.push(data));
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  const line = terminal.buffer.active.getLine(0)?.translateToString(true);
  terminal.dispose();
  return { answers, clipboard, line };
}

const QUESTIONS = '\u001b[c\u001b[>c\u001b[5n\u001b[6n\u001b[?6n\u001b[20$p\u001b[?25$p\u001bP$qm\u001b\\';

describe('what output asks of a view', () => {
  it('is answered by a terminal that refuses nothing, or this proves nothing', async () => {
    expect((await written(QUESTIONS, false)).answers.length).toBeGreaterThan(5);
  });

  it('is not answered', async () => {
    expect(await written(`${QUESTIONS}\u001b]11;?\u0007\u001b]4;1;?\u0007here`)).toEqual({
      answers: [],
      clipboard: 0,
      line: 'here',
    });
  });

  it('never reaches the clipboard, neither to write nor to read', async () => {
    const { answers, clipboard, line } = await written('a\u001b]52;c;aGVsbG8=\u0007b\u001b]52;p;?\u001b\\c');
    expect([answers, clipboard, line]).toEqual([[], 2, 'abc']);
  });
});

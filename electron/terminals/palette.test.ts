import { describe, expect, it } from 'vitest';
import { openHeadless } from './headless';
import { Palette } from './palette';
import { ScreenModel, type Snapshot } from './screenModel';

function open() {
  const terminal = openHeadless({ cols: 20, rows: 4, scrollback: 10 });
  return { terminal, palette: new Palette(terminal) };
}

function reads({ terminal, palette }: ReturnType<typeof open>, text: string): Promise<string> {
  return new Promise((resolve) =>
    terminal.write(text, () => resolve(palette.drawn().replaceAll('\u001b\\', '|').replaceAll('\u001b', ''))),
  );
}

const NONE = '\u0018]104|]110|]111|]112|';

describe('the colours that a program gave', () => {
  it('are the last of each, without what is no colour, a question or out of range', async () => {
    const one = open();
    expect(await reads(one, '')).toBe(NONE);
    await reads(one, '\u001b]4;1;rgb:ff/00/00;2;#0f0;1;?;3;red;256;#fff;x;#fff\u0007\u001b]4;1;rgb:1/2/33\u0007');
    expect(await reads(one, '\u001b]10;#111;?;#333;#444\u001b\\\u001b]11;no\u0007')).toBe(
      `${NONE}]4;1;rgb:ff/00/00;2;#0f0|]10;#111|]12;#333|`,
    );
  });

  it('go one by one or all at once when they are restored', async () => {
    const one = open();
    await reads(one, '\u001b]4;1;#111;2;#222;3;#333\u0007\u001b]11;#abc\u0007\u001b]10;#def\u0007');
    expect(await reads(one, '\u001b]104;1;9\u0007\u001b]111\u0007')).toBe(`${NONE}]4;2;#222;3;#333|]10;#def|`);
    expect(await reads(one, '\u001b]104\u0007\u001b]110\u0007')).toBe(NONE);
  });

  it('come along with a screen, also to a terminal that had others', async () => {
    const model = new ScreenModel({ cols: 20, rows: 4 }, () => undefined);
    model.push(Buffer.from('\u001b]4;1;#123456\u0007\u001b]11;rgb:00/11/22\u0007hello'));
    const snapshot = await new Promise<Snapshot>((resolve) => void model.snapshot(resolve));
    const later = open();
    await reads(later, '\u001b]4;7;#777\u0007\u001b]12;#fff\u0007\u001b]0;half a ti');
    expect(await reads(later, snapshot.text)).toBe(`${NONE}]4;1;#123456|]11;rgb:00/11/22|`);
    expect(later.terminal.buffer.active.getLine(0)?.translateToString(true)).toBe('hello');
    model.dispose();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutputView } from './outputView';
import { PlainLines } from './plainLines';

const plain = (...pieces: string[]) => {
  const lines = new PlainLines();
  return pieces.map((piece) => lines.push(piece)).join('') + lines.flush();
};

describe('PlainLines', () => {
  it('turns terminal line ends into newlines and drops escape sequences', () => {
    expect(plain('\u001b[1mhé\u001b[0m\r\nthere\r\r\n')).toBe('hé\nthere\n');
  });

  it('keeps only the last state of a redrawn line, however it is cut into pieces', () => {
    expect(plain('10%\r50%\r', '100', '%\r\n\u001b[2K\rdone\r\n')).toBe('100%\ndone\n');
    expect(plain('spin |\b/\b-\b done\n')).toBe('spin  done\n');
    expect(plain('busy\r\u001b[K\n')).toBe('busy\n');
  });

  it('says the same for every way of cutting the output into pieces', () => {
    const text = fc.array(fc.constantFrom('a', 'bc', '\r', '\n', '\u001b[3m', 'é', '\b'), { maxLength: 40 });
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 3 }), { maxLength: 40 }), (parts, joins) => {
        const pieces: string[] = [];
        for (const [index, part] of parts.entries()) {
          if (joins[index] === 0 || pieces.length === 0) pieces.push(part);
          else pieces[pieces.length - 1] += part;
        }
        expect(plain(...pieces)).toBe(plain(parts.join('')));
      }),
    );
  });

  it('holds on to a bounded part of a line that never ends', () => {
    const lines = new PlainLines();
    const given = Array.from({ length: 100 }, () => lines.push('x'.repeat(10_000))).join('') + lines.flush();
    expect(given).toBe('x'.repeat(1_000_000));
    const redrawn = Array.from({ length: 20_000 }, (_, index) => `${index} of 20000 done\r`);
    expect(plain(...redrawn, '\n')).toBe('19999 of 20000 done\n');
  });
});

describe('OutputView', () => {
  it('shows a short output whole and a long one by head and tail', () => {
    const view = new OutputView({ headBytes: 10, tailBytes: 10 });
    view.push('123456789\nabcdefghi\n');
    expect(view.take()).toEqual({ text: '123456789\nabcdefghi\n', cut: false });
    for (let index = 0; index < 1000; index += 1) view.push(`${String(index).padStart(4, '0')}\n`);
    expect(view.take()).toEqual({ text: '0000\n0001\n[… 4980 bytes left out …]\n0998\n0999\n', cut: true });
    expect(view.take()).toEqual({ text: '', cut: false });
  });

  it('shows the line not yet ended, once', () => {
    const view = new OutputView({ headBytes: 10, tailBytes: 10 });
    view.push('name? ');
    expect(view.take().text).toBe('name? ');
    view.push('Zoë\n');
    expect(view.take().text).toBe('Zoë\n');
  });

  it('never cuts a character in two', () => {
    const view = new OutputView({ headBytes: 3, tailBytes: 3 });
    view.push('😀'.repeat(9));
    expect(view.take()).toEqual({ text: '😀\n[… 24 bytes left out …]\n😀😀', cut: true });
  });

  it('counts what its owner left out', () => {
    const view = new OutputView({ headBytes: 4, tailBytes: 4 });
    view.push('abcdef\n');
    view.skip(100);
    view.push('xyz\n');
    expect(view.take()).toEqual({ text: 'abcd\n[… 103 bytes left out …]\nxyz\n', cut: true });
  });
});

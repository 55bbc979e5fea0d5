import { describe, expect, it } from 'vitest';
import { newLine, type Reply } from './asked';

describe('asking main', () => {
  it('has one question under way, and of those that come meanwhile asks the last', async () => {
    const asked: string[] = [];
    const answers: unknown[] = [];
    const open: ((reply: Reply<string>) => void)[] = [];
    const line = newLine<string>((answer) => answers.push(answer));
    const want = (key: string) =>
      line.want({
        key,
        about: key,
        ask: () => {
          asked.push(key);
          return new Promise((resolve) => open.push(resolve));
        },
      });
    for (const key of ['a', 'b', 'b', 'c']) want(key);
    expect(asked).toEqual(['a']);
    open[0]?.({ ok: true, value: 'of a' });
    await settled(() => asked.length === 2);
    expect([asked, answers]).toEqual([['a', 'c'], []]);
    open[1]?.({ ok: false, error: { code: 'x', message: 'no' } });
    await settled(() => answers.length === 1);
    expect(answers).toEqual([{ about: 'c', asked: { status: 'failed', code: 'x', message: 'no' } }]);
    want('c');
    want('d');
    expect(asked).toEqual(['a', 'c', 'd']);
  });
});

async function settled(fact: () => boolean): Promise<void> {
  while (!fact()) await Promise.resolve();
}

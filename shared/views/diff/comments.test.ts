import { describe, expect, it } from 'vitest';
import { SimulatedThread, say } from '../../../test/fakes/simulatedThread';
import { commentStanding, sentComments } from './comments';
import { protectedDecisions } from './fileNotes';
import { commentText, type LineComment, parseComment, placeComment, quotedCode } from './lineComment';

const COMMENT: LineComment = {
  path: 'src/price cart.ts',
  side: 'after',
  from: 7,
  to: 9,
  checkpoint: 'c8',
  code: ['  const key = quoteKey(cart)', '', '  if (cached) return cached'],
  words: 'A cached quote skips reserveAll.\n\nCache the tax look-ups only.',
};

describe('a comment’s message', () => {
  it('names the place, quotes the code and ends with the words', () => {
    expect(commentText(COMMENT)).toBe(
      [
        'On `src/price cart.ts`, lines 7 to 9, after the change, as of checkpoint c8:',
        '',
        '>   const key = quoteKey(cart)',
        '>',
        '>   if (cached) return cached',
        '',
        'A cached quote skips reserveAll.',
        '',
        'Cache the tax look-ups only.',
      ].join('\n'),
    );
  });

  it.each<Partial<LineComment>>([
    {},
    { from: 3, to: 3, code: ['x'] },
    { side: 'before' },
    { path: 'a`b\n"c".ts' },
    { words: '> not code\n\nOn `x`, line 1' },
    { code: [''] },
  ])('is read back whole: %o', (changes) => {
    const comment = { ...COMMENT, ...changes };
    expect(parseComment(commentText(comment))).toEqual(comment);
  });

  it('is no other message', () => {
    for (const text of ['', 'On `a`, line 1', commentText(COMMENT).replace('\n\n>', '\n>'), 'On the whole, line 3 is wrong.']) {
      expect(parseComment(text)).toBeUndefined();
    }
  });

  it('carries forty lines of two hundred columns at most', () => {
    const code = quotedCode(Array.from({ length: 100 }, () => 'x'.repeat(1_000)));
    expect([code.length, code[0]?.length, code.at(-1)]).toEqual([41, 201, '[… 60 more lines]']);
    expect(commentText({ ...COMMENT, code }).length).toBeLessThan(10_000);
  });
});

describe('where a comment stands in a text that has changed', () => {
  const text = ['one', 'two', 'one', 'two  ', 'end'];

  it('is behind its code, the occurrence nearest to where it was made', () => {
    expect(placeComment(text, { from: 1, to: 2, code: ['one', 'two'] })).toBe(2);
    expect(placeComment(text, { from: 9, to: 10, code: ['one', 'two'] })).toBe(4);
  });

  it('is nowhere when its code is gone', () => {
    expect(placeComment(text, { from: 1, to: 1, code: ['three'] })).toBeNull();
  });

  it('is found by the quoted part of a long one', () => {
    const long = ['a', ...Array.from({ length: 60 }, (_, n) => `${n} ${'x'.repeat(300)}`)];
    expect(placeComment(long, { from: 1, to: 60, code: quotedCode(long.slice(1)) })).toBe(61);
  });
});

describe('comments of a thread', () => {
  function commented(): SimulatedThread {
    const simulated = new SimulatedThread({ replies: [{ items: [say('so')] }] }).activate();
    simulated.submit({ type: 'input.queue', text: commentText(COMMENT) });
    simulated.submit({ type: 'input.queue', text: 'Another message.' });
    return simulated;
  }

  it('wait until a turn has them, and are known by the log alone', () => {
    const simulated = commented();
    const [waiting, ...others] = sentComments(simulated.events, simulated.now.inputs);
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({ ...COMMENT, status: 'waiting', steer: false });
    simulated.run();
    const [delivered] = sentComments(simulated.events, simulated.now.inputs);
    expect(delivered).toMatchObject({ status: 'delivered' });
    expect(delivered && commentStanding(delivered)).toMatch(/^delivered in turn \d$/);
  });

  it('can be reworded and withdrawn while they wait', () => {
    const simulated = commented();
    const input = simulated.now.inputs[0]?.id ?? '';
    simulated.submit({ type: 'input.edit', input, text: commentText({ ...COMMENT, words: 'Other words.' }) });
    expect(sentComments(simulated.events, simulated.now.inputs)).toMatchObject([{ input, words: 'Other words.' }]);
    simulated.submit({ type: 'input.withdraw', input });
    expect(sentComments(simulated.events, simulated.now.inputs)).toEqual([]);
  });

  it('that neither wait nor were delivered say so', () => {
    const { events } = commented();
    const [dropped] = sentComments(events, []);
    expect(dropped && commentStanding(dropped)).toBe('not delivered: the goal ended before');
  });
});

describe('what was decided about protected files', () => {
  it('is the last decision of the present goal', () => {
    const at = (n: number, type: string, data: object) => ({ seq: n, at: n, type, data }) as never;
    const events = [
      at(1, 'protected.accepted', { by: 'user', paths: ['old'], protected: {} }),
      at(2, 'goal.drafted', {}),
      at(3, 'protected.returned', { by: 'user', paths: ['a', 'b'], note: '' }),
      at(4, 'protected.accepted', { by: 'user', paths: ['a'], protected: {} }),
    ];
    expect([...protectedDecisions(events)]).toEqual([
      ['a', { word: 'Accepted by you', at: 4 }],
      ['b', { word: 'Sent back to the agent', at: 3 }],
    ]);
  });
});

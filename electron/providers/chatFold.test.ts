import { describe, expect, it } from 'vitest';
import { ChatFold } from './chatFold';

/** Folds chunks of these deltas, then a reason for finishing and the mark, unless told otherwise. */
function fold(chunks: readonly object[], { taken = [] as readonly string[], marked = true } = {}) {
  const state = new ChatFold(new Set(taken));
  const deltas = chunks.flatMap((chunk) => state.take(chunk));
  state.over(marked);
  return { deltas, ending: state.ending, last: state.done(undefined) };
}

const delta = (part: object, finish?: string) => ({ choices: [{ delta: part, ...(finish ? { finish_reason: finish } : {}) }] });
const calls = (...pieces: readonly object[]) => delta({ tool_calls: pieces });
const piece = (text: string, more: { name?: string; id?: string; index?: number } = {}) => {
  const { name, ...rest } = more;
  return { ...rest, function: { ...(name === undefined ? {} : { name }), arguments: text } };
};

/** The calls of an answer as `name arguments`. */
function callsIn(...chunks: readonly object[]): readonly string[] {
  const { last } = fold(chunks);
  if (last.type !== 'done') throw new Error('not done');
  const ids = last.items.flatMap((item) => (item.type === 'tool_call' ? [item.call] : []));
  expect(new Set(ids).size).toBe(ids.length);
  return last.items.flatMap((item) => (item.type === 'tool_call' ? [`${item.name} ${item.arguments}`] : []));
}

const TWO = ['read {"p":1}', 'read {"p":2}'];

describe('tool calls from deltas', () => {
  it('are put together by index, interleaved or not', () => {
    const first = [calls(piece('', { index: 0, id: 'x', name: 'read' })), calls(piece('', { index: 1, id: 'y', name: 'read' }))];
    const rest = ['{"p":', '1}'].map((text) => calls(piece(text, { index: 0 })));
    const other = ['{"p":', '2}'].map((text) => calls(piece(text, { index: 1 })));
    expect(callsIn(...first, ...rest, ...other)).toEqual(TWO);
    expect(callsIn(...first, ...[rest[0], other[0], rest[1], other[1]].flatMap((chunk) => chunk ?? []))).toEqual(TWO);
  });

  it('are told apart where every one is numbered 0', () => {
    const whole = [piece('{"p":1}', { index: 0, id: 'x', name: 'read' }), piece('{"p":2}', { index: 0, id: 'y', name: 'read' })];
    expect(callsIn(calls(...whole))).toEqual(TWO);
    expect(callsIn(...whole.map((call) => calls(call)))).toEqual(TWO);
    expect(callsIn(...whole.map(({ id: _id, ...call }) => calls(call)))).toEqual(TWO);
    const begun = piece('', { index: 0, id: 'x', name: 'read' });
    const next = piece('', { index: 0, id: 'y', name: 'read' });
    const streamed = [begun, piece('{"p":', { index: 0 }), piece('1}', { index: 0 }), next, piece('{"p":2}', { index: 0 })];
    expect(callsIn(...streamed.map((call) => calls(call)))).toEqual(TWO);
  });

  it('need neither index nor id, in one chunk or in several', () => {
    const whole = [piece('{"p":1}', { name: 'read' }), piece('{"p":2}', { name: 'read' })];
    expect(callsIn(calls(...whole))).toEqual(TWO);
    expect(callsIn(...whole.map((call) => calls(call)))).toEqual(TWO);
    expect(callsIn(calls(piece('{"p":', { name: 'read' })), calls(piece('1}')), calls(piece('{}', { name: 'list' })))).toEqual([
      'read {"p":1}',
      'list {}',
    ]);
  });

  it('may be given another id with each delta, or the name again and again', () => {
    const ids = [
      piece('', { index: 0, id: 'x', name: 'read' }),
      piece('{"p":', { index: 0, id: 'y' }),
      piece('1}', { index: 0, id: 'z' }),
    ];
    expect(callsIn(...ids.map((call) => calls(call)))).toEqual(['read {"p":1}']);
    const names = ['', '{"p":', '{"q":', '1}}'].map((text) => calls(piece(text, { index: 0, id: 'x', name: 'read' })));
    expect(callsIn(...names)).toEqual(['read {"p":{"q":1}}']);
  });

  it('may come once more whole at the end, and are one call still', () => {
    const streamed = [piece('', { index: 0, id: 'x', name: 'read' }), piece('{"p":1}', { index: 0 })];
    const again = piece('{"p":1}', { index: 0, id: 'x', name: 'read' });
    expect(callsIn(...[...streamed, again].map((call) => calls(call)))).toEqual(['read {"p":1}']);
  });

  it('are two where a model asks the same twice under two ids', () => {
    const twice = ['x', 'y'].map((id) => piece('{"p":1}', { index: 0, id, name: 'read' }));
    expect(callsIn(calls(...twice))).toEqual(['read {"p":1}', 'read {"p":1}']);
  });

  it('may have a name that comes in pieces, and arguments that are an object', () => {
    const named = [
      piece('', { index: 0, id: 'x', name: 'read_' }),
      piece('', { index: 0, name: 'file' }),
      piece('{}', { index: 0 }),
    ];
    expect(callsIn(...named.map((call) => calls(call)))).toEqual(['read_file {}']);
    expect(callsIn(calls({ function: { name: 'read', arguments: { p: 1 } } }))).toEqual(['read {"p":1}']);
  });

  it('that name nothing are none', () => {
    expect(callsIn(calls({ id: '', type: 'function' }), calls({ id: null, function: null }))).toEqual([]);
  });

  it('get another id where the conversation has theirs', () => {
    const { last } = fold([calls(piece('{}', { index: 0, id: 'call_0', name: 'read' }))], { taken: ['call_0'] });
    expect(last).toMatchObject({ items: [{ type: 'tool_call', call: expect.stringMatching(/^call_[0-9a-f]{32}$/) }] });
  });
});

describe('what else an answer holds', () => {
  it('is text, and thoughts under either name, shown once', () => {
    const chunks = [
      delta({ role: 'assistant', content: null, reasoning_content: 'Hm', reasoning: 'Hm' }),
      delta({ reasoning: ', so.' }),
      delta({ content: 'Hel' }),
      delta({ content: [{ type: 'text', text: 'lo' }] }),
      { choices: [{ index: 1, delta: { content: 'another choice' } }] },
      { choices: [] },
      delta({ refusal: '!' }, 'stop'),
    ];
    const { deltas, last } = fold(chunks);
    expect(deltas).toEqual([
      { type: 'reasoning_delta', text: 'Hm' },
      { type: 'reasoning_delta', text: ', so.' },
      { type: 'text_delta', text: 'Hel' },
      { type: 'text_delta', text: 'lo' },
      { type: 'text_delta', text: '!' },
    ]);
    expect(last).toEqual({
      type: 'done',
      items: [{ type: 'message', role: 'assistant', text: 'Hello!' }],
      usage: { input: 0, cached: 0, output: 0 },
    });
  });

  it('is no message where there is but white space before a call', () => {
    const { last } = fold([delta({ content: '\n\n' }), calls(piece('{}', { name: 'read' }))]);
    expect(last).toMatchObject({ items: [{ type: 'tool_call', name: 'read' }] });
  });

  it.each([
    [
      'at the end, with no choices',
      [delta({}, 'stop'), { choices: [], usage: { prompt_tokens: 9, completion_tokens: 2 } }],
      [9, 0, 2],
    ],
    ['with the reason for finishing', [{ ...delta({}, 'stop'), usage: { prompt_tokens: 9, completion_tokens: 2 } }], [9, 0, 2]],
    [
      'growing with each chunk',
      [1, 2, 3].map((count) => ({ ...delta({ content: 'x' }), usage: { prompt_tokens: 9, completion_tokens: count } })),
      [9, 0, 3],
    ],
    [
      'with cached tokens, and thoughts in the total alone',
      [{ usage: { prompt_tokens: 9, completion_tokens: 2, total_tokens: 31, prompt_tokens_details: { cached_tokens: 5 } } }],
      [9, 5, 22],
    ],
    ['as nothing that reads', [{ usage: 'many' }, { usage: null }], [0, 0, 0]],
  ])('is the usage, %s', (_where, chunks, [input, cached, output]) => {
    expect(fold(chunks).last).toMatchObject({ usage: { input, cached, output } });
  });
});

describe('how an answer ends', () => {
  it('is known from a reason, or from the mark, and is a cut without both', () => {
    expect(fold([delta({ content: 'x' }, 'stop')], { marked: false }).ending).toEqual({ type: 'done' });
    expect(fold([delta({ content: 'x' })], { marked: true }).ending).toEqual({ type: 'done' });
    expect(fold([delta({ content: 'x' })], { marked: false }).ending).toBeUndefined();
  });

  it('is told where it was early', () => {
    expect(fold([delta({}, 'length')]).ending).toEqual({ type: 'done', note: expect.stringContaining('output tokens') });
    expect(fold([delta({}, 'content_filter')]).ending).toEqual({ type: 'done', note: expect.stringContaining('filter') });
    expect(fold([delta({}, 'error')]).ending).toEqual({ type: 'failed', body: { message: 'finish_reason error' } });
  });

  it('takes calls whatever the reason says', () => {
    expect(fold([calls(piece('{}', { name: 'read' })), delta({}, 'stop')])).toMatchObject({
      ending: { type: 'done' },
      last: { items: [{ type: 'tool_call' }] },
    });
  });
});

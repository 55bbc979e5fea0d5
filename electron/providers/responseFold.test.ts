import { describe, expect, it } from 'vitest';
import { ResponseFold } from './responseFold';

function fold(events: readonly unknown[]) {
  const state = new ResponseFold(new Set());
  const deltas = events.flatMap((event) => state.take(event));
  return { deltas, ending: state.ending, last: state.done(undefined) };
}

const completed = (response: object = {}) => ({ type: 'response.completed', response });
const callItem = (call: string, args: string, id?: string) => ({
  type: 'function_call',
  call_id: call,
  name: 'shell',
  arguments: args,
  ...(id ? { id } : {}),
});

describe('ResponseFold', () => {
  it('shows a call’s arguments as they come, with the call’s name and place', () => {
    const delta = (index: number, text: string) => ({
      type: 'response.function_call_arguments.delta',
      output_index: index,
      delta: text,
    });
    const added = (index: number) => ({
      type: 'response.output_item.added',
      output_index: index,
      item: callItem(`c${index}`, ''),
    });
    expect(fold([added(0), delta(0, '{"a":'), added(1), delta(1, '{'), delta(0, '1}')]).deltas).toEqual([
      { type: 'arguments_delta', nth: 0, name: 'shell', text: '{"a":' },
      { type: 'arguments_delta', nth: 1, name: 'shell', text: '{' },
      { type: 'arguments_delta', nth: 0, name: 'shell', text: '1}' },
    ]);
  });

  it('takes everything from the final response when nothing was streamed', () => {
    const output = [
      { type: 'reasoning', id: 'rs', summary: [{ type: 'summary_text', text: 'Hm.' }], encrypted_content: 'e' },
      {
        type: 'message',
        role: 'assistant',
        content: [
          { type: 'output_text', text: 'Hi' },
          { type: 'refusal', refusal: '!' },
        ],
      },
      callItem('c1', '{}'),
      { type: 'web_search_call', id: 'ws' },
    ];
    expect(fold([completed({ output })])).toEqual({
      deltas: [
        { type: 'reasoning_delta', text: 'Hm.' },
        { type: 'text_delta', text: 'Hi!' },
      ],
      ending: { type: 'done' },
      last: {
        type: 'done',
        items: [
          { type: 'reasoning', id: 'rs', encrypted: 'e', summary: ['Hm.'] },
          { type: 'message', role: 'assistant', text: 'Hi!' },
          { type: 'tool_call', call: 'c1', name: 'shell', arguments: '{}' },
        ],
        usage: { input: 0, cached: 0, output: 0 },
      },
    });
  });

  it('follows the index when ids change from event to event', () => {
    const { last } = fold([
      { type: 'response.output_item.added', output_index: 0, item: { ...callItem('c1', ''), id: 'x1' } },
      { type: 'response.output_item.added', output_index: 1, item: { ...callItem('c2', ''), id: 'x2' } },
      { type: 'response.function_call_arguments.delta', output_index: 0, item_id: 'x3', delta: '{"a":' },
      { type: 'response.function_call_arguments.delta', output_index: 1, item_id: 'x4', delta: '{"b":2}' },
      { type: 'response.function_call_arguments.delta', output_index: 0, item_id: 'x5', delta: '1}' },
      completed(),
    ]);
    expect(last).toMatchObject({ items: [callOf('c1', '{"a":1}'), callOf('c2', '{"b":2}')] });
  });

  it('follows the id when every item is numbered 0', () => {
    const { last } = fold([
      { type: 'response.output_item.added', output_index: 0, item: callItem('c1', '', 'f1') },
      { type: 'response.output_item.added', output_index: 0, item: callItem('c2', '', 'f2') },
      { type: 'response.function_call_arguments.delta', output_index: 0, item_id: 'f1', delta: '{"a":1}' },
      { type: 'response.function_call_arguments.delta', output_index: 0, item_id: 'f2', delta: '{"b":2}' },
      { type: 'response.output_item.done', output_index: 0, item: callItem('c1', '{"a":1}', 'f1') },
      { type: 'response.output_item.done', output_index: 0, item: callItem('c2', '{"b":2}', 'f2') },
      completed({ output: [callItem('c1', '{"a":1}', 'f1'), callItem('c2', '{"b":2}', 'f2')] }),
    ]);
    expect(last).toMatchObject({ items: [callOf('c1', '{"a":1}'), callOf('c2', '{"b":2}')] });
  });

  it('keeps calls that the final response forgot, and fills what the stream left open', () => {
    const { last, deltas } = fold([
      { type: 'response.output_text.delta', delta: 'Hel' },
      { type: 'response.output_item.done', item: callItem('c1', '{}') },
      completed({ output: [{ type: 'message', content: [{ type: 'output_text', text: 'Hello' }] }] }),
    ]);
    expect(deltas).toEqual([
      { type: 'text_delta', text: 'Hel' },
      { type: 'text_delta', text: 'lo' },
    ]);
    expect(last).toMatchObject({ items: [{ type: 'message', text: 'Hello' }, callOf('c1', '{}')] });
  });

  it('reads the end from the status when event and status differ', () => {
    expect(fold([completed({ status: 'failed', error: { code: 'server_error', message: 'x' } })]).ending).toEqual({
      type: 'failed',
      body: { code: 'server_error', message: 'x' },
    });
    expect(fold([completed({ status: 'incomplete' })]).ending).toMatchObject({ type: 'done', note: expect.any(String) });
  });

  it('never counts more cached tokens than input, nor fractions', () => {
    const usage = { input_tokens: 10.4, input_tokens_details: { cached_tokens: 50 }, output_tokens: -1 };
    expect(fold([completed({ usage })]).last).toMatchObject({ usage: { input: 10, cached: 10, output: 0 } });
    expect(fold([completed({ usage: { input_tokens: 3, input_tokens_details: null } })]).last).toMatchObject({
      usage: { input: 3, cached: 0, output: 0 },
    });
  });
});

const callOf = (call: string, args: string) => ({ type: 'tool_call', call, name: 'shell', arguments: args });

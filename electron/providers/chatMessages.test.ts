import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TranscriptItem } from '../../shared/provider/model';
import { chatRefusal } from '../../test/fakes/chatRules';
import { modelRequest } from '../../test/fakes/collect';
import { chatBody } from './chatBody';
import { chatMessages } from './chatMessages';
import { UNANSWERED } from './toolCalls';

const user = (text: string): TranscriptItem => ({ type: 'message', role: 'user', text });
const said = (text: string): TranscriptItem => ({ type: 'message', role: 'assistant', text });
const call = (id: string, text = '{"a":1}', name = 'shell'): TranscriptItem => ({
  type: 'tool_call',
  call: id,
  name,
  arguments: text,
});
const result = (id: string, output = `${id} is done`): TranscriptItem => ({ type: 'tool_result', call: id, output });
const thought: TranscriptItem = { type: 'reasoning', summary: ['Hm.'], encrypted: 'e' };

const wireCall = (id: string, text = '{"a":1}', name = 'shell') => ({
  type: 'function',
  id,
  function: { name, arguments: text },
});
const answer = (id: string, content = `${id} is done`) => ({ role: 'tool', tool_call_id: id, content });

describe('chatMessages', () => {
  it('makes one message of what the model said and called in a row, with every answer right after it', () => {
    const items = [user('Go.'), thought, said('Two things.'), said('At once.'), call('a'), call('b'), result('b'), result('a')];
    expect(chatMessages('Be brief.', items)).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Go.' },
      { role: 'assistant', content: 'Two things.\n\nAt once.', tool_calls: [wireCall('a'), wireCall('b')] },
      answer('a'),
      answer('b'),
    ]);
  });

  it('lets the model have spoken between a result and the user, and joins what the user says in a row', () => {
    expect(chatMessages('', [user('One.'), user('Two.'), call('a'), result('a'), user('Three.')])).toEqual([
      { role: 'user', content: 'One.\n\nTwo.' },
      { role: 'assistant', content: '', tool_calls: [wireCall('a')] },
      answer('a'),
      { role: 'assistant', content: 'Noted.' },
      { role: 'user', content: 'Three.' },
    ]);
  });

  it('begins with a user and ends where the model is to speak', () => {
    expect(chatMessages('Be brief.', [said('Earlier.')])).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Go on.' },
      { role: 'assistant', content: 'Earlier.' },
      { role: 'user', content: 'Go on.' },
    ]);
    expect(chatMessages('', [])).toEqual([{ role: 'user', content: 'Go on.' }]);
  });

  it('answers calls that nobody answered, also where the user spoke between, and drops answers nobody called for', () => {
    const items = [user('Go.'), call('a'), call('b'), result('lost'), user('Wait.'), result('b', 'late')];
    expect(chatMessages('', items)).toEqual([
      { role: 'user', content: 'Go.' },
      { role: 'assistant', content: '', tool_calls: [wireCall('a'), wireCall('b')] },
      answer('a', UNANSWERED),
      answer('b', 'late'),
      { role: 'assistant', content: 'Noted.' },
      { role: 'user', content: 'Wait.' },
    ]);
  });

  it('hands on no name and no arguments that a server could not write again', () => {
    const items = [user('Go.'), call('a', '{"a":', 'functions.shell: ls'), call('b', ''), call('c', '[1]', '')];
    expect(chatMessages('', items)[1]).toMatchObject({
      tool_calls: [
        wireCall('a', '{"malformed":"{\\"a\\":"}', 'functions_shell__ls'),
        wireCall('b', '{}'),
        wireCall('c', '{"malformed":"[1]"}', 'unnamed'),
      ],
    });
  });

  it('is accepted by the strictest server whatever a cut conversation looks like', () => {
    const texts = [user('Hi'), user('You'), user(''), said('Yes'), said('')];
    const calls = ['a', 'b', 'c'].flatMap((id) => [call(id), call(id, '{"cut":'), result(id)]);
    const order = fc.uniqueArray(fc.constantFrom(...calls, ...texts, thought, said('So')), { maxLength: 14, selector: keyOf });
    const accepted = fc.property(order, fc.boolean(), (items, wrapUp) => {
      const request = modelRequest({ items, ...(wrapUp ? { tools: [], maxOutputTokens: 0.5 } : {}) });
      expect(chatRefusal('Bearer k', chatBody(request, new Set()), {})).toBeUndefined();
    });
    fc.assert(accepted, { seed: 4, numRuns: 1000 });
  });

  it('adds to a conversation that goes on turn by turn, so that the server’s cache can serve it', () => {
    const whole = [user('Go.'), said('I look.'), call('a'), result('a'), said('Done.'), call('b'), result('b'), user('Next.')];
    const asked = [1, 4, 7, 8].map((length) => chatMessages('Be brief.', whole.slice(0, length)));
    for (const [at, messages] of asked.entries()) {
      const earlier = asked[at - 1] ?? [];
      expect(messages.slice(0, earlier.length)).toEqual(earlier);
    }
  });
});

/** A call id stands once in a transcript: providers see to it. */
function keyOf(item: TranscriptItem): string {
  return item.type === 'tool_call' ? `call ${item.call}` : JSON.stringify(item);
}

describe('chatBody', () => {
  it('sends what every server knows, and the newer limit only where the older was refused', () => {
    const request = modelRequest({ maxOutputTokens: 500.7 });
    const tool = {
      type: 'function',
      function: { name: 'shell', description: 'Runs a command.', parameters: { type: 'object', properties: {} } },
    };
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hello' },
    ];
    expect(chatBody(request, new Set())).toEqual({
      model: 'gpt-test',
      messages,
      stream: true,
      stream_options: { include_usage: true },
      tools: [tool],
      max_tokens: 500,
    });
    expect(chatBody({ ...request, tools: [] }, new Set(['max_tokens', 'stream_options']))).toEqual({
      model: 'gpt-test',
      messages,
      stream: true,
      max_completion_tokens: 500,
    });
  });
});

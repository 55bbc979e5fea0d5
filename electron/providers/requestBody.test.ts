import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TranscriptItem } from '../../shared/provider/model';
import { modelRequest } from '../../test/fakes/collect';
import { refusalOf } from '../../test/fakes/requestRules';
import { inputItems, requestBody } from './requestBody';
import { UNANSWERED } from './toolCalls';

const user = (text: string): TranscriptItem => ({ type: 'message', role: 'user', text });
const call = (id: string, name = 'shell'): TranscriptItem => ({ type: 'tool_call', call: id, name, arguments: '{"command":' });
const result = (id: string): TranscriptItem => ({ type: 'tool_result', call: id, output: 'ok' });
const thought = (encrypted?: string): TranscriptItem => ({ type: 'reasoning', summary: [], ...(encrypted ? { encrypted } : {}) });

describe('inputItems', () => {
  it('answers calls that nobody answered, where they stand, and drops answers nobody called for', () => {
    expect(inputItems([call('a'), call('b'), result('b'), result('lost')], true)).toEqual([
      { type: 'function_call', call_id: 'a', name: 'shell', arguments: '{"command":' },
      { type: 'function_call_output', call_id: 'a', output: UNANSWERED },
      { type: 'function_call', call_id: 'b', name: 'shell', arguments: '{"command":' },
      { type: 'function_call_output', call_id: 'b', output: 'ok' },
    ]);
  });

  it('carries only reasoning that is encrypted and followed by its output', () => {
    const items = [thought('kept'), call('a'), result('a'), thought('cut off'), user('Go on'), thought(), call('b'), result('b')];
    const reasoning = inputItems(items, true).filter((item) => item.type === 'reasoning');
    expect(reasoning).toEqual([{ type: 'reasoning', summary: [], encrypted_content: 'kept' }]);
    expect(inputItems(items, false).some((item) => item.type === 'reasoning')).toBe(false);
  });

  it('makes an invented name acceptable', () => {
    const names = inputItems([call('a', 'functions.shell: ls'), result('a'), call('b', ''), result('b')], true);
    expect(names.map((item) => ('name' in item ? item.name : ''))).toEqual(['functions_shell__ls', '', 'unnamed', '']);
  });
});

describe('requestBody', () => {
  it('leaves out tools and their flag in a wrap-up, and asks for no fewer tokens than the API takes', () => {
    const body = requestBody(modelRequest({ tools: [], maxOutputTokens: 3 }), false);
    expect(body).toEqual({
      model: 'gpt-test',
      instructions: 'Be brief.',
      input: [{ type: 'message', role: 'user', content: 'Hello' }],
      stream: true,
      store: false,
      max_output_tokens: 16,
    });
  });

  it('is accepted whatever a cut conversation looks like', () => {
    const pool = [user('Hi'), user(''), call('a'), call('b', 'x y'), result('a'), result('c'), thought('t'), thought()];
    pool.push({ type: 'message', role: 'assistant', text: 'Yes' }, { type: 'message', role: 'assistant', text: '' });
    const items = fc.array(fc.constantFrom(...pool), { maxLength: 12 });
    const accepted = fc.property(items, (cut) => {
      expect(refusalOf('Bearer k', requestBody(modelRequest({ items: cut }), true), {})).toBeUndefined();
    });
    fc.assert(accepted, { seed: 2, numRuns: 500 });
  });
});

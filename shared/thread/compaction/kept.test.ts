import { describe, expect, it } from 'vitest';
import { smallThread } from '../../../test/fakes/fullThread';
import { say } from '../../../test/fakes/simulatedThread';
import type { TranscriptItem } from '../../provider/model';
import { fittingItems, keptItems, stepsOf } from './kept';

const user = (text: string): TranscriptItem => ({ type: 'message', role: 'user', text });
const thought = (encrypted: string): TranscriptItem => ({ type: 'reasoning', encrypted, summary: [] });
const called = (call: string): TranscriptItem => ({ type: 'tool_call', call, name: 'shell', arguments: '{}' });
const result = (call: string, output = 'done'): TranscriptItem => ({ type: 'tool_result', call, output });

const STEPS = [
  [user('Begin.')],
  [thought('a'), say('Two at once:'), called('1'), called('2'), result('1'), result('2')],
  [say('over')],
  [user('Go on.')],
  [user('Another word.')],
  [thought('b'), thought('c'), called('3'), result('3')],
  [called('4'), result('4')],
];

const holding = (items: readonly TranscriptItem[], contextTokens = 10_000) => {
  const thread = smallThread();
  return { ...thread.now, model: { api: 'responses' as const, model: 'm', contextTokens }, transcript: items };
};

describe('a conversation in steps', () => {
  it('is cut before each message of the user’s and each answer of the model’s', () => {
    expect(stepsOf(STEPS.flat())).toEqual(STEPS);
    expect(stepsOf([])).toEqual([]);
  });
});

describe('what is kept word for word', () => {
  it('are the last whole steps back to the last message of the user’s, never all', () => {
    expect(keptItems(holding(STEPS.flat()))).toBe(7);
    expect(keptItems(holding(STEPS.slice(4).flat()))).toBe(6);
    expect(keptItems(holding([user('alone')]))).toBe(0);
  });

  it('is as much as fits: the last step more than all together', () => {
    const long = (call: string) => [called(call), result(call, 'x'.repeat(2_400))];
    expect(keptItems(holding([...STEPS.flat(), ...long('5'), ...long('6')]))).toBe(2);
    expect(keptItems(holding([...STEPS.flat(), called('7'), result('7', 'x'.repeat(20_000))]))).toBe(0);
    expect(keptItems(holding([...STEPS.flat(), called('7'), result('7', 'x'.repeat(20_000))], 128_000))).toBe(9);
  });
});

it('a wrap-up in too full a conversation leaves out its oldest steps, and never what it is asked', () => {
  const items = [...STEPS.flat(), called('5'), result('5', 'x'.repeat(60_000)), user('Say what is left.')];
  const state = holding(items);
  const counted = { ...state, context: { ...state.context, counted: 17_000 } };
  expect(fittingItems(counted)).toEqual([user('Say what is left.')]);
  expect(fittingItems({ ...counted, context: { ...state.context, counted: 4_000, characters: 0 } })).toBe(items);
});

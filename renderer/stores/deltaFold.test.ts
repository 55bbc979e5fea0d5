import { describe, expect, it } from 'vitest';
import type { Push } from '../../shared/ipc/push';
import type { RecordedEvent } from '../../shared/thread/events';
import { type Delta, foldDelta, proposedIn } from './deltaFold';

const NONE = { nth: 0, text: '' };

const delta = (text: string, kind: 'text' | 'reasoning' = 'text', turn = 't1', thread = 'th'): Push => ({
  type: 'delta',
  thread,
  turn,
  kind,
  text,
});

const responded: Push = {
  type: 'event',
  thread: 'th',
  event: { type: 'model.responded', seq: 1, at: 0, data: { request: 'r', turn: 't1', items: [] } } as RecordedEvent,
};

const NOTHING: ReadonlyMap<string, Delta> = new Map();
const said = (...pushes: readonly Push[]) => pushes.reduce(foldDelta, NOTHING);

describe('what the model is saying', () => {
  it('gathers the arguments of a contract that is being proposed, and of the last alone where there are several', () => {
    const piece = (text: string, nth: number): Push => ({ type: 'delta', thread: 'th', turn: 't1', kind: 'proposal', text, nth });
    expect(said(piece('{"a', 1), piece('":1', 1)).get('th')?.proposal).toEqual({ nth: 1, text: '{"a":1' });
    expect(said(piece('{"a', 1), piece('{', 2)).get('th')?.proposal).toEqual({ nth: 2, text: '{' });
  });

  it('has a contract of the turn that proposes it alone, and the same text while the model says other things', () => {
    const piece: Push = { type: 'delta', thread: 'th', turn: 't1', kind: 'proposal', text: '{"a', nth: 1 };
    const sayingAfter = (...pushes: readonly Push[]) => said(...pushes).get('th');
    expect([proposedIn(sayingAfter(piece), 't1'), proposedIn(sayingAfter(piece, delta('Now ')), 't1')]).toEqual(['{"a', '{"a']);
    expect([
      proposedIn(sayingAfter(piece), 't2'),
      proposedIn(sayingAfter(piece), undefined),
      proposedIn(undefined, 't1'),
    ]).toEqual(['', '', '']);
  });

  it('gathers text and reasoning of one answer', () => {
    expect(said(delta('hm', 'reasoning'), delta('He'), delta('llo')).get('th')).toEqual({
      turn: 't1',
      text: 'Hello',
      reasoning: 'hm',
      proposal: NONE,
    });
  });

  it('is over when the answer stands in the log', () => {
    expect(said(delta('Hello'), responded)).toEqual(NOTHING);
  });

  it('begins anew with another turn', () => {
    expect(said(delta('old'), delta('new', 'text', 't2')).get('th')).toEqual({
      turn: 't2',
      text: 'new',
      reasoning: '',
      proposal: NONE,
    });
  });

  it('keeps threads apart', () => {
    const both = said(delta('a'), delta('b', 'text', 't9', 'other'), responded);
    expect([...both.keys()]).toEqual(['other']);
  });

  it('is the same map when nothing was said', () => {
    expect(foldDelta(NOTHING, responded)).toBe(NOTHING);
  });
});

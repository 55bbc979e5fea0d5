import { describe, expect, it } from 'vitest';
import { Contract } from '../goal/contract';
import type { RecordedEvent } from '../thread/events';
import { changeWords, partChanges, versionsOf } from './versions';

const FIRST = Contract.parse({
  goalpost: 1,
  outcome: 'p95 is below 150 ms',
  verification: [{ id: 'p95', kind: 'command', run: 'npm run bench' }],
  budget: { tokens: 1_000 },
});
const SECOND: Contract = { ...FIRST, outcome: 'p95 is below 120 ms', iteration: 'One hypothesis per turn.' };

describe('versions of a contract', () => {
  it('are its drafts, its edits and each change of its budget, newest first', () => {
    const events: RecordedEvent[] = [
      { seq: 2, at: 10, type: 'goal.drafted', data: { by: 'user', contract: FIRST, revision: 1 } },
      { seq: 5, at: 20, type: 'goal.edited', data: { by: 'user', contract: SECOND, revision: 2, why: 'the board asked for it' } },
      { seq: 9, at: 30, type: 'budget.changed', data: { by: 'user', budget: { tokens: 2_000 } } },
    ];
    expect(versionsOf(events)).toEqual([
      { seq: 9, at: 30, by: 'user', how: 'budget', why: null, revision: 2, contract: { ...SECOND, budget: { tokens: 2_000 } } },
      { seq: 5, at: 20, by: 'user', how: 'edited', why: 'the board asked for it', revision: 2, contract: SECOND },
      { seq: 2, at: 10, by: 'user', how: 'drafted', why: null, revision: 1, contract: FIRST },
    ]);
  });

  it('differ part by part, word by word', () => {
    expect(partChanges(FIRST, SECOND)).toEqual([
      {
        part: 'Outcome',
        runs: [
          { kind: 'same', text: 'p95 is below ' },
          { kind: 'removed', text: '150' },
          { kind: 'added', text: '120' },
          { kind: 'same', text: ' ms' },
        ],
      },
      { part: 'Iteration policy', runs: [{ kind: 'added', text: 'One hypothesis per turn.' }] },
    ]);
    expect(partChanges(SECOND, SECOND)).toEqual([]);
  });

  it('name a check that changed by itself', () => {
    const [proof] = FIRST.verification;
    const slower = { ...FIRST, verification: [{ ...proof, timeout: '5m' }] } as Contract;
    const gone = { ...FIRST, verification: [] };
    expect(partChanges(FIRST, slower).map(({ part }) => part)).toEqual(['Check p95']);
    expect(partChanges(FIRST, gone)[0]?.runs.every(({ kind }) => kind === 'removed')).toBe(true);
    expect(changeWords(partChanges(FIRST, { ...slower, outcome: 'x', budget: {} }))).toBe('Outcome, check p95 and budget');
    expect(changeWords([])).toBe('Nothing changed');
  });
});

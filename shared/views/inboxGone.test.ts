import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, testContract } from '../../test/fakes/simulatedThread';
import { goneRow } from './inboxGone';
import { inboxRows } from './inboxRows';

function only(thread: SimulatedThread) {
  const rows = inboxRows(thread.now, thread.events);
  const [row] = rows;
  if (!row || rows.length > 1) throw new Error(`${rows.length} rows`);
  return row;
}

function asking(): SimulatedThread {
  const thread = new SimulatedThread().activate();
  thread.world.replies.push({
    items: [call('request_permission', { why: 'it downloads', command: 'npm install', hosts: ['registry.example.com:443'] })],
  });
  return thread.run();
}

function blocked(): SimulatedThread {
  const dossier = {
    attempts: ['stub'],
    evidence: ['e1'],
    blocker: 'no key',
    needs: [{ id: 'key', kind: 'text', question: 'Which?' }],
  };
  const thread = new SimulatedThread().activate();
  thread.world.replies.push({ items: [call('update_goal', { status: 'blocked', summary: '', dossier })] });
  return thread.run();
}

describe('what became of a row', () => {
  it('was answered, in the answer’s own words', () => {
    const thread = asking();
    const row = only(thread);
    thread.submit({ type: 'question.answer', question: 'permission-1', answer: 'no: later' });
    expect(goneRow(row, thread.events)).toEqual({
      how: 'answered',
      words: 'answered “no: later”',
      elsewhere: 'answered elsewhere “no: later”',
    });
  });

  it('was closed because what asked it is gone', () => {
    const thread = asking();
    const row = only(thread);
    thread.submit({ type: 'goal.edit', by: 'user', contract: testContract({ outcome: 'Other' }) });
    expect(goneRow(row, thread.events)).toMatchObject({ how: 'closed', words: expect.stringMatching(/^closed: .*edited/) });
  });

  it('of a blocked goal is that it goes on, or was cleared', () => {
    const resumed = blocked();
    const row = only(resumed);
    resumed.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    expect(goneRow(row, resumed.events)).toMatchObject({ how: 'answered', words: 'answered, the goal goes on' });
    const cleared = blocked();
    cleared.submit({ type: 'goal.clear', by: 'user', reason: 'cleared' });
    expect(goneRow(row, cleared.events)).toEqual({ how: 'closed', words: 'closed: the goal was cleared' });
  });
});

import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import { type AnswerEvent, type Answered, answeredOf, type SaidBefore } from './answered';

/** The thread's events as main reads them from the log. */
function saidIn({ events }: SimulatedThread): SaidBefore {
  return {
    last: (types, seq, fits) =>
      events
        .filter((event) => event.seq < seq && types.some((type) => type === event.type))
        .map((event) => event as Parameters<typeof fits>[0])
        .findLast(fits),
    between: (after, until, types) =>
      events.filter((event) => event.seq > after && event.seq <= until && types.includes(event.type)),
  };
}

function answers(thread: SimulatedThread): readonly Answered[] {
  const told = thread.events.filter(
    (event): event is AnswerEvent => event.type === 'question.answered' || event.type === 'goal.resumed',
  );
  return told.map((event) => answeredOf(event, saidIn(thread)));
}

const last = (thread: SimulatedThread) => answers(thread).at(-1);

const answer = (thread: SimulatedThread, question: string, text: string, name?: string) => {
  const refused = thread.submit({ type: 'question.answer', question, answer: text, ...(name === undefined ? {} : { name }) });
  if (refused) throw new Error(refused.message);
};

describe('what was answered', () => {
  it.each([
    ['once', { answer: 'Allowed once', note: '' }],
    ['goal', { answer: 'Allowed for this goal', note: '' }],
    ['always: npm', { answer: 'Always allowed', note: 'npm' }],
    ['no: not from there', { answer: 'Refused', note: 'not from there' }],
  ])('to a permission: %s', (text, said) => {
    const thread = new SimulatedThread().activate(testContract());
    const ask = { why: 'it downloads', command: 'npm install left-pad', hosts: ['registry.example.com:443'] };
    thread.world.replies.push({ items: [call('request_permission', ask)] });
    thread.run();
    const askedAt = thread.at;
    answer(thread, 'permission-1', text);
    expect(last(thread)).toEqual({
      kind: 'permission',
      asked: '“npm install left-pad” asks to connect to registry.example.com:443. Allow it?',
      askedAt,
      name: null,
      ...said,
    });
  });

  it('to a look is in the name of who looked', () => {
    const checks = [{ id: 'looks', kind: 'human' as const, ask: 'the plots read well' }];
    const thread = new SimulatedThread().activate(testContract({ verification: checks, constraints: [] }));
    thread.world.replies.push({ items: [claim('done')] });
    thread.run();
    answer(thread, 'human:looks', 'fail: too small in print', 'Ada');
    expect(last(thread)).toMatchObject({ kind: 'human', answer: 'Fails', note: 'too small in print', name: 'Ada' });
  });

  it('to a result: a note sends it back', () => {
    const thread = new SimulatedThread().activate(testContract({ accept: 'user' }));
    thread.world.tree = 'tree1';
    thread.world.verdict = () => ({ verdict: 'pass' });
    thread.world.replies.push({ items: [claim('p95 is 96 ms')] });
    thread.run();
    answer(thread, 'acceptance', 'the cache must be bounded');
    expect(answers(thread).find(({ kind }) => kind === 'acceptance')).toMatchObject({
      asked: expect.stringContaining('p95 is 96 ms'),
      answer: 'Sent back',
      note: 'the cache must be bounded',
    });
  });

  it('to a used-up budget is its extension, and the new limit', () => {
    const thread = new SimulatedThread().activate(testContract({ budget: { turns: 1 } }));
    thread.world.replies.push({ items: [say('half')] }, { items: [say('so far')] });
    thread.run();
    expect(thread.now.goal?.status).toBe('budget_limited');
    answer(thread, 'budget', '+3');
    expect(last(thread)).toMatchObject({
      kind: 'budget',
      asked: 'The budget is used up: 1 turn of 1 turn.',
      answer: 'Extended and resumed',
      note: 'New limit 4 turns.',
    });
  });

  it('to a blocked goal is what its person wrote before it went on', () => {
    const thread = new SimulatedThread().activate(testContract());
    const dossier = {
      attempts: ['the stub'],
      evidence: [],
      blocker: 'No host is allowed.',
      needs: [{ id: 'host', kind: 'text', question: 'Which host?' }],
    };
    thread.world.replies.push({ items: [call('update_goal', { status: 'blocked', summary: 'no', dossier })] });
    thread.run();
    expect(thread.now.goal?.status).toBe('blocked');
    const askedAt = thread.now.goal?.mark.at;
    thread.submit({ type: 'input.queue', text: 'Use the recorded answers.' });
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    expect(last(thread)).toEqual({
      kind: 'blocked',
      asked: 'No host is allowed.',
      askedAt,
      answer: 'Resumed',
      note: 'Use the recorded answers.',
      name: null,
    });
  });

  it('is told also where the log does not hold the question', () => {
    const event = {
      type: 'question.answered',
      seq: 7,
      at: 9,
      data: { question: 'start', by: 'user', answer: 'the 3rd' },
    } as const;
    expect(answeredOf(event, { last: () => undefined, between: () => [] })).toEqual({
      kind: 'need',
      asked: 'start',
      askedAt: null,
      answer: 'Answered',
      note: 'the 3rd',
      name: null,
    });
  });
});

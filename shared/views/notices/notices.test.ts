import { describe, expect, it } from 'vitest';
import { fullApp } from '../../../test/fakes/fakeBridgeScenes';
import { claim, SimulatedThread, testContract } from '../../../test/fakes/simulatedThread';
import { evolve, firstState } from '../../thread/evolve';
import type { ThreadState } from '../../thread/state';
import { faultNotice, type Notice, noticeOf, stillHolds } from './notice';
import { lastWords, shownNotices } from './shown';

/** Everything that would have been told of a thread, each with the thread as it stood then. */
function told(thread: SimulatedThread): readonly Notice[] {
  let state: ThreadState | undefined;
  return thread.events.flatMap((event) => {
    state = state ? evolve(state, event, event.at) : firstState('th', event, event.at);
    return noticeOf(state, event) ?? [];
  });
}

const scene = (name: string) => {
  const thread = fullApp(10_000_000_000).threads.get(name);
  if (!thread) throw new Error(`There is no scene ${name}.`);
  return thread;
};

const last = (name: string) => told(scene(name)).at(-1);

describe('what is told', () => {
  it.each([
    ['blocked', 'blocked', /Stripe test account/, { name: 'inbox', row: 'th:blocked' }],
    ['protected', 'question', /changed a protected file: test\/index/, { name: 'inbox', row: 'th:protected' }],
    ['acceptance', 'question', /accept/i, { name: 'inbox', row: 'th:acceptance' }],
    ['baseline', 'question', /./, { name: 'inbox', row: 'th:baseline' }],
    ['limited', 'limited', /of 120,000 tokens used\. Extend/, { name: 'inbox', row: 'th:budget' }],
    ['usage', 'limited', /quota is used up\. It goes on by itself/, { name: 'inbox', row: 'th:usage' }],
    ['complete', 'complete', /2 checks pass, fresh/, { name: 'thread', thread: 'th', tab: 'timeline', part: 'ledger' }],
  ] as const)('of %s: %s', (name, kind, words, place) => {
    expect(last(name)).toMatchObject({ kind, words: expect.stringMatching(words), place });
  });

  it.each(['draft', 'paused', 'active'])('nothing new of a goal that a person left %s', (name) => {
    expect(told(scene(name)).filter(({ kind }) => kind !== 'claimed')).toEqual([]);
  });

  it('holds as the thread now stands', () => {
    for (const name of ['blocked', 'protected', 'acceptance', 'limited', 'usage', 'complete', 'baseline']) {
      const notice = last(name);
      expect([name, notice && stillHolds(notice, scene(name).now)]).toEqual([name, true]);
    }
  });

  it('never calls a refusal or a failure complete, and is over when the next decision has come', () => {
    const thread = new SimulatedThread();
    thread.world.verdict = (check) =>
      check === 'bench' ? { verdict: 'fail', reason: 'exit', message: 'bench fails' } : { verdict: 'pass' };
    thread.activate(testContract());
    thread.world.replies.push({ items: [claim('It is fast.')] });
    thread.run();
    const kinds = told(thread).map(({ kind }) => kind);
    expect(kinds).toEqual(['claimed', 'refused']);
    const [claimed, refused] = told(thread);
    expect(claimed?.words).toBe('Claims: “It is fast.”. The checks run.');
    expect([claimed, refused].map((notice) => notice && stillHolds(notice, thread.now))).toEqual([false, true]);
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    expect(refused && stillHolds(refused, thread.now)).toBe(false);
  });

  it('is over when its question is answered, or the goal has gone on', () => {
    const asked = last('acceptance');
    const thread = scene('acceptance');
    thread.submit({ type: 'question.answer', question: 'acceptance', answer: 'accept' });
    expect(asked && stillHolds(asked, thread.now)).toBe(false);
    const limited = last('limited');
    const extended = scene('limited');
    extended.submit({ type: 'budget.change', by: 'user', budget: { tokens: 900_000 } });
    extended.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    expect(limited && stillHolds(limited, extended.now)).toBe(false);
  });

  it('is an error where the server or the app failed', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies.push({ error: { kind: 'auth', message: 'The key was refused.' } });
    thread.run();
    expect(told(thread).at(-1)).toMatchObject({
      kind: 'error',
      words: expect.stringContaining('key'),
      place: { row: 'th:blocked' },
    });
    const fault = faultNotice(undefined, 'abc', `out of\n\nspace ${'x'.repeat(400)}`, 5);
    expect(fault).toMatchObject({ kind: 'error', title: 'abc', words: expect.stringMatching(/^out of space x+…$/) });
    expect(fault.words.length).toBeLessThanOrEqual(180);
  });
});

describe('what is shown', () => {
  const notice = (thread: string, kind: Notice['kind'], more: Partial<Notice> = {}): Notice => ({
    kind,
    thread,
    title: `goal ${thread}`,
    words: `${kind} words`,
    at: 1,
    place: { name: 'thread', thread, tab: 'timeline', part: 'ledger' },
    holds: { while: 'told' },
    ...more,
  });
  const question = (thread: string, id: string) =>
    notice(thread, 'question', { holds: { while: 'question', question: id }, place: { name: 'inbox', row: `${thread}:${id}` } });

  it('is each goal by itself, of each its last word', () => {
    const shown = shownNotices([notice('a', 'claimed'), notice('b', 'complete'), notice('a', 'refused')]);
    expect(shown.map(({ title, words }) => [title, words])).toEqual([
      ['Complete: goal b', 'complete words'],
      ['Refused: goal a', 'refused words'],
    ]);
    expect(lastWords([question('a', 'x'), question('a', 'y'), question('a', 'x')])).toHaveLength(2);
    expect(shownNotices([question('a', 'x'), question('a', 'y')])).toMatchObject([{ words: 'question words And 1 more.' }]);
  });

  it('is one where many come at once: those that need somebody lead to the inbox', () => {
    const needing = shownNotices([question('a', 'x'), notice('b', 'blocked'), notice('c', 'limited')]);
    expect(needing).toMatchObject([
      { title: '3 goals need you', words: 'goal b\ngoal a\ngoal c', place: { name: 'inbox', row: null } },
    ]);
    const mixed = shownNotices([notice('a', 'complete'), notice('b', 'complete'), notice('c', 'refused'), question('d', 'x')]);
    expect(mixed).toMatchObject([{ title: '4 goals: 1 question, 1 refused, 2 complete', place: { name: 'inbox' } }]);
    const asked = shownNotices([question('a', 'x'), question('b', 'x'), notice('c', 'error'), notice('d', 'complete')]);
    expect(asked).toMatchObject([{ title: '4 goals: 2 questions, 1 error, 1 complete' }]);
    const done = shownNotices([notice('a', 'complete'), notice('b', 'complete'), notice('c', 'complete')]);
    expect(done).toMatchObject([{ title: '3 goals: 3 complete', place: { name: 'thread', thread: 'a' } }]);
  });
});

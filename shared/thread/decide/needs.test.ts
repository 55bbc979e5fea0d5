import { describe, expect, it } from 'vitest';
import { call, SimulatedThread } from '../../../test/fakes/simulatedThread';
import type { Need } from '../../tools/dossier';
import { openNeeds } from './needs';

const NEEDS: readonly Need[] = [
  { id: 'key', kind: 'text', question: 'Which key?' },
  { id: 'days', kind: 'choice', question: 'How long is a month?', options: ['30', 'calendar'] },
  { id: 'host', kind: 'approval', question: 'May it call the host?' },
];

function blocked(needs: readonly Need[] = NEEDS): SimulatedThread {
  const thread = new SimulatedThread().activate();
  const dossier = { attempts: ['looked'], evidence: [], blocker: 'stuck', needs };
  thread.world.replies.push({ items: [call('update_goal', { status: 'blocked', summary: 's', dossier })] });
  return thread.run();
}

const answer = (thread: SimulatedThread, question: string, text: string) =>
  thread.submit({ type: 'question.answer', question, answer: text });
const resume = (thread: SimulatedThread) => thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
const answersOf = ({ now }: SimulatedThread) => now.goal?.needs.map(({ need, answer: given }) => [need.id, given]);

/** What the agent reads first in the turn that comes next, up to the goal. */
function firstWords(thread: SimulatedThread): string {
  thread.run();
  return thread.of('turn.started').at(-1)?.prompt.split('\n\nThe goal is still active')[0] ?? '';
}

describe('the answers to a blocked goal', () => {
  it('are kept with their needs, each open until it is answered', () => {
    const thread = blocked();
    answer(thread, 'days', 'Calendar');
    expect(answersOf(thread)).toEqual([
      ['key', null],
      ['days', 'calendar'],
      ['host', null],
    ]);
    expect([openNeeds(thread.now).map(({ id }) => id), Object.keys(thread.now.questions)]).toEqual([
      ['key', 'host'],
      ['key', 'host'],
    ]);
    expect(thread.now.inputs).toEqual([]);
  });

  it('come first in the next turn, in the dossier’s order, before a message that waited already', () => {
    const thread = blocked();
    thread.submit({ type: 'input.queue', text: 'And hurry.' });
    answer(thread, 'host', 'approve');
    answer(thread, 'days', '30');
    answer(thread, 'key', 'the blue one');
    resume(thread);
    expect(firstWords(thread)).toBe(
      [
        'The user answers:\nWhich key?\nAnswer (key): the blue one',
        'The user answers:\nHow long is a month?\nAnswer (days): 30',
        'The user answers:\nMay it call the host?\nAnswer (host): approve',
        'The user says:\nAnd hurry.',
      ].join('\n\n'),
    );
    expect(thread.now.goal?.needs).toEqual([]);
  });

  it('may be corrected until the goal goes on: only the last one is delivered', () => {
    const thread = blocked(NEEDS.slice(0, 1));
    answer(thread, 'key', 'the red one');
    expect(answer(thread, 'key', 'the blue one')).toBeUndefined();
    resume(thread);
    const words = firstWords(thread);
    expect([words.includes('the blue one'), words.includes('the red one')]).toEqual([true, false]);
    expect(answer(thread, 'key', 'too late')?.code).toBe('no_question');
  });

  it('may be left out by resuming: the agent is told which there are none to', () => {
    const thread = blocked();
    answer(thread, 'days', '30');
    resume(thread);
    expect(firstWords(thread)).toBe(
      [
        'The user answers:\nWhich key?\nNo answer (key): the user resumed without one. Go on without it as far as you can.',
        'The user answers:\nHow long is a month?\nAnswer (days): 30',
        'The user answers:\nMay it call the host?\nNo answer (host): the user resumed without one. Go on without it as far as you can.',
      ].join('\n\n'),
    );
    expect(thread.of('question.closed').map(({ question }) => question)).toEqual(['key', 'host']);
  });

  it('to a file name it, and a secret is not told', () => {
    const thread = blocked([
      { id: 'spec', kind: 'file', question: 'Where is the specification?' },
      { id: 'token', kind: 'secret', question: 'Which token?' },
    ]);
    answer(thread, 'spec', '/home/ada/spec.pdf');
    expect(answer(thread, 'token', 'SUPERSECRET42')?.code).toBe('bad_answer');
    resume(thread);
    const words = firstWords(thread);
    expect(words).toContain('Answer (spec): the file /home/ada/spec.pdf');
    expect(words).toContain('No answer (token): a secret is never told to you.');
  });

  it.each([
    ['days', '31', 'Use one of: 30, calendar.'],
    ['host', 'maybe', 'Use one of: approve, refuse.'],
    ['key', ' ', 'Write an answer.'],
  ])('to %s is not "%s"', (question, text, remedy) => {
    expect(answer(blocked(), question, text)?.message).toContain(remedy);
  });

  it('to an approval and a choice are the agent’s own options, where it names some', () => {
    const thread = blocked([{ id: 'host', kind: 'approval', question: 'May it?', options: ['once', 'never'] }]);
    expect(answer(thread, 'host', 'approve')?.message).toContain('Use one of: once, never.');
    expect(answer(thread, 'host', 'ONCE')).toBeUndefined();
    expect(answer(blocked([{ id: 'c', kind: 'choice', question: 'Which?' }]), 'c', 'any text')).toBeUndefined();
  });

  it('given together go on together, or not at all', () => {
    const thread = blocked(NEEDS.slice(0, 2));
    const events = thread.events.length;
    const give = (days: string) =>
      thread.submit({
        type: 'needs.answer',
        answers: [
          { need: 'key', answer: 'the blue one' },
          { need: 'days', answer: days },
        ],
        resume: true,
      });
    expect(give('31')?.code).toBe('bad_answer');
    expect([thread.events.length, thread.now.goal?.status]).toEqual([events, 'blocked']);
    expect(give('30')).toBeUndefined();
    expect(thread.types(events)).toEqual([
      'question.answered',
      'question.answered',
      'input.queued',
      'input.queued',
      'goal.resumed',
    ]);
    expect(thread.answer).toBe('continue: user_input');
  });

  it('given together without resuming are kept as half answers are', () => {
    const thread = blocked();
    thread.submit({ type: 'needs.answer', answers: [{ need: 'key', answer: 'k' }], resume: false });
    expect([thread.now.goal?.status, answersOf(thread)?.[0]]).toEqual(['blocked', ['key', 'k']]);
  });

  it('of a log that had queued one when it was given are delivered once', () => {
    const thread = blocked(NEEDS.slice(0, 1));
    answer(thread, 'key', 'k');
    const { now } = thread;
    const text = 'Which key?\nAnswer (key): k';
    thread.state = { ...now, inputs: [{ id: 'i1', from: 'answer', text, steer: false }], inputCount: 1 };
    resume(thread);
    expect(thread.now.inputs.map((input) => input.text)).toEqual([text]);
  });
});

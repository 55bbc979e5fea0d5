import { describe, expect, it } from 'vitest';
import { claim, SimulatedThread, testContract } from '../../../test/fakes/simulatedThread';

function held(): SimulatedThread {
  const thread = new SimulatedThread({ protectedFiles: { 'test/a.js': 'h0' } });
  thread.activate({ ...testContract(), protect: ['test/'] });
  thread.world.protectedFiles = { 'test/a.js': 'h1' };
  thread.world.replies.push({ items: [claim()] });
  return thread.run();
}

const answers = (thread: SimulatedThread, answer: string) =>
  thread.submit({ type: 'question.answer', question: 'protected', answer });

describe('a change to protected files that is sent back with a note', () => {
  it('leaves the files to the agent, who is told in the user’s words', () => {
    const thread = held();
    expect(answers(thread, 'send back: keep the old fixture')).toBeUndefined();
    expect(thread.of('protected.returned')).toEqual([{ by: 'user', paths: ['test/a.js'], note: 'keep the old fixture' }]);
    expect([thread.now.goal?.status, thread.now.goal?.held, thread.owed.map(({ kind }) => kind)]).toEqual([
      'active',
      null,
      ['start-turn'],
    ]);
    expect(thread.now.inputs[0]).toMatchObject({
      from: 'answer',
      text: expect.stringContaining('sends it back: keep the old fixture'),
    });
  });

  it('holds the next claim again while they differ, against what was accepted', () => {
    const thread = held();
    answers(thread, 'send back: keep the old fixture');
    thread.world.replies.push({ items: [claim()] });
    thread.run();
    expect(thread.of('gate.held')).toHaveLength(2);
    expect([thread.answer, thread.now.goal?.protected]).toEqual(['ask: protected_changed', { 'test/a.js': 'h0' }]);
  });

  it('judges the next claim once they are put back', () => {
    const thread = held();
    answers(thread, 'send back: keep the old fixture');
    thread.world.protectedFiles = { 'test/a.js': 'h0' };
    thread.world.replies.push({ items: [claim()] });
    thread.run();
    expect([thread.of('gate.held').length, thread.of('gate.refused').length]).toEqual([1, 1]);
  });

  it('needs a note', () => {
    const thread = held();
    expect(answers(thread, 'send back')?.message).toBe(
      '"send back" is not an answer to "protected". Use one of: accept, restore, send back: NOTE.',
    );
    expect(answers(thread, 'perhaps')?.code).toBe('bad_answer');
  });
});

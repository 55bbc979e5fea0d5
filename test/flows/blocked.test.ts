import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answersOf, bodyOf, call, claim, eventsOf, GOAL, goalFixture, promptOf, shell, WRITE_DONE } from './goalFixture';

const DONE_WORK = [[shell(WRITE_DONE)], [claim()]] as const;

const block = (needs: readonly unknown[]) =>
  call('update_goal', {
    status: 'blocked',
    summary: 'Stuck.',
    dossier: { attempts: ['Read the code.'], evidence: [], blocker: 'Something is missing.', needs },
  });

describe('the answers to a blocked goal', () => {
  it('are kept when only half are given, can be corrected, and what is left out is told when the goal goes on', async () => {
    const fixture = await goalFixture();
    fixture.answers([
      block([
        { id: 'size', kind: 'choice', question: 'Which one?', options: ['small', 'large'] },
        { id: 'name', kind: 'text', question: 'What is its name?' },
        { id: 'go', kind: 'approval', question: 'May I?' },
      ]),
    ]);
    const ended = await fixture.run(GOAL);
    const thread = ended.result?.thread ?? '';
    const answer = (need: string, text: string) => fixture.goalpost('answer', thread, '--need', need, '--text', text);
    const [wrong, ...taken] = [
      await answer('go', 'perhaps'),
      await answer('go', 'approve'),
      await answer('size', 'small'),
      await answer('size', 'large'),
    ];
    const shown = await fixture.goalpost('show', thread);
    fixture.answers(...DONE_WORK);
    const resumed = await fixture.goalpost('resume', thread);

    expect([wrong.code, wrong.stderr]).toEqual([64, expect.stringContaining('Use one of: approve, refuse.')]);
    expect(taken.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      status: 'blocked',
      needs: [
        { id: 'size', answer: 'large' },
        { id: 'name', answer: null },
        { id: 'go', answer: 'approve' },
      ],
      questions: [{ id: 'name' }],
    });
    expect(resumed.stderr).toContain('goes on without an answer to: name (What is its name?). The agent is told so.');
    expect(promptOf(bodyOf(fixture, 1))).toMatch(
      /^The user answers:\nWhich one\?\nAnswer \(size\): large\n\nThe user answers:\nWhat is its name\?\nNo answer \(name\): [^\n]+\n\nThe user answers:\nMay I\?\nAnswer \(go\): approve\n\n/,
    );
    expect([resumed.code, resumed.result?.status]).toEqual([0, 'complete']);
  });

  it('that are files must be there, and are told by their whole path', async () => {
    const fixture = await goalFixture({ 'spec.txt': 'the rules\n' });
    fixture.answers([block([{ id: 'spec', kind: 'file', question: 'Where are the rules?' }])]);
    const ended = await fixture.run(GOAL);
    const thread = ended.result?.thread ?? '';
    const missing = await fixture.goalpost('answer', thread, '--need', 'spec', '--text', 'rules.txt');
    const given = await fixture.goalpost('answer', thread, '--need', 'spec', '--text', 'spec.txt');
    fixture.answers(...DONE_WORK);
    await fixture.goalpost('resume', thread);

    const path = (name: string) => join(fixture.workspace, name);
    expect([missing.code, missing.stderr]).toEqual([64, expect.stringContaining(`There is no file ${path('rules.txt')}.`)]);
    expect(given.code).toBe(0);
    expect(promptOf(bodyOf(fixture, 1))).toContain(`Answer (spec): the file ${path('spec.txt')}\n`);
  });
});

describe('a goal that makes no progress', () => {
  it('hears of it before it stops, and then asks with what was tried and what failed how', async () => {
    const fixture = await goalFixture();
    fixture.answers([claim('a')], [claim('b')], [claim('c')]);
    const ended = await fixture.run({ ...GOAL, blocked: { report: 'why', sameFailure: 3 } });
    const [dossier] = eventsOf(ended, 'goal.blocked').map((data) => data.dossier);

    const noted = ['a', 'b', 'c'].map((id) => answersOf(ended)[id]?.output.includes('2 times in a row on the same tree'));
    expect(noted).toEqual([false, true, false]);
    expect(dossier?.attempts).toEqual([
      expect.stringMatching(/^Turn 1: changed no file, 3 tool calls\. .*the claim was refused/),
    ]);
    expect(dossier?.blocker).toMatch(/^says-done failed 3 times in a row on the same tree.*says-done fail: .+ \[e\d+\]\.$/);
    expect(dossier?.evidence[0]).toBe('e1');
    expect([ended.code, ended.result?.reason]).toEqual([2, 'no_progress']);
  });
});

describe('a command that is run again and again', () => {
  it('is pointed out to the model with its third answer, in the next request', async () => {
    const fixture = await goalFixture();
    const again = ['a', 'b', 'c'].map((id) => [shell('echo red; exit 1', id)]);
    fixture.answers(...again, ...DONE_WORK);
    const ended = await fixture.run(GOAL);

    expect(['a', 'b', 'c'].map((id) => answersOf(ended)[id]?.repeat)).toEqual([undefined, undefined, 3]);
    const told = bodyOf(fixture, 3).input.findLast((item) => item.type === 'function_call_output');
    expect(told?.type === 'function_call_output' && told.output).toMatch(
      /red[\s\S]*\n\[You have made this same shell call 3 times/,
    );
    expect(ended.result?.status).toBe('complete');
  });
});

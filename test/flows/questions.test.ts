import { describe, expect, it } from 'vitest';
import {
  answersOf,
  bodyOf,
  call,
  claim,
  eventsOf,
  GOAL,
  goalFixture,
  holdsLine,
  promptOf,
  say,
  shell,
  typesOf,
  WRITE_DONE,
} from './goalFixture';

const DONE_WORK = [[shell(WRITE_DONE)], [claim()]] as const;

describe('a baseline that already speaks against the contract', () => {
  const FLAGGED = {
    outcome: 'done',
    verification: [holdsLine('vacuous', 'start'), { id: 'broken', kind: 'command', run: 'no-such-program-here' }],
    constraints: [
      { text: 'stays', check: holdsLine('red', 'never') },
      { text: 'green', check: holdsLine('green', 'start') },
    ],
  };

  it('is asked about before anything is spent, and cancelled stays a draft', async () => {
    const fixture = await goalFixture();
    const asked = await fixture.run(FLAGGED);
    const thread = asked.result?.thread ?? '';
    const [question] = eventsOf(asked, 'question.opened').map((data) => data.question);
    const cancelled = await fixture.goalpost('answer', thread, '--need', 'baseline', '--text', 'cancel');

    expect([asked.code, asked.result?.status, asked.result?.reason]).toEqual([2, 'draft', 'baseline_flagged']);
    expect(question).toMatchObject({ id: 'baseline', kind: 'baseline', options: ['accept', 'cancel'] });
    expect(question?.kind === 'baseline' && question.flags.map(({ check, flag }) => `${check} ${flag}`)).toEqual([
      'red already_red',
      'vacuous vacuous',
      'broken broken',
    ]);
    expect(JSON.parse(cancelled.stdout)).toMatchObject({ status: 'draft', reason: 'not_activated' });
    expect(fixture.server.requests).toEqual([]);
  });

  it('goes on once the user has accepted it, which by itself spends nothing', async () => {
    const fixture = await goalFixture();
    const vacuous = { outcome: 'done', verification: [...GOAL.verification, holdsLine('vacuous', 'start')] };
    const asked = await fixture.run(vacuous);
    const thread = asked.result?.thread ?? '';
    const accepted = await fixture.goalpost('answer', thread, '--need', 'baseline', '--text', 'Accept');
    const spent = fixture.server.requests.length;
    fixture.answers(...DONE_WORK);
    const resumed = await fixture.goalpost('resume', thread);

    expect([asked.code, accepted.code, resumed.code]).toEqual([2, 0, 0]);
    expect(JSON.parse(accepted.stdout)).toMatchObject({ status: 'active' });
    expect(spent).toBe(0);
    expect(resumed.result).toMatchObject({ status: 'complete', usage: { turns: 1, requests: 2 } });
  });

  it('is accepted beforehand with --accept-baseline, by run and by the resume of a draft', async () => {
    const fixture = await goalFixture();
    const vacuous = { outcome: 'done', verification: [holdsLine('vacuous', 'start')] };
    const draft = await fixture.run(vacuous);
    fixture.answers(...DONE_WORK, ...DONE_WORK);
    const ran = await fixture.run(vacuous, '--accept-baseline');
    const resumed = await fixture.goalpost('resume', draft.result?.thread ?? '', '--accept-baseline');

    expect([ran.code, resumed.code]).toEqual([0, 0]);
    expect(eventsOf(ran, 'question.opened')).toEqual([]);
    expect(eventsOf(ran, 'goal.activated').map(({ flags }) => flags.map(({ check, flag }) => [check, flag]))).toEqual([
      [['vacuous', 'vacuous']],
    ]);
  });
});

describe('a goal whose contract asks for acceptance', () => {
  it('waits for the user when its gate opens, goes on with a note, and completes at the user’s word', async () => {
    const fixture = await goalFixture();
    fixture.answers(...DONE_WORK);
    const opened = await fixture.run({ ...GOAL, accept: 'user' });
    const thread = opened.result?.thread ?? '';
    const noted = await fixture.goalpost('answer', thread, '--need', 'acceptance', '--text', 'Add a note, please.');
    fixture.answers([shell('echo note > src/note.txt')], [claim()]);
    const again = await fixture.goalpost('resume', thread);
    const early = await fixture.goalpost('resume', thread);
    const accepted = await fixture.goalpost('answer', thread, '--need', 'acceptance', '--text', 'accept');

    expect([opened.code, again.code, early.code, accepted.code]).toEqual([2, 2, 2, 0]);
    expect(opened.result).toMatchObject({ status: 'verifying', reason: 'acceptance' });
    expect(typesOf(opened, 'gate.opened', 'question.opened', 'goal.completed')).toEqual(['gate.opened', 'question.opened']);
    expect(JSON.parse(noted.stdout)).toMatchObject({ status: 'active' });
    expect(promptOf(bodyOf(fixture, 2))).toMatch(
      /^The user answers:\nThe user did not accept the result: Add a note, please\.\n/,
    );
    expect(JSON.parse(accepted.stdout)).toMatchObject({ status: 'complete' });
    expect(fixture.server.requests).toHaveLength(4);
  });
});

describe('a goal that its agent blocks', () => {
  const DOSSIER = {
    attempts: ['Read the code.'],
    evidence: ['e1'],
    blocker: 'The target is not known.',
    needs: [
      { id: 'target', kind: 'choice', question: 'Which one?', options: ['small', 'large'] },
      { id: 'name', kind: 'text', question: 'What is its name?' },
    ],
  };
  const blocked = (dossier: unknown, id: string) => call('update_goal', { status: 'blocked', summary: 'Stuck.', dossier }, id);

  it('asks for what its dossier needs, and puts the answers first in the next request', async () => {
    const fixture = await goalFixture();
    fixture.answers(
      [
        call('update_goal', { status: 'blocked', summary: 'Stuck.' }, 'bare'),
        blocked({ ...DOSSIER, evidence: ['e9'] }, 'unknown'),
      ],
      [blocked(DOSSIER, 'good'), shell('touch src/late.txt', 'late')],
    );
    const ended = await fixture.run(GOAL);
    const thread = ended.result?.thread ?? '';
    const answer = (need: string, text: string) => fixture.goalpost('answer', thread, '--need', need, '--text', text);
    const [wrong, none, choice, text] = [
      await answer('target', 'medium'),
      await answer('size', 'x'),
      await answer('target', 'large'),
      await answer('name', 'Ünal'),
    ];
    const spent = fixture.server.requests.length;
    fixture.answers(...DONE_WORK);
    const resumed = await fixture.goalpost('resume', thread);

    expect([ended.code, ended.result?.status, ended.result?.reason]).toEqual([2, 'blocked', 'blocked_by_agent']);
    expect(answersOf(ended).bare?.output).toContain('blocked needs a dossier');
    expect(answersOf(ended).unknown?.output).toContain('The dossier cites unknown evidence: e9. Known: e1. Cite those');
    expect(answersOf(ended).late?.status).toBe('not_run');
    expect(eventsOf(ended, 'goal.blocked').map((data) => data.dossier)).toEqual([DOSSIER]);
    expect([wrong.code, none.code, choice.code, text.code]).toEqual([64, 64, 0, 0]);
    expect(wrong.stderr).toContain('Use one of: small, large.');
    expect(none.stderr).toContain('Open: target, name.');
    expect(spent).toBe(2);
    expect(promptOf(bodyOf(fixture, 2))).toMatch(
      /^The user answers:\nWhich one\?\nAnswer \(target\): large\n\nThe user answers:\nWhat is its name\?\nAnswer \(name\): Ünal\n\n/,
    );
    expect([resumed.code, resumed.result?.status]).toEqual([0, 'complete']);
  });

  it('is blocked by the app after the same refusal on the same tree, as often as the contract bears', async () => {
    const fixture = await goalFixture();
    fixture.answers([claim()], [claim()], [claim('last')]);
    const ended = await fixture.run({ ...GOAL, blocked: { report: 'why', sameFailure: 3 } });

    expect([ended.code, ended.result?.status, ended.result?.reason]).toEqual([2, 'blocked', 'no_progress']);
    expect(typesOf(ended, 'gate.refused', 'goal.blocked')).toEqual([
      'gate.refused',
      'gate.refused',
      'gate.refused',
      'goal.blocked',
    ]);
    expect(eventsOf(ended, 'question.opened').map(({ question }) => question.id)).toEqual(['guidance']);
    expect(fixture.server.requests).toHaveLength(3);
  });
});

describe('a goal turn without a tool call', () => {
  it('is not followed by another until the user resumes', async () => {
    const fixture = await goalFixture();
    fixture.answers([say('I should think about this.')]);
    const ended = await fixture.run(GOAL);
    const spent = fixture.server.requests.length;
    fixture.answers(...DONE_WORK);
    const resumed = await fixture.goalpost('resume', ended.result?.thread ?? '');

    expect([ended.code, ended.result?.status, ended.result?.reason]).toEqual([2, 'active', 'no_tool_call']);
    expect(spent).toBe(1);
    expect([resumed.code, resumed.result?.status]).toEqual([0, 'complete']);
  });
});

describe('a goal that is cleared', () => {
  it('keeps its history, closes its questions, and is not resumed', async () => {
    const fixture = await goalFixture();
    fixture.answers([shell(WRITE_DONE), call('record_iteration', { changed: 'a', evidence: 'b', next: 'c' })], [claim()]);
    const ended = await fixture.run({ ...GOAL, accept: 'user' });
    const thread = ended.result?.thread ?? '';
    const cleared = await fixture.goalpost('clear', thread);
    const [resumed, answered, shown, listed] = [
      await fixture.goalpost('resume', thread),
      await fixture.goalpost('answer', thread, '--need', 'acceptance', '--text', 'accept'),
      await fixture.goalpost('show', thread),
      await fixture.goalpost('list'),
    ];

    expect(JSON.parse(cleared.stdout)).toEqual({ type: 'answer', thread, status: 'cleared', reason: 'cleared' });
    expect(resumed.stderr).toContain('The goal is cleared.');
    expect([answered.code, answered.stderr]).toEqual([64, expect.stringContaining('No question is open.')]);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      status: 'cleared',
      questions: [],
      usage: { turns: 1, requests: 2 },
      iterations: [{ n: 1, words: { changed: 'a', evidence: 'b', next: 'c' } }],
      evidence: [{ check: 'says-done', verdict: { verdict: 'pass' } }],
    });
    expect(JSON.parse(listed.stdout)).toMatchObject({ thread, status: 'cleared', questions: [] });
    expect(fixture.read('src/app.txt')).toBe('start\ndone\n');
    expect(fixture.server.requests).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import { PASS, red } from '../../test/fakes/simulatedWork';

describe('activation', () => {
  it('runs every check on the untouched tree before the goal is active', () => {
    const thread = new SimulatedThread().activate();
    expect(thread.types()).toEqual([
      'thread.opened',
      'goal.drafted',
      'verification.started',
      'checkpoint.taken',
      'check.started',
      'evidence.recorded',
      'check.started',
      'evidence.recorded',
      'verification.finished',
      'goal.activated',
    ]);
    expect(thread.of('evidence.recorded').map(({ evidence }) => [evidence.check, evidence.purpose, evidence.role])).toEqual([
      ['tests', 'baseline', 'constraint'],
      ['bench', 'baseline', 'verification'],
    ]);
  });

  it('that is edited keeps what its author said of the change, as one line, and nothing where they said nothing', () => {
    const thread = new SimulatedThread().activate();
    const edit = { type: 'goal.edit', by: 'user', contract: testContract({ outcome: 'p95 below 90 ms' }) } as const;
    thread.submit({ ...edit, why: ' the board\nasked for it ' });
    thread.submit({ ...edit, why: '  ' });
    thread.submit(edit);
    expect(thread.of('goal.edited').map((data) => [data.revision, data.why])).toEqual([
      [2, 'the board asked for it'],
      [3, undefined],
      [4, undefined],
    ]);
    expect(thread.of('goal.edited').map((data) => 'why' in data)).toEqual([true, false, false]);
  });

  it('opens a thread and its first draft in one decision, so that no crash comes between them', () => {
    const thread = new SimulatedThread();
    const draft = { by: 'user' as const, contract: testContract(), source: 'goal.md' };
    const workspace = { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' };
    expect(thread.submit({ type: 'thread.open', workspace, model: { api: 'scripted', script: 's' }, draft })).toBeUndefined();
    expect(thread.types()).toEqual(['thread.opened', 'goal.drafted']);
    expect(thread.of('goal.drafted')).toEqual([{ ...draft, revision: 1 }]);
    expect(thread.now.goal?.status).toBe('draft');
  });

  it('asks the user when a verification passes already or a constraint is red', () => {
    const thread = new SimulatedThread({ verdict: (check) => (check === 'bench' ? PASS : red('exit 1, expected 0')) });
    thread.activate(testContract(), false);
    expect(thread.now.goal?.status).toBe('draft');
    expect(thread.of('question.opened')[0]?.question).toMatchObject({
      id: 'baseline',
      kind: 'baseline',
      flags: [
        { check: 'tests', flag: 'already_red', message: 'tests is red before the work: exit 1, expected 0' },
        { check: 'bench', flag: 'vacuous', message: 'bench passes already: it cannot prove that the work was done' },
      ],
    });
    expect(thread.answer).toBe('ask: baseline_flagged');
    expect(thread.submit({ type: 'question.answer', question: 'baseline', answer: 'accept' })).toBeUndefined();
    expect(thread.now.goal?.status).toBe('active');
  });

  it('flags a check that cannot start as broken', () => {
    const broken = { verdict: 'broken' as const, reason: 'not_found' as const, message: 'node: command not found' };
    const thread = new SimulatedThread({ verdict: () => broken }).activate(testContract(), false);
    expect(thread.of('question.opened')[0]?.question).toMatchObject({ flags: [{ flag: 'broken' }, { flag: 'broken' }] });
  });

  it('takes a second goal only when the first is over', () => {
    const thread = new SimulatedThread().activate();
    expect(thread.submit({ type: 'goal.draft', by: 'user', contract: testContract() })?.code).toBe('goal_live');
  });
});

describe('a claim', () => {
  it('is refused with the failing check and its output as the answer to the call', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies.push({ items: [claim()] });
    thread.run();
    expect(thread.of('gate.refused')).toEqual([
      {
        verification: 'v2',
        checkpoint: 'c2',
        reasons: [
          { code: 'failed', check: 'bench', role: 'verification', evidence: 'e2', message: 'bench: 180 ms, target < 120 ms' },
        ],
      },
    ]);
    const answer = thread.of('tool.finished')[0];
    expect(answer?.status).toBe('refused');
    expect(answer?.output).toContain('not ok 1 - never charges twice');
    expect(thread.now.goal?.status).toBe('active');
  });

  it('stops at the first red: a broken constraint is named, and the benchmark is not run', () => {
    const thread = new SimulatedThread({
      verdict: (check, tree) => (check === 'tests' && tree === 'tree1' ? red('exit 1') : PASS),
    }).activate();
    thread.world.replies.push({ items: [call('shell', { command: 'x' })] }, { items: [claim()] });
    thread.world.tool = () => {
      thread.world.tree = 'tree1';
      return { status: 'ok', output: '', durationMs: 1 };
    };
    thread.run();
    expect(thread.of('gate.refused')[0]?.reasons.map((reason) => reason.check)).toEqual(['tests']);
    expect(
      thread
        .of('evidence.recorded')
        .filter(({ evidence }) => evidence.purpose === 'gate')
        .map(({ evidence }) => evidence.check),
    ).toEqual(['tests']);
  });

  it('completes on fresh passing evidence for every check', () => {
    const thread = new SimulatedThread().activate();
    thread.world.tree = 'tree1';
    thread.world.verdict = () => PASS;
    thread.world.replies.push({ items: [claim('p95 is 104 ms')] });
    thread.run();
    expect(thread.of('goal.completed')).toEqual([
      { by: 'app', checkpoint: 'c2', evidence: ['e3', 'e4'], summary: 'p95 is 104 ms' },
    ]);
    expect(thread.answer).toBe('stop: evidence_complete');
    expect(thread.owed).toEqual([]);
  });

  it('waits for the user where the contract asks for acceptance', () => {
    const thread = new SimulatedThread().activate(testContract({ accept: 'user' }));
    thread.world.verdict = () => PASS;
    thread.world.tree = 'tree1';
    thread.world.replies.push({ items: [claim()] });
    thread.run();
    expect([thread.now.goal?.status, thread.answer]).toEqual(['verifying', 'ask: acceptance']);
    thread.submit({ type: 'question.answer', question: 'acceptance', answer: 'accept' });
    thread.run();
    expect(thread.of('goal.completed')[0]).toMatchObject({ by: 'user', evidence: ['e3', 'e4'] });
  });

  it('that is not accepted goes back to the agent with the user’s words first', () => {
    const thread = new SimulatedThread().activate(testContract({ accept: 'user' }));
    thread.world.verdict = () => PASS;
    thread.world.tree = 'tree1';
    thread.world.replies.push({ items: [claim()] });
    thread.run();
    thread.submit({ type: 'question.answer', question: 'acceptance', answer: 'the names are unclear' });
    thread.run();
    expect(thread.of('turn.started').at(-1)).toMatchObject({
      kind: 'user',
      prompt: expect.stringMatching(/^The user answers:\nThe user did not accept the result: the names are unclear/),
    });
  });

  it('reuses evidence of the same tree, revision and environment', () => {
    const thread = new SimulatedThread().activate();
    thread.world.tree = 'tree1';
    thread.world.verdict = () => PASS;
    thread.world.replies.push({ items: [call('run_check', { id: 'bench' })] }, { items: [claim()] });
    thread.run();
    expect(thread.of('goal.completed')[0]?.evidence).toEqual(['e4', 'e3']);
  });

  it('runs a check again after a command, which may have changed what git ignores', () => {
    const thread = new SimulatedThread().activate();
    thread.world.tree = 'tree1';
    thread.world.verdict = () => PASS;
    thread.world.replies.push({ items: [call('run_check', { id: 'bench' }), call('shell', { command: 'rm -r build' })] });
    thread.world.replies.push({ items: [claim()] });
    thread.run();
    expect(thread.of('goal.completed')[0]?.evidence).toEqual(['e4', 'e5']);
  });

  it('that the user accepts is judged once more, and refused where the tree has moved since', () => {
    const thread = new SimulatedThread().activate(testContract({ accept: 'user' }));
    thread.world.verdict = (_check, tree) => (tree === 'tree1' ? PASS : red('exit 1'));
    thread.world.tree = 'tree1';
    thread.world.replies.push({ items: [claim()] });
    thread.run();
    thread.world.tree = 'tree2';
    thread.submit({ type: 'question.answer', question: 'acceptance', answer: 'accept' });
    thread.run();
    expect([thread.now.goal?.status, thread.of('goal.completed'), thread.of('gate.refused').length]).toEqual(['active', [], 1]);
  });

  it('does not reuse evidence of a check that repeats', () => {
    const contract = testContract({
      verification: [
        { id: 'bench', kind: 'command', run: 'b', timeout: '60s', expect: { exit: 0 }, repeat: { times: 3, judge: 'all' } },
      ],
    });
    const thread = new SimulatedThread().activate(contract);
    thread.world.tree = 'tree1';
    thread.world.verdict = () => PASS;
    thread.world.replies.push({ items: [call('run_check', { id: 'bench' })] }, { items: [claim()] });
    thread.run();
    expect(thread.of('goal.completed')[0]?.evidence).toEqual(['e4', 'e5']);
  });
});

describe('protected files', () => {
  const changed = () => {
    const thread = new SimulatedThread({ protectedFiles: { 'test/a.js': 'h0' } }).activate(testContract({ protect: ['test/'] }));
    thread.world.verdict = () => PASS;
    thread.world.tree = 'tree1';
    thread.world.protectedFiles = { 'test/a.js': 'h1' };
    thread.world.replies.push({ items: [claim()] });
    return thread.run();
  };

  it('hold the gate and ask the user, before any check is run', () => {
    const thread = changed();
    expect(thread.of('question.opened')[0]?.question).toMatchObject({ id: 'protected', paths: ['test/a.js'], excerpt: '-a\n+b' });
    expect(thread.of('evidence.recorded').filter(({ evidence }) => evidence.purpose === 'gate')).toEqual([]);
    expect([thread.now.goal?.status, thread.answer]).toEqual(['verifying', 'ask: protected_changed']);
    expect(thread.owed.filter((work) => work.kind !== 'take-checkpoint')).toEqual([]);
  });

  it('once accepted, are what the claim is judged on', () => {
    const thread = changed();
    thread.submit({ type: 'question.answer', question: 'protected', answer: 'accept' });
    thread.run();
    expect(thread.now.goal).toMatchObject({ status: 'complete', protected: { 'test/a.js': 'h1' } });
  });

  it('once restored, send the agent back to work', () => {
    const thread = changed();
    thread.submit({ type: 'question.answer', question: 'protected', answer: 'restore' });
    thread.run();
    expect(thread.now.goal?.status).toBe('active');
    expect(thread.of('turn.started').at(-1)?.prompt).toContain('put back as they were: test/a.js');
  });

  it('take no answer but accept, restore and a note', () => {
    expect(changed().submit({ type: 'question.answer', question: 'protected', answer: 'maybe' })).toEqual({
      code: 'bad_answer',
      message: '"maybe" is not an answer to "protected". Use one of: accept, restore, send back: NOTE.',
    });
  });
});

describe('no progress', () => {
  it('blocks with the app’s own dossier after the same failure on the same tree', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies.push({ items: [claim()] }, { items: [claim()] }, { items: [claim()] }, { items: [say('never asked')] });
    thread.run();
    expect(thread.of('gate.refused')).toHaveLength(3);
    expect(thread.of('goal.blocked')[0]).toMatchObject({
      by: 'app',
      reason: 'no_progress',
      dossier: { needs: [{ id: 'guidance' }] },
    });
    expect(thread.answer).toBe('ask: no_progress');
    expect(thread.world.replies).toHaveLength(1);
  });

  it('does not count tries between which the tree changed', () => {
    const thread = new SimulatedThread().activate();
    for (const tree of ['a', 'b', 'c', 'd']) {
      thread.world.replies.push({ items: [claim()] });
      thread.world.tree = tree;
      thread.run();
    }
    expect(thread.of('gate.refused')).toHaveLength(4);
    expect(thread.now.goal?.status).toBe('active');
  });
});

describe('a dossier', () => {
  const dossier = {
    attempts: ['looked'],
    evidence: [],
    blocker: 'no key',
    needs: [{ id: 'key', kind: 'text', question: 'Which key?' }],
  };

  it('blocks the goal, attaches what was recorded, and opens a question for each need', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies.push({ items: [call('update_goal', { status: 'blocked', summary: 's', dossier })] });
    thread.run();
    expect(thread.of('goal.blocked')[0]).toEqual({
      by: 'agent',
      reason: 'blocked_by_agent',
      dossier: { ...dossier, evidence: ['e1', 'e2'] },
    });
    expect(Object.keys(thread.now.questions)).toEqual(['key']);
  });

  it('that cites unknown evidence goes back to the model', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies.push({
      items: [call('update_goal', { status: 'blocked', summary: 's', dossier: { ...dossier, evidence: ['e99'] } })],
    });
    thread.run();
    expect(thread.of('tool.finished')[0]?.output).toBe(
      'The dossier cites unknown evidence: e99. Known: e1, e2. Cite those that matter, or none: then what was recorded since activation is attached.',
    );
    expect(thread.now.goal?.status).toBe('active');
  });

  it.each([
    [['protected'], ['protected-2']],
    [
      ['key', 'key', 'key-2'],
      ['key', 'key-2', 'key-2-2'],
    ],
  ])('whose needs would pass for another question gets ids of their own (%s)', (ids, own) => {
    const thread = new SimulatedThread().activate();
    const needs = ids.map((id) => ({ id, kind: 'text', question: 'Which?' }));
    thread.world.replies.push({
      items: [call('update_goal', { status: 'blocked', summary: 's', dossier: { ...dossier, needs } })],
    });
    thread.run();
    expect(Object.keys(thread.now.questions)).toEqual(own);
    expect(thread.now.goal?.needs.map(({ need }) => need.id)).toEqual(own);
  });

  it('that needs a secret takes none as an answer: the log would hold it', () => {
    const thread = new SimulatedThread().activate();
    const needs = [{ id: 'key', kind: 'secret', question: 'Which key?' }];
    thread.world.replies.push({
      items: [call('update_goal', { status: 'blocked', summary: 's', dossier: { ...dossier, needs } })],
    });
    thread.run();
    expect(thread.submit({ type: 'question.answer', question: 'key', answer: 'SUPERSECRET42' })?.code).toBe('bad_answer');
    expect(JSON.stringify(thread.events)).not.toContain('SUPERSECRET42');
  });

  it('is answered: the answer comes first in the next turn', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies.push({ items: [call('update_goal', { status: 'blocked', summary: 's', dossier })] });
    thread.run();
    thread.submit({ type: 'question.answer', question: 'key', answer: 'the blue one' });
    expect(thread.owed.filter((work) => work.kind === 'start-turn')).toEqual([]);
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    thread.run();
    expect(thread.of('turn.started').at(-1)?.prompt).toMatch(/^The user answers:\nWhich key\?\nAnswer \(key\): the blue one/);
  });
});

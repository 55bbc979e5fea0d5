import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, say, testContract } from '../../../test/fakes/simulatedThread';
import type { Dossier } from '../../tools/dossier';

const BLOCKED_AFTER = 2;

/** `turns` turns that each record what they changed and claim, on a tree that moves until the last but one. */
function stuck(turns: number): SimulatedThread {
  const thread = new SimulatedThread().activate(testContract({ blocked: { report: '', sameFailure: BLOCKED_AFTER } }));
  for (let n = 1; n <= turns; n += 1) {
    if (n < turns) thread.world.tree = `tree${n}`;
    const record = call('record_iteration', { changed: `try ${n}`, evidence: 'none', next: 'another' });
    thread.world.replies.push({ items: [record, claim()] }, { items: [say(`Over with ${n}.`)] });
    thread.run();
  }
  return thread;
}

const dossierOf = (thread: SimulatedThread): Dossier | undefined => thread.of('goal.blocked').at(-1)?.dossier;

describe('the dossier of no progress', () => {
  it('tells each try, what failed with its last figure, and asks what to do about it', () => {
    const dossier = dossierOf(stuck(3));
    expect(dossier?.attempts).toEqual([
      'Turn 1: changed no file, 2 tool calls. tests pass [e3]; bench fail: 180 ms, target < 120 ms [e4]; the claim was refused. It said: “try 1”',
      'Turn 2: changed no file, 2 tool calls. tests pass [e5]; bench fail: 180 ms, target < 120 ms [e6]; the claim was refused. It said: “try 2”',
      'Turn 3: changed no file, 2 tool calls. no check ran; the claim was refused. It said: “try 3”',
    ]);
    expect(dossier?.blocker).toBe(
      'bench failed 2 times in a row on the same tree, and nothing that counts changed between the tries. bench fail: 180 ms, target < 120 ms [e6].',
    );
    expect(dossier?.needs).toEqual([
      {
        id: 'guidance',
        kind: 'text',
        question: 'What should be tried next about bench? bench fail: 180 ms, target < 120 ms [e6].',
      },
    ]);
    expect(dossier?.evidence).toEqual(['e1', 'e2', 'e3', 'e4', 'e5', 'e6']);
  });

  it('stays short for a long goal: how it began, what was tried last, and the rest in one line', () => {
    const dossier = dossierOf(stuck(60));
    expect(dossier?.attempts).toHaveLength(11);
    expect(dossier?.attempts[2]).toBe(
      'Turns 3 to 52: 50 turns, 0 files changed, 50 turns with a refused claim; the timeline has each.',
    );
    expect(dossier?.attempts.at(-1)).toMatch(/^Turn 60: /);
    expect([dossier?.evidence.length, dossier?.evidence.at(-1)]).toEqual([40, 'e120']);
  });

  it('cites nothing from before the activation', () => {
    const thread = new SimulatedThread().activate(testContract(), false);
    thread.world.verdict = () => ({ verdict: 'pass' });
    thread.submit({ type: 'goal.clear', by: 'user', reason: 'cleared' });
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract() });
    thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: false });
    while (thread.now.verification) thread.step();
    thread.submit({ type: 'question.answer', question: 'baseline', answer: 'cancel' });
    thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: true });
    const dossier = { attempts: ['x'], evidence: [], blocker: 'b', needs: [{ id: 'k', kind: 'text', question: '?' }] };
    thread.world.replies.push({ items: [call('update_goal', { status: 'blocked', summary: 's', dossier })] });
    thread.run();
    expect(thread.of('evidence.recorded').map(({ evidence }) => evidence.id)).toEqual(['e1', 'e2', 'e3', 'e4', 'e5', 'e6']);
    expect(dossierOf(thread)?.evidence).toEqual(['e5', 'e6']);
  });
});

describe('a failure that stands again on the same tree', () => {
  it('is pointed out to the model while a try is left', () => {
    const thread = new SimulatedThread().activate();
    for (let n = 0; n < 3; n += 1) thread.world.replies.push({ items: [claim()] });
    thread.run();
    const answers = thread.of('tool.finished').map(({ output }) => /\[bench failed.*/.exec(output)?.[0] ?? '');
    expect(answers).toEqual([
      '',
      '[bench failed 2 times in a row on the same tree. At 3 the goal stops and the user is asked: change something that the check looks at, try another way, or report blocked with update_goal.]',
      '',
    ]);
  });
});

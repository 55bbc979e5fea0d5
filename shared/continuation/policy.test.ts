import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import { PASS, type Reply, red } from '../../test/fakes/simulatedWork';
import { NO_USAGE } from '../budget/usage';
import type { Contract } from '../goal/contract';
import type { ProviderError } from '../provider/model';
import type { GoalState } from '../thread/goalState';
import type { ThreadState } from '../thread/state';
import { policy } from './policy';

function active(contract: Contract = testContract(), ...replies: readonly Reply[]): SimulatedThread {
  const thread = new SimulatedThread().activate(contract);
  thread.world.replies.push(...replies);
  return thread;
}

function answerOf(state: ThreadState): string {
  const { next, reason } = policy(state);
  return `${next}: ${reason}`;
}

function withGoal(thread: SimulatedThread, changes: Partial<GoalState>): ThreadState {
  const { goal } = thread.now;
  return { ...thread.now, goal: goal && { ...goal, ...changes } };
}

/** Takes steps until the answer is the one asked for. */
function until(thread: SimulatedThread, answer: string): SimulatedThread {
  for (let step = 0; thread.answer !== answer; step++) {
    if (step > 50 || !thread.step()) throw new Error(`the thread came to "${thread.answer}"`);
  }
  return thread;
}

const SHELL = { items: [call('shell', { command: 'make' })] };
const TALK = { items: [say('I think it is the cache.')] };

describe('a thread without an active goal', () => {
  it('has nothing to go on with before a goal is drafted', () => {
    const thread = new SimulatedThread();
    thread.submit({
      type: 'thread.open',
      workspace: { root: '/w', gitDir: '/g', commonDir: '/g' },
      model: { api: 'scripted', script: 's' },
    });
    expect(thread.answer).toBe('stop: no_goal');
  });

  it('waits for activation, takes the baseline, and asks where that was flagged', () => {
    const thread = new SimulatedThread({ verdict: () => PASS });
    thread.submit({
      type: 'thread.open',
      workspace: { root: '/w', gitDir: '/g', commonDir: '/g' },
      model: { api: 'scripted', script: 's' },
    });
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract() });
    const answers = [thread.answer];
    thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: false });
    answers.push(thread.answer);
    thread.run();
    answers.push(thread.answer);
    thread.submit({ type: 'question.answer', question: 'baseline', answer: 'cancel' });
    expect([...answers, thread.answer]).toEqual([
      'stop: not_activated',
      'verify: baseline',
      'ask: baseline_flagged',
      'stop: not_activated',
    ]);
  });

  it('stops while paused, and says when the pause was a fault of ours', () => {
    const thread = active();
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'interrupt' });
    expect(thread.answer).toBe('stop: paused');
    const faulty = active();
    faulty.submit({ type: 'thread.fail', message: 'a worker threw' });
    expect(faulty.answer).toBe('stop: internal_error');
  });

  it('stays stopped while paused though input is queued', () => {
    const thread = active();
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'interrupt' });
    thread.submit({ type: 'input.queue', text: 'hello?' });
    expect([thread.answer, thread.owed]).toEqual(['stop: paused', []]);
  });

  it('stops when complete, and when cleared', () => {
    const thread = active(testContract(), { items: [claim()] });
    thread.world.verdict = () => PASS;
    thread.world.tree = 'tree1';
    thread.run();
    const complete = thread.answer;
    thread.submit({ type: 'goal.clear', by: 'user', reason: 'done with it' });
    expect([complete, thread.answer]).toEqual(['stop: evidence_complete', 'stop: cleared']);
  });

  it('asks when blocked, with the reason of whoever blocked it', () => {
    const thread = active();
    thread.world.replies.push({ items: [claim()] }, { items: [claim()] }, { items: [claim()] });
    thread.run();
    expect(thread.answer).toBe('ask: no_progress');
  });

  it.each(['auth', 'bad_model', 'bad_request', 'context_full'] satisfies ProviderError['kind'][])(
    'asks when the provider needs somebody to mend it: %s',
    (kind) => {
      expect(active(testContract(), { error: { kind, message: 'no' } }).run().answer).toBe(`ask: provider_${kind}`);
    },
  );

  it('waits at the provider’s quota', () => {
    expect(active(testContract(), { error: { kind: 'quota', message: 'no', resetAt: 9 } }).run().answer).toBe(
      'wait: provider_quota',
    );
  });

  it('asks at its own budget, after the wrap-up', () => {
    const thread = active(testContract({ budget: { tokens: 50 } }), SHELL, TALK).run();
    expect([thread.answer, thread.of('turn.started').map((turn) => turn.kind)]).toEqual([
      'ask: budget_tokens',
      ['continuation', 'wrap_up'],
    ]);
  });
});

describe('an active goal', () => {
  it('begins because it was activated', () => {
    expect(active().answer).toBe('continue: goal_activated');
  });

  it('waits for whatever is pending, and goes on when the turn has finished', () => {
    const thread = active(testContract(), SHELL, TALK);
    const answers: string[] = [];
    do if (answers.at(-1) !== thread.answer) answers.push(thread.answer);
    while (answers.length < 20 && thread.of('turn.finished').length === 0 && thread.step());
    expect(answers).toEqual([
      'continue: goal_activated',
      'wait: model_request',
      'wait: tool_pending',
      'wait: model_request',
      'continue: turn_finished',
    ]);
  });

  it('waits without asking a model while the agent waits for a time, a file or a process', () => {
    const waits = [
      { for: 'time', ms: 5 },
      { for: 'file', path: 'x' },
      { for: 'process', session: 'p1' },
    ];
    for (const wait of waits) {
      const thread = until(active(testContract(), { items: [call('wait', wait)] }), 'wait: waiting');
      expect(thread.owed.map((work) => work.kind)).toEqual(['await']);
    }
  });

  it('verifies while a check of the agent’s or a claim is looked at', () => {
    const check = active(testContract(), { items: [call('run_check', { id: 'bench' })] });
    expect(until(check, 'verify: check_pending').owed.map((work) => work.kind)).toEqual(['take-checkpoint']);
    const claimed = active(testContract(), { items: [claim()] });
    expect(until(claimed, 'verify: claim').now.goal?.status).toBe('verifying');
  });

  it.each(['unreachable', 'rate_limited', 'server', 'cut'] satisfies ProviderError['kind'][])(
    'waits to try again after %s',
    (kind) => {
      const thread = active(testContract(), { error: { kind, message: 'no' } });
      until(thread, `wait: retry_${kind}`);
      expect(thread.owed).toMatchObject([{ kind: 'request-model', request: 't1r1a2' }]);
    },
  );

  it('puts queued input before every automatic reason, even before a suppressed one', () => {
    const thread = active(testContract(), TALK).run();
    expect(thread.answer).toBe('stop: no_tool_call');
    thread.submit({ type: 'input.queue', text: 'try the cache' });
    expect(thread.answer).toBe('continue: user_input');
  });

  it('does not go on after a turn without a tool call, the first included, until something changes', () => {
    const changes = [
      { type: 'input.queue', text: 'go on' },
      { type: 'goal.edit', by: 'user', contract: testContract() },
      { type: 'goal.resume', by: 'user', reason: 'resumed' },
    ] as const;
    for (const change of changes) {
      const thread = active(testContract(), TALK).run();
      expect([thread.answer, thread.owed]).toEqual(['stop: no_tool_call', []]);
      thread.submit(change);
      expect(thread.answer).toMatch(/^continue: /);
    }
  });

  it('never goes on by itself after a turn that only plans', () => {
    const thread = active();
    thread.submit({ type: 'mode.set', by: 'user', mode: 'plan' });
    thread.submit({ type: 'input.queue', text: 'How would you go about it?' });
    expect(answerOf(thread.now)).toBe('continue: user_input');
    thread.world.replies = [{ items: [call('read_file', { path: 'a.js' })] }, { items: [say('First I would look.')] }];
    thread.run();
    expect(answerOf(thread.now)).toBe('stop: plan_mode');
    expect(thread.of('turn.started').at(-1)?.kind).toBe('plan');
    expect(answerOf({ ...thread.now, mode: 'goal' })).toBe('stop: plan_only');
    thread.submit({ type: 'mode.set', by: 'user', mode: 'goal' });
    expect(answerOf(thread.now)).toBe('continue: turn_finished');
  });

  it('asks while any question is open', () => {
    const thread = active();
    const question = { id: 'q', kind: 'acceptance' as const, text: '?', options: [] };
    expect(answerOf({ ...thread.now, questions: { q: { question, openedAt: 1 } } })).toBe('ask: question_open');
  });

  it.each([
    ['tokens', { tokens: 100 }, { charged: 100 }],
    ['usd', { usd: 1 }, { usd: 1 }],
    ['minutes', { minutes: 1 }, { activeMs: 60_000 }],
    ['turns', { turns: 2 }, { turns: 2 }],
  ])('wraps up when the %s are used up, before the input that is queued', (limit, budget, usage) => {
    const thread = active(testContract({ budget }));
    thread.submit({ type: 'input.queue', text: 'more' });
    expect(answerOf(withGoal(thread, { usage: { ...NO_USAGE, ...usage } }))).toBe(`wrap_up: budget_${limit}`);
  });

  it('goes on after an interruption once it is resumed, and says why', () => {
    const thread = until(active(testContract(), SHELL), 'wait: tool_pending');
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'interrupt' });
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    expect(thread.answer).toBe('continue: resumed');
  });
});

describe('a held gate', () => {
  const held = () => {
    const thread = new SimulatedThread({ protectedFiles: { 'test/a.js': 'h0' } }).activate(testContract({ protect: ['test/'] }));
    thread.world.protectedFiles = { 'test/a.js': 'h1' };
    thread.world.replies.push({ items: [claim()] });
    return thread.run();
  };

  it('asks, and while the files are put back waits for that', () => {
    const thread = held();
    expect(thread.answer).toBe('ask: protected_changed');
    thread.submit({ type: 'question.answer', question: 'protected', answer: 'restore' });
    expect([thread.answer, thread.owed.map((work) => work.kind)]).toEqual(['wait: protected_restoring', ['restore-protected']]);
  });

  it('lets no turn begin before the files are back, also where the goal was paused and resumed meanwhile', () => {
    const thread = held();
    thread.submit({ type: 'question.answer', question: 'protected', answer: 'restore' });
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'interrupt' });
    thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    expect([thread.now.goal?.status, thread.answer]).toEqual(['active', 'wait: protected_restoring']);
    thread.step();
    expect(thread.answer).toBe('continue: user_input');
  });

  it('does not wake a goal that was paused while the files were put back', () => {
    const thread = held();
    thread.submit({ type: 'question.answer', question: 'protected', answer: 'restore' });
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'interrupt' });
    thread.run();
    expect([thread.now.goal?.status, thread.now.goal?.held, thread.answer]).toEqual(['paused', null, 'stop: paused']);
  });

  it('restores nothing once the goal is cleared', () => {
    const thread = held();
    thread.submit({ type: 'question.answer', question: 'protected', answer: 'restore' });
    thread.submit({ type: 'goal.clear', by: 'user', reason: 'enough' });
    expect(thread.owed).toEqual([]);
    expect(thread.submit({ type: 'protected.restore', paths: ['test/a.js'] })?.code).toBe('not_owed');
    expect(thread.now.goal?.status).toBe('cleared');
  });
});

describe('a proven result that waits to be accepted', () => {
  const proven = () => {
    const thread = active(testContract({ accept: 'user' }), { items: [claim()] });
    thread.world.verdict = () => PASS;
    thread.world.tree = 'tree1';
    return thread.run();
  };

  it('asks', () => {
    expect(proven().answer).toBe('ask: acceptance');
  });

  it('is no longer asked about once the contract is edited: the goal goes on under the new one', () => {
    const thread = proven();
    thread.submit({ type: 'goal.edit', by: 'user', contract: testContract({ accept: 'user', outcome: 'p95 below 100 ms' }) });
    expect(thread.of('question.closed')).toEqual([{ question: 'acceptance', reason: 'the contract was edited' }]);
    expect([thread.now.goal?.status, thread.answer]).toEqual(['active', 'continue: goal_edited']);
  });
});

describe('every answer', () => {
  it('of a red check too, has a reason', () => {
    const thread = active(testContract(), { items: [call('run_check', { id: 'tests' })] });
    thread.world.verdict = () => red('exit 1');
    for (let step = 0; step < 30; step++) {
      expect(policy(thread.now).reason).not.toBe('');
      if (!thread.step()) break;
    }
  });
});

import { describe, expect, it } from 'vitest';
import { call, SimulatedThread, say, testContract } from '../../../test/fakes/simulatedThread';
import { NO_USAGE } from '../../budget/usage';
import { mayInterrupt } from './mode';

const open = (mode?: 'plan') => {
  const thread = new SimulatedThread();
  thread.submit({
    type: 'thread.open',
    workspace: { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' },
    model: { api: 'responses', model: 'm' },
    ...(mode ? { mode } : {}),
  });
  return thread;
};

const plan = (thread: SimulatedThread, text = 'How would you do it?') => {
  thread.submit({ type: 'input.queue', text });
  return thread.run();
};

describe('plan mode', () => {
  it('answers a message on a thread without a goal, and goes on with nothing by itself', () => {
    const thread = open('plan');
    thread.world.replies = [{ items: [call('read_file', { path: 'a.js' })] }, { items: [say('Three steps.')] }, { items: [] }];
    plan(thread);
    expect(thread.of('turn.started').map(({ kind }) => kind)).toEqual(['plan']);
    expect(thread.answer).toBe('stop: plan_mode');
    expect(thread.world.replies).toHaveLength(1);
  });

  it('lets the agent look and nothing else', () => {
    const thread = open('plan');
    const tried = ['shell', 'apply_patch', 'run_check', 'update_goal', 'wait'] as const;
    const args = { command: 'ls', patch: 'x', id: 'bench', status: 'complete', summary: 's', for: 'time', ms: 1 };
    const items = tried.map((name) => call(name, pick(name, args)));
    thread.world.replies = [{ items: [...items, call('search', { pattern: 'x' })] }, { items: [say('So.')] }];
    plan(thread);
    const results = thread.of('tool.finished').map(({ name, status }) => [name, status]);
    expect(results).toEqual([...tried.map((name) => [name, 'refused']), ['search', 'ok']]);
  });

  it('takes no message for a goal where there is none: the refusal names plan mode', () => {
    const thread = open();
    expect(thread.submit({ type: 'input.queue', text: 'hello' })?.message).toContain('Plan mode takes messages');
  });

  it('keeps the goal from going on, and leaving it lets it', () => {
    const thread = new SimulatedThread().activate();
    thread.submit({ type: 'mode.set', by: 'user', mode: 'plan' });
    expect(thread.answer).toBe('stop: plan_mode');
    thread.submit({ type: 'mode.set', by: 'user', mode: 'goal' });
    expect(thread.answer).toBe('continue: goal_activated');
  });

  it.each(['paused', 'blocked'] as const)('asks no model while the goal is %s', (status) => {
    const thread = new SimulatedThread().activate();
    if (status === 'paused') thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
    else {
      const needs = [{ id: 'key', kind: 'text', question: 'Which?' }];
      const dossier = { attempts: ['looked'], evidence: [], blocker: 'none', needs };
      thread.world.replies = [{ items: [call('update_goal', { status: 'blocked', summary: 's', dossier })] }];
      thread.run();
    }
    thread.submit({ type: 'mode.set', by: 'user', mode: 'plan' });
    thread.submit({ type: 'input.queue', text: 'What now?' });
    expect(thread.owed).toEqual([]);
  });

  it('ends when somebody sets a goal going', () => {
    const thread = open('plan');
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract() });
    expect(thread.now.mode).toBe('plan');
    thread.submit({ type: 'goal.activate', by: 'user', acceptBaseline: true });
    expect(thread.now.mode).toBe('goal');
  });

  it('charges what planning cost to the goal that comes of it', () => {
    const thread = open('plan');
    thread.world.replies = [{ items: [say('Three steps.')] }];
    plan(thread);
    expect(thread.now.unclaimed).toMatchObject({ charged: 50, requests: 1, turns: 0 });
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract() });
    expect(thread.now.unclaimed).toEqual(NO_USAGE);
    expect(thread.now.goal?.usage).toMatchObject({ charged: 50, requests: 1, turns: 0 });
  });

  it('stops a plan that is interrupted, and a provider’s fault ends it without a goal to block', () => {
    const thread = open('plan');
    thread.submit({ type: 'input.queue', text: 'How?' });
    thread.step();
    thread.submit({ type: 'turn.interrupt', by: 'user', reason: 'interrupt' });
    expect([thread.now.turn, thread.answer]).toEqual([null, 'stop: plan_mode']);
    expect(thread.submit({ type: 'turn.interrupt', by: 'user', reason: 'interrupt' })?.message).toBe('Nothing is running.');
    thread.world.replies = [{ error: { kind: 'auth', message: 'The key was refused.' } }];
    plan(thread);
    expect(thread.now.lastTurn).toEqual({ kind: 'plan', reason: 'The key was refused.', interrupted: true });
  });

  it.each(['draft', 'paused', 'complete'] as const)('finds nothing to interrupt beside a goal that is %s', (status) => {
    const thread = new SimulatedThread().activate();
    const { goal } = thread.now;
    expect(mayInterrupt(thread.now)).toBe(true);
    expect(mayInterrupt({ ...thread.now, goal: goal && { ...goal, status } })).toBe(false);
  });

  it('does not let a model that only looks go on for ever', () => {
    const thread = open('plan');
    thread.world.replies = Array.from({ length: 60 }, () => ({ items: [call('get_goal')] }));
    plan(thread);
    expect([thread.now.lastTurn?.reason, thread.world.replies.length]).toEqual(['plan_too_long', 19]);
  });

  it('plans on a draft only as far as its budget goes', () => {
    const thread = open('plan');
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract({ budget: { tokens: 60 } }) });
    thread.world.replies = [{ items: [call('get_goal')] }, { items: [call('get_goal')] }, { items: [say('So.')] }];
    plan(thread);
    expect([thread.now.lastTurn?.reason, thread.answer]).toEqual(['budget_reached', 'stop: budget_used_up']);
  });
});

function pick(name: string, args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const keys = {
    shell: ['command'],
    apply_patch: ['patch'],
    run_check: ['id'],
    update_goal: ['status', 'summary'],
    wait: ['for', 'ms'],
  };
  return Object.fromEntries((keys[name as keyof typeof keys] ?? []).map((key) => [key, args[key]]));
}

describe('a draft over a live goal', () => {
  it('is refused, unless it is to replace it: then one step clears and drafts', () => {
    const thread = new SimulatedThread().activate();
    const contract = testContract({ outcome: 'another' });
    expect(thread.submit({ type: 'goal.draft', by: 'user', contract })?.code).toBe('goal_live');
    const before = thread.events.length;
    thread.submit({ type: 'goal.draft', by: 'user', contract, replace: true });
    expect(thread.types(before)).toEqual(['goal.cleared', 'goal.drafted']);
    expect([thread.now.goal?.status, thread.now.goal?.contract.outcome]).toEqual(['draft', 'another']);
  });
});

import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, say, testContract } from '../../test/fakes/simulatedThread';
import { PASS } from '../../test/fakes/simulatedWork';
import { begin } from '../../test/fakes/stepwise';
import { spendKinds } from './spendKinds';

const tokens = (input: number, cached = 0, output = 0) => ({ input, cached, output });

function kinds(thread: SimulatedThread) {
  return spendKinds(thread.events).map(({ name, requests, tokens: charged, cached, money }) => [
    name,
    requests,
    charged,
    cached,
    money,
  ]);
}

describe('what was spent, by kind', () => {
  it('keeps work, the wrap-up and the checks between turns apart', () => {
    const thread = new SimulatedThread().activate(testContract({ budget: { turns: 1 } }));
    thread.world.replies = [
      { items: [call('shell', { command: 'x' })], tokens: tokens(100, 40, 20) },
      { error: { kind: 'server', message: 'Out of order.' } },
      { items: [say('so far')], tokens: tokens(50) },
      { items: [say('all said')], tokens: tokens(30) },
    ];
    thread.run();
    expect(kinds(thread)).toEqual([
      ['Work', '2', '130', '40', 'no price'],
      ['Wrap-ups', '1', '30', '0', 'no price'],
      ['Checks between turns', '–', '–', '–', '–'],
    ]);
  });

  it('counts a request that was cut to the tries of which nothing came, by its estimate', () => {
    const thread = new SimulatedThread().activate();
    begin(thread, 'turn.started');
    const [work] = thread.owed;
    if (work?.kind !== 'request-model') throw new Error('no request is owed');
    thread.submit({ type: 'request.start', request: work.request });
    thread.submit({ type: 'goal.pause', by: 'user', reason: 'interrupt' });
    expect(spendKinds(thread.events).map(({ kind, requests }) => [kind, requests])).toContainEqual(['retries', '1']);
  });

  it('is the sum of the goal’s own figures', () => {
    const thread = new SimulatedThread({ verdict: () => PASS }).activate();
    thread.world.replies = [{ items: [claim()], tokens: tokens(100, 40, 20) }];
    thread.run();
    const sum = spendKinds(thread.events).reduce((all, row) => all + (Number(row.tokens.replaceAll(',', '')) || 0), 0);
    expect(sum).toBe(thread.now.goal?.usage.charged);
  });

  it('counts a plan made beside no goal to the goal that is drafted next, and nothing of a goal before', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies = [{ items: [say('nothing')], tokens: tokens(500) }];
    thread.run();
    thread.submit({ type: 'goal.clear', by: 'user', reason: 'cleared' });
    thread.submit({ type: 'mode.set', by: 'user', mode: 'plan' });
    thread.submit({ type: 'input.queue', text: 'What next?' });
    thread.world.replies = [{ items: [say('Three steps.')], tokens: tokens(70) }];
    thread.run();
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract() });
    expect(kinds(thread)).toEqual([['Plans and drafts', '1', '70', '0', 'no price']]);
  });
});

import { describe, expect, it } from 'vitest';
import { call, claim, SimulatedThread, testContract } from '../../../test/fakes/simulatedThread';
import { PASS } from '../../../test/fakes/simulatedWork';
import type { Contract } from '../../goal/contract';
import { compactedText } from '../compaction/text';
import { describeGoal } from '../prompt';

const MEAN = { id: 'mean', claim: 'the mean is 4', route: 'summed', status: 'confirmed', evidence: ['e2'] };
const RESEARCH: Partial<Contract> = { research: { standard: 'within 1 %' } };

function researching(...calls: readonly ReturnType<typeof call>[]): SimulatedThread {
  const thread = new SimulatedThread({ verdict: () => PASS });
  thread.activate(testContract(RESEARCH));
  thread.world.replies.push({ items: [...calls] });
  return thread.run();
}

const answers = (thread: SimulatedThread) =>
  thread.of('tool.finished').map(({ status, output }) => `${status}: ${output.split('\n')[0]}`);

describe('record_claim', () => {
  it('adds a claim, and replaces it by its id', () => {
    const thread = researching(call('record_claim', MEAN), call('record_claim', { ...MEAN, status: 'uncertain', evidence: [] }));
    expect(answers(thread)).toEqual(['ok: Recorded: mean, confirmed. It rests on e2.', 'ok: Replaced: mean, uncertain.']);
    expect(thread.now.goal?.claimLedger).toEqual([{ ...MEAN, status: 'uncertain', evidence: [] }]);
  });

  it('refuses evidence that does not exist, and says which does', () => {
    const thread = researching(call('record_claim', { ...MEAN, evidence: ['e2', 'e9'] }));
    expect(answers(thread)).toEqual([
      'failed: The claim was not recorded: it cites unknown evidence: e9. Known: e1, e2. run_check records more.',
    ]);
    expect(thread.of('claim.recorded')).toEqual([]);
  });

  it('is for research goals alone', () => {
    const thread = new SimulatedThread().activate();
    thread.world.replies.push({ items: [call('record_claim', MEAN)] });
    expect(answers(thread.run())).toEqual([
      'failed: The contract has no evidence standard: record_claim is for research goals. Nothing was recorded.',
    ]);
  });
});

describe('the gate of a research goal', () => {
  it('stays closed over an empty ledger and an unproven claim, though every check passes', () => {
    const thread = researching(claim());
    expect(thread.of('gate.refused').map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([['no_claims']]);
    const unproven = researching(call('record_claim', { ...MEAN, evidence: [] }), claim());
    expect(unproven.of('gate.refused')[0]?.reasons).toEqual([
      { code: 'claim_unproven', claim: 'mean', message: 'the claim mean is marked confirmed, but it cites no evidence' },
    ]);
    expect(answers(unproven).at(-1)).toMatch(/^refused: The claim is refused/);
  });

  it('opens when what is confirmed is proven, and what is not is said to be so', () => {
    const blocked = { ...MEAN, id: 'raw', status: 'blocked', evidence: [] };
    const thread = researching(call('record_claim', MEAN), call('record_claim', blocked), claim());
    expect(thread.now.goal?.status).toBe('complete');
  });

  it('stops the goal when the same ledger is claimed again and again, and says what stands in the way', () => {
    const thread = new SimulatedThread({ verdict: () => PASS });
    thread.activate(testContract(RESEARCH));
    thread.world.replies.push({ items: [claim()] }, { items: [claim()] }, { items: [claim()] });
    thread.run();
    expect(thread.now.goal?.status).toBe('blocked');
    expect(thread.of('goal.blocked')[0]?.dossier.blocker).toContain('the ledger of claims is empty');
  });
});

describe('the ledger of claims', () => {
  it('is told by get_goal, and restated when the conversation is compacted', () => {
    const thread = researching(call('record_claim', MEAN));
    const told = '- mean: confirmed, evidence e2\n  | the mean is 4\n  by this route:\n  | summed';
    expect(describeGoal(thread.now)).toContain(told);
    expect(compactedText(thread.now, 'summary')).toContain(told);
  });

  it('begins anew with another goal', () => {
    const thread = researching(call('record_claim', MEAN));
    thread.submit({ type: 'goal.draft', by: 'user', contract: testContract(RESEARCH), replace: true });
    expect(thread.now.goal?.claimLedger).toEqual([]);
  });
});

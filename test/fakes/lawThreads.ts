import type { Contract } from '../../shared/goal/contract';
import { call, claim, SimulatedThread, testContract } from './simulatedThread';
import { PASS, type Reply } from './simulatedWork';

const DOSSIER = {
  attempts: ['looked'],
  evidence: [],
  blocker: 'no key',
  needs: [{ id: 'key', kind: 'text', question: 'Which key?' }],
};

/** The agent stops, and asks for a key. */
export const STUCK: Reply = { items: [call('update_goal', { status: 'blocked', summary: 's', dossier: DOSSIER })] };

/** A claim on a tree that has changed since the baseline. */
export function claiming(changes: Partial<Contract> = {}): SimulatedThread {
  const thread = new SimulatedThread().activate(testContract(changes));
  thread.world.tree = 'tree1';
  thread.world.replies.push({ items: [claim()] });
  return thread;
}

/** A thread on which just this question is open. */
export function asking(question: string): SimulatedThread {
  if (question === 'baseline') return new SimulatedThread({ verdict: () => PASS }).activate(testContract(), false);
  const thread = claiming({ accept: 'user' });
  thread.world.verdict = () => PASS;
  if (question === 'key') thread.world.replies = [STUCK];
  return thread.run();
}

import { contractInPlan, lastPlan } from '../../shared/thread/plan';
import type { ThreadState } from '../../shared/thread/state';
import { EXIT } from '../../shared/views/outcome';
import type { Output } from './io';
import { askToLook, cutTurn, failed, type LookingOptions, needsUser, writeContract } from './looking';

/** `goalpost plan`: asks for a plan on a thread of its own. The agent only looks; with `--out` its contract is written to a file. */
export function planCommand(text: string, options: LookingOptions, output: Output): Promise<number> {
  return askToLook({ text, mode: 'plan' }, options, output, (state) => conclude(state, options, output));
}

/** A plan is what the model answered. */
async function conclude(state: ThreadState, options: LookingOptions, output: Output): Promise<number> {
  const cut = cutTurn(state, 'plan');
  if (cut !== undefined) return failed(cut, output);
  if (options.out === undefined) return EXIT.complete;
  const contract = contractInPlan(lastPlan(state) ?? '');
  if (contract === undefined) return needsUser('The plan holds no contract. Ask again for one, or write it yourself.', output);
  return writeContract(options.out, `${contract}\n`, 'The plan above holds the contract.', output);
}

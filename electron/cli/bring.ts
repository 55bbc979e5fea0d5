import { resolve } from 'node:path';
import type { Result } from '../../shared/kernel/result';
import { err, ok } from '../../shared/kernel/result';
import { broughtWords } from '../../shared/views/brought';
import { EXIT } from '../../shared/views/outcome';
import type { BringOrder } from '../core/bringResult';
import { carryOutPlaceOrder, PlaceAnswer, type PlaceOrder } from '../core/placeOrders';
import { sendToOwner } from '../store/owner';
import type { Output } from './io';
import { mayHaveThread, openOwned } from './open';
import { unknownThread } from './ownThread';
import { type CommonOptions, dataFolder } from './settings';

export interface BringOptions extends CommonOptions {
  readonly patch?: string;
  readonly apply?: boolean;
  readonly branch?: string;
  readonly message?: string;
}

/** `goalpost bring`: what the goal has changed since its start comes back as a patch, into the user's files, or on a new branch. */
export async function bringCommand(thread: string, options: BringOptions, output: Output): Promise<number> {
  const bring = bringOrder(options);
  if (!bring.ok) {
    output.fault(bring.error);
    return EXIT.badUsage;
  }
  const answered = await givePlaceOrder({ thread, bring: bring.value }, options, output);
  if (typeof answered === 'number') return answered;
  if (!('brought' in answered)) throw new Error('another answer than was asked for');
  if (options.json) output.out(JSON.stringify({ type: 'brought', thread, ...answered.brought, notes: answered.notes }));
  else for (const line of [`${thread}: brought back ${broughtWords(answered.brought)}`, ...answered.notes]) output.out(line);
  return EXIT.complete;
}

function bringOrder({ patch, apply, branch, message }: BringOptions): Result<BringOrder, string> {
  const named = [patch !== undefined, apply === true, branch !== undefined].filter((one) => one).length;
  if (named !== 1) return err('Say how the result comes back, one of: --patch FILE, --apply, --branch NAME.');
  if (message !== undefined && branch === undefined) return err('--message is a commit’s: name its branch with --branch NAME.');
  if (patch !== undefined) return ok({ as: 'patch', path: resolve(patch) });
  if (branch !== undefined) return ok({ as: 'branch', branch, ...(message === undefined ? {} : { message }) });
  return ok({ as: 'apply' });
}

type Done = Exclude<PlaceAnswer, { ok: false }>;

/** Has the order carried out by the process that owns the data folder, or here where none does. A number is the exit code of a refusal. */
export async function givePlaceOrder(order: PlaceOrder, options: CommonOptions, output: Output): Promise<Done | number> {
  const dataDir = dataFolder(options);
  const sent = await sendToOwner(dataDir, order);
  if (!sent.ok && sent.error.code !== 'no_owner') {
    output.fault(sent.error.message);
    return EXIT.failed;
  }
  if (!sent.ok && !mayHaveThread(dataDir, order.thread)) return unknownThread(order.thread, output);
  const answer = sent.ok ? PlaceAnswer.parse(sent.value) : await here(order, dataDir);
  if (answer.ok) return answer;
  output.fault(answer.message);
  return answer.code === 'git_failed' || answer.code === 'store' || answer.code === 'not_opened' ? EXIT.failed : EXIT.badUsage;
}

async function here(order: PlaceOrder, dataDir: string): Promise<PlaceAnswer> {
  const core = await openOwned(dataDir);
  if (!core.ok) return { ok: false, code: 'not_opened', message: core.error };
  try {
    const recovered = core.value.engine.submit(order.thread, { type: 'thread.recover' });
    if (!recovered.ok) return { ok: false, code: recovered.error.code, message: recovered.error.message };
    return await carryOutPlaceOrder(core.value, order);
  } finally {
    await core.value.dispose();
  }
}

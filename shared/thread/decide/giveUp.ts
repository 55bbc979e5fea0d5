import { assertNever } from '../../kernel/assertNever';
import type { Instant } from '../../kernel/ids';
import { modelName, type ProviderError } from '../../provider/model';
import type { Dossier } from '../../tools/dossier';
import { wakeTime } from '../quota';
import type { ThreadState } from '../state';
import { blockGoal } from './blocked';
import { contextDossier } from './compaction';
import type { Decision } from './decision';
import { closeOpenWork } from './interrupt';
import { GIVE_UP_AFTER_MS } from './retry';
import { stopAfterWrapUp } from './stop';

/** A request that is not made again by itself, and how long its server had been in trouble. */
export interface LastFailure {
  readonly error: ProviderError;
  readonly attempts: number;
  readonly troubleMs: number;
  /** Uniform in [0, 1). */
  readonly jitter: number;
}

/** Asking again would not help: a quota limits the goal until it is renewed, everything else blocks it and says what to do. */
export function giveUp(decision: Decision, failure: LastFailure): void {
  const { error } = failure;
  const wrapUp = decision.state.turn?.kind === 'wrap_up';
  closeOpenWork(decision, 'app', error.message, decision.at);
  // A plan beside a goal that is not pursued: the turn says why it ended, and there is no goal to stop.
  if (decision.state.goal?.status !== 'active') return;
  if (wrapUp && stopAfterWrapUp(decision)) return;
  const quota = quotaOf(error, decision.at);
  if (quota) return limitUsage(decision, failure, quota.resetAt);
  const full = error.kind === 'context_full';
  const dossier = full ? contextDossier(decision.state, error.message) : providerDossier(decision.state, failure);
  blockGoal(decision, 'app', `provider_${error.kind}`, dossier);
}

/** A rate limit that names a time further off than a server is waited for is a quota by another name. */
function quotaOf(error: ProviderError, at: Instant): { readonly resetAt: Instant | null } | undefined {
  if (error.kind === 'quota') return { resetAt: error.resetAt ?? null };
  if (error.kind !== 'rate_limited' || (error.retryAfterMs ?? 0) <= GIVE_UP_AFTER_MS) return undefined;
  return { resetAt: at + (error.retryAfterMs ?? 0) };
}

function limitUsage(decision: Decision, { error, jitter }: LastFailure, resetAt: Instant | null): void {
  const refusals = (decision.goal.quota?.refusals ?? 0) + 1;
  const wakeAt = wakeTime({ resetAt, refusals, jitter }, decision.at);
  decision.add('goal.limited', { by: 'provider', message: error.message, resetAt, wakeAt });
}

/** No price is invented: a limit of money that cannot be kept stops the goal before it spends, and asks. */
export function blockForPrice(decision: Decision, name = modelName(decision.state.model)): void {
  blockGoal(decision, 'app', 'no_price', {
    attempts: ['Looked for a price before the next request: there is none.'],
    evidence: [],
    blocker: `The budget limits US dollars, but ${name} has no price: what it spends cannot be counted.`,
    needs: [
      {
        id: 'price',
        kind: 'text',
        question: `${name} has no price. Add it in Settings or to prices.json in the data folder, or take the limit of dollars away; then resume the thread.`,
      },
    ],
  });
}

function providerDossier(state: ThreadState, { error, attempts, troubleMs }: LastFailure): Dossier {
  return {
    attempts: [`Asked the model ${times(attempts, troubleMs)}: ${error.message}`],
    evidence: [],
    blocker: error.message,
    needs: [{ id: 'provider', kind: 'text', question: `${error.message} ${remedy(error.kind, state.thread)}` }],
  };
}

const MS_PER_MINUTE = 60_000;

function times(attempts: number, troubleMs: number): string {
  const minutes = Math.round(troubleMs / MS_PER_MINUTE);
  const over = minutes === 0 ? '' : ` over ${minutes === 1 ? 'a minute' : `${minutes} minutes`}`;
  return attempts === 1 ? 'once' : `${attempts} times${over}`;
}

function remedy(kind: ProviderError['kind'], thread: string): string {
  const otherModel = `goalpost resume ${thread} --model NAME`;
  switch (kind) {
    case 'auth':
      return 'Then resume the thread.';
    case 'bad_model':
      return `Go on with it by: ${otherModel}.`;
    case 'bad_request':
      return `Nothing was done; the same request would be refused again. Another model or server takes over by: ${otherModel}.`;
    case 'context_full':
      return `A larger one takes over by: ${otherModel}. Or clear the goal and begin a smaller one.`;
    case 'unreachable':
      return `Then resume the thread; ${otherModel} asks the server that OPENAI_BASE_URL names then.`;
    case 'server':
    case 'cut':
      return 'It was asked again and again; resume the thread when the server answers.';
    case 'rate_limited':
    case 'quota':
      return 'Resume the thread when it takes requests again.';
    default:
      return assertNever(kind);
  }
}

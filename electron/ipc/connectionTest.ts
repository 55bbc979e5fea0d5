import { costOf } from '../../shared/budget/prices';
import type { ParsedParams } from '../../shared/ipc/methods';
import { ok, type Result } from '../../shared/kernel/result';
import type { ModelRef, ModelRequest } from '../../shared/provider/model';
import { type ConnectionFailure, type ConnectionResult, causeOf, failureOf, failureWords } from '../../shared/views/connection';
import type { Fault, WindowParts } from './ipc';

/** A hosted model answers one word within a few seconds; a local one that is loaded first mostly within this. */
const TEST_LIMIT_MS = 30_000;

/** Enough for one word after the shortest of thoughts; servers refuse fewer than 16. */
const MAX_OUTPUT_TOKENS = 16;

const REQUEST: Omit<ModelRequest, 'model'> = {
  instructions: 'Answer with one word.',
  items: [{ type: 'message', role: 'user', text: 'Say ok.' }],
  tools: [],
  maxOutputTokens: MAX_OUTPUT_TOKENS,
};

type Parts = Pick<WindowParts, 'core' | 'settings'>;

/** Tests of the server that Settings name: one at a time over all windows, ended by a person, by time, or by the page's end. */
export function connectionTests(limitMs = TEST_LIMIT_MS) {
  let running: AbortController | undefined;
  return {
    async testConnection(parts: Parts, params: ParsedParams<'connection/test'>, gone: AbortSignal) {
      running?.abort();
      const mine = new AbortController();
      running = mine;
      const limit = AbortSignal.timeout(limitMs);
      const signal = AbortSignal.any([mine.signal, gone, limit]);
      const startedAt = performance.now();
      const said = await ask(parts, params, signal);
      if (running === mine) running = undefined;
      const ms = Math.round(performance.now() - startedAt);
      if (said !== undefined) return ok({ ...said, ms });
      return ok({ ...(limit.aborted && !mine.signal.aborted ? lateAfter(limitMs) : CANCELLED), ms });
    },
    cancelTest(): Result<Readonly<Record<string, never>>, Fault> {
      running?.abort();
      return ok({});
    },
  };
}

type Said = { readonly [R in ConnectionResult as R['result']]: Omit<R, 'ms'> }[ConnectionResult['result']];

const CANCELLED: Said = { result: 'cancelled', message: 'Nothing came of it.' };

const lateAfter = (limitMs: number): Said => failed('timeout', `The server has not answered within ${limitMs / 1_000} s`);

/** What the server said to one small request; nothing where it was ended before. Never told of the key, and never says it. */
async function ask(
  { core, settings }: Parts,
  params: ParsedParams<'connection/test'>,
  signal: AbortSignal,
): Promise<Said | undefined> {
  const model = params.model.trim();
  if (model === '') return failed('model_unknown', 'No model is named');
  const baseUrl = params.baseUrl.trim();
  const ref: ModelRef = { api: params.api, model, ...(baseUrl === '' ? {} : { baseUrl }) };
  const provider = core.provider(ref);
  if (!provider.ok) {
    return failed(provider.error.kind === 'auth' ? 'no_key' : 'refused', causeOf(provider.error));
  }
  for await (const event of provider.value.stream({ model, ...REQUEST }, signal)) {
    if (event.type === 'failed') return failed(failureOf(event.error), causeOf(event.error));
    if (event.type === 'done') {
      return { result: 'works', usage: event.usage, usd: costOf(settings.current().prices[model], event.usage) };
    }
  }
  return undefined;
}

function failed(result: Exclude<ConnectionFailure, 'cancelled'>, cause: string): Said {
  return { result, message: failureWords(result, cause) };
}

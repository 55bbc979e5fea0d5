import { err, ok, type Result } from '../../shared/kernel/result';
import { type ModelRef, ServerApi } from '../../shared/provider/model';
import { contextTooSmall, LEAST_CONTEXT_TOKENS } from '../../shared/thread/context';
import { namedDataFolder } from '../core/dataFolder';

/** Options that every command takes. */
export interface CommonOptions {
  readonly data?: string;
  readonly json?: boolean;
}

/** Where threads live: `--data` before the place that the environment or the platform names. */
export function dataFolder(options: CommonOptions): string {
  return namedDataFolder(options.data);
}

/** The key comes from the environment alone and is stored nowhere. */
export function environmentSecret(): string | undefined {
  return process.env.OPENAI_API_KEY || undefined;
}

/** The model of a new thread and how it is asked; it is stored with the thread, so that `resume` asks the same one. */
export function chosenModel(options: {
  readonly model?: string;
  readonly api?: ServerApi;
  readonly contextTokens?: number;
}): Result<ModelRef, string> {
  const model = options.model ?? process.env.OPENAI_MODEL;
  if (!model) return err('No model is named. Pass --model NAME, or set OPENAI_MODEL.');
  const api = options.api ? ok(options.api) : environmentApi();
  if (!api.ok) return api;
  const { contextTokens } = options;
  if (contextTokens !== undefined && contextTokens < LEAST_CONTEXT_TOKENS) return err(contextTooSmall());
  return ok({ ...modelNamed(model, api.value), ...(contextTokens === undefined ? {} : { contextTokens }) });
}

/** A model at the server that the environment names. */
export function modelNamed(model: string, api: ServerApi): Extract<ModelRef, { readonly model: string }> {
  const baseUrl = process.env.OPENAI_BASE_URL;
  return { api, model, ...(baseUrl ? { baseUrl } : {}) };
}

function environmentApi(): Result<ServerApi, string> {
  const named = process.env.GOALPOST_API;
  if (!named) return ok('responses');
  const api = ServerApi.safeParse(named);
  return api.success
    ? ok(api.data)
    : err(`GOALPOST_API is "${named}". Set it to ${ServerApi.options.join(' or ')}, or pass --api.`);
}

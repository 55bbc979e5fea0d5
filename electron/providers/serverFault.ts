import { z } from 'zod';
import type { ProviderError } from '../../shared/provider/model';
import { PLACEHOLDER_KEY } from './placeholderKey';
import { retryAfterMs, spokenDelayMs } from './retryAfter';

/** Characters of the server's own words that are quoted: enough for any API's sentence, not for a proxy's page. */
const QUOTE_LIMIT = 300;

/** What a server said was wrong: an HTTP error's status and body, or an error inside a stream, which has no status. */
export interface ServerFault {
  readonly status?: number;
  readonly headers?: Headers;
  readonly body: unknown;
}

export interface Asked {
  /** The server as messages name it. */
  readonly server: string;
  readonly model: string;
  /** Of the API that it is asked over: `Responses`. */
  readonly api: string;
  /** Cut out of every message. */
  readonly key: string;
}

const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const Words = z.looseObject({
  message: text,
  // FastAPI's is a list of what did not fit.
  detail: z
    .union([z.string(), z.array(z.unknown()).transform((list) => JSON.stringify(list))])
    .optional()
    .catch(undefined),
  code: z.union([z.string(), z.number()]).transform(String).optional().catch(undefined),
  type: text,
  param: text,
  resets_at: number,
  resets_in_seconds: number,
  // OpenRouter's: the words of the provider behind it, and when a day's free requests begin again.
  metadata: z
    .looseObject({ raw: text, headers: z.looseObject({ 'X-RateLimit-Reset': z.coerce.number().optional().catch(undefined) }) })
    .partial()
    .optional()
    .catch(undefined),
});
type Words = z.infer<typeof Words>;

/** Seconds since the epoch stay below this for three thousand years; a larger number is milliseconds. */
const LAST_SECONDS = 1e11;

const QUOTA = /^(insufficient_quota|usage_limit_reached|usage_not_included|quota_exceeded|billing_\w+)$/;
const DAY_USED_UP = /free-models-per-day/;
const CONTEXT =
  /context[_ -](length|window|size)|maximum context|prompt is too long|too many (input )?tokens|input token count.*exceeds/i;
const NO_TOOLS = /does not support (tools|tool use|function calling)|that support tool use|--enable-auto-tool-choice|--jinja/i;
const NO_MODEL = /\bmodel\b.*(does not exist|not found|not supported|not available|unknown)|(unknown|no such|invalid) model/is;
const LASTING = /^(invalid_prompt|invalid_request_error|\w*_policy(_violation)?)$/;
const NO_ENCRYPTED = /reasoning\.encrypted_content|encrypted content is not supported/i;

/** Whether the server refused to carry reasoning between requests: `model` for good, `items` only what was sent. */
export function reasoningRefusal(fault: ServerFault): 'model' | 'items' | undefined {
  if (fault.status !== 400 && fault.status !== 404 && fault.status !== 422) return undefined;
  const words = wordsOf(fault.body);
  if (words.code === 'invalid_encrypted_content') return 'items';
  if (words.param === 'include' || NO_ENCRYPTED.test(words.message ?? '')) return 'model';
  const unpaired = /items are not persisted|without its required (following|'reasoning') item/i;
  return unpaired.test(words.message ?? '') ? 'items' : undefined;
}

/** What a refused request was refused for, in the server's words: its message and the parameter that it names. */
export function refusedFor(fault: ServerFault): string {
  if (fault.status !== 400 && fault.status !== 404 && fault.status !== 422) return '';
  const words = wordsOf(fault.body);
  return `${words.param ?? ''} ${words.message ?? ''}`;
}

/** The failure in our words: one sentence that names the server and the remedy, with the server's own words in it. */
export function serverError(fault: ServerFault, asked: Asked, now: number): ProviderError {
  const words = wordsOf(fault.body);
  const status = fault.status ?? statusIn(words);
  const kind = kindOf(status, words);
  const delay = (fault.headers && retryAfterMs(fault.headers, now)) ?? spokenDelayMs(words.message ?? '');
  const resetAt = kind === 'quota' ? resetTime(words, delay, now) : undefined;
  return {
    kind,
    message: NO_TOOLS.test(words.message ?? '')
      ? toollessSentence(asked, quote(status, words, asked.key))
      : sentence(kind, status, asked, quote(status, words, asked.key)),
    ...(status === undefined ? {} : { status }),
    ...(delay === undefined || kind === 'quota' ? {} : { retryAfterMs: delay }),
    ...(resetAt === undefined ? {} : { resetAt }),
  };
}

/** Inside a stream there is no status; OpenRouter then says as a code which it would have been. */
function statusIn({ code = '' }: Words): number | undefined {
  return /^[45]\d\d$/.test(code) ? Number(code) : undefined;
}

function kindOf(status: number | undefined, words: Words): ProviderError['kind'] {
  const { code = '', type = '', message = '' } = words;
  if (status === 401 || code === 'invalid_api_key') return 'auth';
  if (status === 402 || QUOTA.test(code) || QUOTA.test(type) || DAY_USED_UP.test(message)) return 'quota';
  if (code === 'context_length_exceeded' || (isRefusal(status) && CONTEXT.test(message))) return 'context_full';
  if (NO_TOOLS.test(message)) return 'bad_model';
  if (code === 'model_not_found' || ((status === 400 || status === 404) && NO_MODEL.test(message))) return 'bad_model';
  if (status === 403) return 'auth';
  if (status === 429 || code === 'rate_limit_exceeded') return 'rate_limited';
  // 408, 409 and 425 are "not now" rather than "not so"; the package retries them too.
  if (status === 408 || status === 409 || status === 425) return 'server';
  if (status !== undefined) return status >= 500 ? 'server' : 'bad_request';
  return LASTING.test(code) || LASTING.test(type) ? 'bad_request' : 'server';
}

const isRefusal = (status: number | undefined): boolean =>
  // Some local servers answer with 500 what they cannot hold.
  status === undefined || status === 400 || status === 413 || status === 422 || status === 500;

function toollessSentence({ server, model }: Asked, said: string): string {
  return `The model "${model}" at ${server} cannot call tools${said}: name another with --model, or start the server with tool calls enabled.`;
}

function sentence(kind: ProviderError['kind'], status: number | undefined, asked: Asked, said: string): string {
  const { server, model, api } = asked;
  switch (kind) {
    case 'auth':
      if (status === 403)
        return `The server at ${server} denied access${said}: use a key and a project that may use the model "${model}".`;
      if (asked.key === PLACEHOLDER_KEY) return `The server at ${server} wants a key${said}: set OPENAI_API_KEY.`;
      return `The server at ${server} refused the key${said}: set OPENAI_API_KEY to a key that it accepts.`;
    case 'quota':
      return `The account's quota at ${server} is used up${said}: wait for its reset, or raise the limit with the provider.`;
    case 'context_full':
      return `The conversation no longer fits into the context of the model "${model}"${said}: use a model with a larger context.`;
    case 'bad_model':
      return `The server at ${server} has no model "${model}" for this key${said}: name another with --model.`;
    case 'rate_limited':
      return `The server at ${server} limits the rate of requests${said}: wait and try again, or raise the account's limit.`;
    case 'bad_request':
      if (status === 404)
        return `The server at ${server} has no ${api} API there${said}: check OPENAI_BASE_URL (it usually ends in /v1)${otherApi(api)}.`;
      return `The server at ${server} refused the request${said}: check the model "${model}" and OPENAI_BASE_URL.`;
    default:
      return `The server at ${server} failed${said}: try again in a moment.`;
  }
}

/** Most servers that only resemble OpenAI's speak its older API alone. */
const otherApi = (api: string): string =>
  api === 'Responses' ? ', or ask it over Chat Completions (--api chat, or Settings)' : '';

function resetTime(words: Words, delay: number | undefined, now: number): number | undefined {
  if (words.resets_at !== undefined) return words.resets_at > LAST_SECONDS ? words.resets_at : words.resets_at * 1000;
  if (words.resets_in_seconds !== undefined) return now + words.resets_in_seconds * 1000;
  const reset = words.metadata?.headers?.['X-RateLimit-Reset'];
  if (reset !== undefined) return reset;
  return delay === undefined ? undefined : now + delay;
}

/** Servers say `{error: {…}}`, `[{error: {…}}]`, `{error: "…"}`, `{detail: "…"}`, the object itself, or plain text. */
function wordsOf(body: unknown): Words {
  const inner = Array.isArray(body) ? body[0] : body;
  const stated = z.looseObject({ error: z.unknown() }).safeParse(inner);
  const words = stated.success && stated.data.error ? stated.data.error : inner;
  if (typeof words === 'string') return { message: words };
  const parsed = Words.safeParse(words);
  if (!parsed.success) return {};
  const { message, detail, metadata } = parsed.data;
  const said = [message ?? detail, metadata?.raw].filter((part) => part).join(': ');
  return { ...parsed.data, ...(said === '' ? {} : { message: said }) };
}

function quote(status: number | undefined, words: Words, key: string): string {
  const said = plainWords(words.message ?? '', key) || (words.code ?? '');
  const parts = [...(status === undefined ? [] : [String(status)]), ...(said ? [`"${said}"`] : [])];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** The server's words made safe to show: one line, bounded, without markup pages and without the key. */
export function plainWords(message: string, key: string): string {
  if (/^\s*<(!doctype|html|\?xml)/i.test(message)) return '';
  const withoutKey = key === '' ? message : message.replaceAll(key, '…');
  const oneLine = withoutKey
    .replace(/\bsk-[\w*-]{4,}/g, 'sk-…')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return oneLine.length > QUOTE_LIMIT ? `${oneLine.slice(0, QUOTE_LIMIT)}…` : oneLine.replace(/[.\s]+$/, '');
}

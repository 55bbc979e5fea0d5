import { describe, expect, it } from 'vitest';
import { PLACEHOLDER_KEY } from './placeholderKey';
import { plainWords, serverError } from './serverFault';

const ASKED = { server: 'api.example:443', model: 'gpt-test', api: 'Responses', key: 'sk-test-1234567890' };
const NOW = 1_700_000_000_000;

const kindOf = (status: number | undefined, body: unknown) =>
  serverError(status === undefined ? { body } : { status, body }, ASKED, NOW).kind;

describe('serverError', () => {
  it.each([
    [401, { error: { message: 'no' } }, 'auth'],
    [403, { error: { message: 'Country not supported', code: 'unsupported_country' } }, 'auth'],
    [403, { error: { message: 'Project has no access', code: 'model_not_found' } }, 'bad_model'],
    [402, { error: { message: 'Payment required' } }, 'quota'],
    [
      429,
      { error: { message: 'You exceeded your current quota', type: 'insufficient_quota', code: 'insufficient_quota' } },
      'quota',
    ],
    [429, { error: { message: 'slow', code: 'rate_limit_exceeded' } }, 'rate_limited'],
    [429, '', 'rate_limited'],
    [400, { error: { message: "This model's maximum context length is 8192 tokens" } }, 'context_full'],
    [400, { error: { message: 'too much', code: 'context_length_exceeded' } }, 'context_full'],
    [400, { error: { message: 'The requested model `x` does not exist' } }, 'bad_model'],
    [400, [{ error: { message: 'Unknown model: x' } }], 'bad_model'],
    [400, { error: { message: 'Invalid input[3]' } }, 'bad_request'],
    [404, { detail: 'Not Found' }, 'bad_request'],
    [408, null, 'server'],
    [500, 'oops', 'server'],
    [503, { error: { message: 'Overloaded', code: 'slow_down' } }, 'server'],
    [undefined, { code: 'rate_limit_exceeded', message: 'slow' }, 'rate_limited'],
    [undefined, { code: 'server_error', message: 'crash' }, 'server'],
    [undefined, { code: 'invalid_prompt', message: 'no' }, 'bad_request'],
    [undefined, null, 'server'],
    // As the servers of Chat Completions say it.
    [400, { error: { code: 400, message: 'the request exceeds the available context size', type: 'x' } }, 'context_full'],
    [500, { error: { message: 'Context size has been exceeded.' } }, 'context_full'],
    [400, { error: 'The model is loaded with context length of only 4096 tokens, which is not enough.' }, 'context_full'],
    [400, { object: 'error', message: "This model's maximum context length is 8192 tokens.", code: 400 }, 'context_full'],
    [500, { error: { message: 'context deadline exceeded' } }, 'server'],
    [400, { error: { message: 'llama3 does not support tools', type: 'api_error' } }, 'bad_model'],
    [400, { message: '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser' }, 'bad_model'],
    [500, { error: { message: 'tools param requires --jinja flag', code: 500 } }, 'bad_model'],
    [404, { error: { message: 'No endpoints found that support tool use.', code: 404 } }, 'bad_model'],
    [404, { error: { message: 'The model `x` does not exist.', type: 'NotFoundError', code: 404 } }, 'bad_model'],
    [422, { detail: [{ loc: ['body', 'messages'], msg: 'Field required' }] }, 'bad_request'],
    [402, { error: { code: 402, message: 'Insufficient credits' } }, 'quota'],
    [undefined, { code: 429, message: 'Provider is rate limited' }, 'rate_limited'],
    [undefined, { code: 502, message: 'Provider disconnected' }, 'server'],
  ])('takes %s %j as %s', (status, body, kind) => {
    expect(kindOf(status, body)).toBe(kind);
  });

  it('reads how long to wait from the words when no header says', () => {
    const body = { error: { message: 'Limit reached. Please try again in 1.5s.', code: 'rate_limit_exceeded' } };
    expect(serverError({ status: 429, headers: new Headers(), body }, ASKED, NOW)).toMatchObject({ retryAfterMs: 1500 });
  });

  it('takes the reset of a quota from the body, else from the header', () => {
    const quota = { type: 'usage_limit_reached', message: 'Used up' };
    const headers = new Headers({ 'retry-after': '60' });
    expect(serverError({ status: 429, headers, body: { error: quota } }, ASKED, NOW).resetAt).toBe(NOW + 60_000);
    const told = { error: { ...quota, resets_in_seconds: 10 } };
    expect(serverError({ status: 429, headers, body: told }, ASKED, NOW).resetAt).toBe(NOW + 10_000);
    expect(serverError({ status: 429, body: { error: quota } }, ASKED, NOW)).not.toHaveProperty('resetAt');
    const milliseconds = { error: { ...quota, resets_at: 1_800_000_000_000 } };
    expect(serverError({ status: 429, body: milliseconds }, ASKED, NOW).resetAt).toBe(1_800_000_000_000);
  });
});

describe('the words of servers behind servers', () => {
  it('are quoted with those of the router, and looked into', () => {
    const raw = '{"message":"Prompt is too long: this model has a maximum context length of 32768 tokens"}';
    const error = { code: 400, message: 'Provider returned error', metadata: { raw, provider_name: 'Mistral' } };
    expect(serverError({ status: 400, body: { error } }, ASKED, NOW)).toMatchObject({
      kind: 'context_full',
      message: expect.stringContaining('Provider returned error: {"message":"Prompt is too long'),
    });
  });

  it('tell when a day’s free requests begin again', () => {
    const metadata = {
      headers: { 'X-RateLimit-Limit': '50', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1741305600000' },
    };
    const error = { code: 429, message: 'Rate limit exceeded: free-models-per-day', metadata };
    expect(serverError({ status: 429, body: { error } }, ASKED, NOW)).toMatchObject({
      kind: 'quota',
      resetAt: 1_741_305_600_000,
    });
  });
});

describe('the remedy', () => {
  const message = (status: number, body: unknown, over: object = {}) =>
    serverError({ status, body }, { ...ASKED, ...over }, NOW).message;

  it('names the other API where the Responses API is not there', () => {
    expect(message(404, 'Not Found')).toBe(
      'The server at api.example:443 has no Responses API there (404, "Not Found"): check OPENAI_BASE_URL (it usually ends in /v1), or ask it over Chat Completions (--api chat, or Settings).',
    );
    expect(message(404, 'Not Found', { api: 'Chat Completions' })).toBe(
      'The server at api.example:443 has no Chat Completions API there (404, "Not Found"): check OPENAI_BASE_URL (it usually ends in /v1).',
    );
  });

  it('is to set a key where none was', () => {
    expect(message(401, { error: { message: 'No auth credentials found' } }, { key: PLACEHOLDER_KEY })).toBe(
      'The server at api.example:443 wants a key (401, "No auth credentials found"): set OPENAI_API_KEY.',
    );
  });

  it('is another model, or tool calls switched on, where there are none', () => {
    expect(message(400, { error: { message: 'gemma does not support tools' } })).toBe(
      'The model "gpt-test" at api.example:443 cannot call tools (400, "gemma does not support tools"): name another with --model, or start the server with tool calls enabled.',
    );
  });
});

describe('plainWords', () => {
  it('is one bounded line without the key, control characters or a page', () => {
    expect(plainWords(`Bad key ${ASKED.key}\u001b[31m\nsecond line.`, ASKED.key)).toBe('Bad key … [31m second line');
    expect(plainWords('Incorrect API key provided: sk-abcd****wxyz', 'other')).toBe('Incorrect API key provided: sk-…');
    expect(plainWords('<!DOCTYPE html><p>Oops', '')).toBe('');
    expect(plainWords('x'.repeat(5000), '')).toHaveLength(301);
  });
});

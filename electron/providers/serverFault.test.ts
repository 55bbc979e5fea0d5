import { describe, expect, it } from 'vitest';
import { plainWords, serverError } from './serverFault';

const ASKED = { server: 'api.example:443', model: 'gpt-test', key: 'sk-test-1234567890' };
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

describe('plainWords', () => {
  it('is one bounded line without the key, control characters or a page', () => {
    expect(plainWords(`Bad key ${ASKED.key}\u001b[31m\nsecond line.`, ASKED.key)).toBe('Bad key … [31m second line');
    expect(plainWords('Incorrect API key provided: sk-abcd****wxyz', 'other')).toBe('Incorrect API key provided: sk-…');
    expect(plainWords('<!DOCTYPE html><p>Oops', '')).toBe('');
    expect(plainWords('x'.repeat(5000), '')).toHaveLength(301);
  });
});

import { describe, expect, it } from 'vitest';
import type { ProviderError } from '../../provider/model';
import { type FailureHistory, retryTime } from './retry';

const NOW = 1_000_000;

function history(kind: ProviderError['kind'], changes: Partial<FailureHistory> & { retryAfterMs?: number } = {}): FailureHistory {
  const { retryAfterMs, ...rest } = changes;
  const error = { kind, message: 'm', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  return { error, attempts: 1, troubleMs: 0, answeredBefore: true, jitter: 0, ...rest };
}

/** How long the pause before the next try is; null when there is none. */
function pause(of: FailureHistory): number | null {
  const at = retryTime(of, NOW);
  return at === null ? null : at - NOW;
}

describe('a fault that passes by itself', () => {
  it.each(['unreachable', 'rate_limited', 'server', 'cut'] as const)('%s is tried again', (kind) => {
    expect(pause(history(kind))).toBe(1_000);
  });

  it('is tried again after pauses that double up to a minute', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 20].map((attempts) => pause(history('server', { attempts })));
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('is spread by jitter over the second half of its pause', () => {
    expect([0, 0.25, 0.5, 1].map((jitter) => pause(history('server', { attempts: 4, jitter })))).toEqual([
      8_000, 7_000, 6_000, 4_000,
    ]);
  });

  it('waits as long as the server asked for, and no shorter than its own pause', () => {
    expect(pause(history('rate_limited', { retryAfterMs: 30_000 }))).toBe(30_000);
    expect(pause(history('rate_limited', { attempts: 7, retryAfterMs: 10 }))).toBe(60_000);
    expect(pause(history('rate_limited', { retryAfterMs: 30_000, jitter: 0.5 }))).toBe(30_250);
  });

  it('is given up when the next try would come more than 15 minutes after the first fault', () => {
    const minute = 60_000;
    expect(pause(history('server', { attempts: 9, troubleMs: 14 * minute }))).toBe(minute);
    expect(pause(history('server', { attempts: 9, troubleMs: 14 * minute + 1 }))).toBeNull();
    expect(pause(history('rate_limited', { retryAfterMs: 16 * minute }))).toBeNull();
  });
});

describe('a server that has never answered', () => {
  it('is tried three times, and the pauses leave room for the tries within 10 s', () => {
    const pauses = [1, 2, 3].map((attempts) => pause(history('unreachable', { attempts, answeredBefore: false })));
    expect(pauses).toEqual([1_000, 1_000, null]);
  });

  it('but says that it is busy is waited for like every other', () => {
    expect(pause(history('rate_limited', { attempts: 5, answeredBefore: false, retryAfterMs: 20_000 }))).toBe(20_000);
  });
});

describe('a fault that somebody must mend', () => {
  it.each(['auth', 'quota', 'bad_model', 'bad_request', 'context_full'] as const)('%s is not tried again', (kind) => {
    expect(pause(history(kind, { retryAfterMs: 5 }))).toBeNull();
  });
});

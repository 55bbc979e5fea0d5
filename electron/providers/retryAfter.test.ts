import { describe, expect, it } from 'vitest';
import { retryAfterMs, spokenDelayMs } from './retryAfter';

const NOW = Date.parse('2026-01-01T00:00:00Z');

describe('retryAfterMs', () => {
  it.each([
    [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 1500],
    [{ 'retry-after': '2.5' }, 2500],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, 0],
    [{ 'retry-after-ms': 'soon', 'retry-after': 'later' }, undefined],
    [{}, undefined],
  ])('reads %j as %s', (headers, expected) => {
    expect(retryAfterMs(new Headers(headers as Record<string, string>), NOW)).toBe(expected);
  });
});

describe('spokenDelayMs', () => {
  it.each([
    ['Rate limit reached. Please try again in 1.2s. Visit …', 1200],
    ['Please try again in 7m12s.', 432_000],
    ['Please try again in 20ms.', 20],
    ['Please try again later.', undefined],
  ])('reads %j as %s', (message, expected) => {
    expect(spokenDelayMs(message)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { Metric } from '../../shared/goal/check';
import { streamedMetric } from './streamedMetric';

const metric = (pattern: string) => Metric.parse({ from: 'stdout', pattern, target: '< 1' });

describe('a metric read from bytes as they come', () => {
  it('reads characters that are cut between two chunks', () => {
    const bytes = Buffer.from('größe 🎯 = 7\n');
    const reader = streamedMetric(metric('größe 🎯 = (\\d+)'));
    for (const byte of bytes) reader.add(Uint8Array.of(byte));
    expect(reader.finish()).toEqual({ kind: 'value', value: 7 });
  });

  it('gives up a pattern that backtracks without end, and says so', () => {
    const reader = streamedMetric(metric('^(a+)+$'));
    reader.add(Buffer.from(`${'a'.repeat(60)}!\n`));
    reader.add(Buffer.from('aaa\n'));
    const message = 'reading the metric with ^(a+)+$ took too long; write a pattern that does not backtrack';
    expect(reader.finish()).toEqual({ kind: 'missing', message });
  });

  it('reads a long output to its end', () => {
    const reader = streamedMetric(metric('p95 (\\d+)'));
    const block = Buffer.from('noise noise noise noise\n'.repeat(40_000));
    for (let index = 0; index < 20; index += 1) reader.add(block);
    reader.add(Buffer.from('p95 7'));
    expect(reader.finish()).toEqual({ kind: 'value', value: 7 });
  });
});

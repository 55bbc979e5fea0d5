import { StringDecoder } from 'node:string_decoder';
import { type MetricReading, metricReader } from '../../shared/evidence/metric';
import type { Metric } from '../../shared/goal/check';
import { timeLimited } from './timeLimit';

/** Time a pattern may take however little it reads: far above any sane pattern, short for the event loop that waits. */
const PATTERN_BASE_MS = 2000;

/** Further time per byte: 5 MB/s. A sane pattern reads hundreds, so only one that backtracks without end is ever cut off. */
const PATTERN_MS_PER_BYTE = 1 / 5000;

/** The longest the event loop waits at once, however much was read: a sane pattern over the whole of a huge output takes a second or two. */
const MAX_BLOCK_MS = 10_000;

/** Reads a metric from bytes as they come, in bounded time and, save for a pattern over lines or JSON, bounded memory. */
export interface StreamedMetric {
  add(chunk: Uint8Array): void;
  finish(): MetricReading;
}

export function streamedMetric(metric: Metric): StreamedMetric {
  const reader = metricReader(metric);
  const decoder = new StringDecoder('utf8');
  let leftMs = PATTERN_BASE_MS;
  const limited = <T>(work: () => T): T | undefined => {
    if (leftMs <= 0) return undefined;
    const started = performance.now();
    const done = timeLimited(work, Math.min(leftMs, MAX_BLOCK_MS));
    leftMs = done.ok ? leftMs - (performance.now() - started) : 0;
    return done.ok ? done.value : undefined;
  };
  return {
    add(chunk) {
      if (leftMs > 0) leftMs += chunk.length * PATTERN_MS_PER_BYTE;
      limited(() => reader.add(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length))));
    },
    finish() {
      limited(() => reader.add(decoder.end()));
      return limited(() => reader.finish()) ?? tooSlow(metric);
    },
  };
}

function tooSlow(metric: Metric): MetricReading {
  const what = metric.pattern ?? metric.pointer ?? '';
  return { kind: 'missing', message: `reading the metric with ${what} took too long; write a pattern that does not backtrack` };
}

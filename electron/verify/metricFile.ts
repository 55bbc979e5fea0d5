import type { FileHandle } from 'node:fs/promises';
import type { MetricReading } from '../../shared/evidence/metric';
import type { Metric } from '../../shared/goal/check';
import { streamedMetric } from './streamedMetric';
import { type FilePlace, openWorkspaceFile, removeWorkspaceFile } from './workspaceFile';

/** Bytes per read: large enough for speed, small enough that a huge file never stands in memory. */
const CHUNK_BYTES = 1 << 20;

/** Deletes the metric file before a run, so that an old number cannot pass. A reading is returned when it cannot be: that run proves nothing. */
export async function clearMetricFile(place: FilePlace, metric: Metric): Promise<MetricReading | undefined> {
  const removed = await removeWorkspaceFile(place, metric.from);
  return removed.ok ? undefined : missing(`the metric file ${metric.from} ${removed.error}; name a file inside the workspace`);
}

/** The metric in the file that the run wrote. */
export async function readMetricFile(place: FilePlace, metric: Metric): Promise<MetricReading> {
  const opened = await openWorkspaceFile(place, metric.from);
  if (!opened.ok) return missing(`the metric file ${metric.from} ${opened.error} after the run`);
  try {
    return await readMetric(opened.value.handle, metric);
  } finally {
    await opened.value.handle.close();
  }
}

async function readMetric(handle: FileHandle, metric: Metric): Promise<MetricReading> {
  const reader = streamedMetric(metric);
  const buffer = Buffer.alloc(CHUNK_BYTES);
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES);
    if (bytesRead === 0) return reader.finish();
    reader.add(buffer.subarray(0, bytesRead));
  }
}

const missing = (message: string): MetricReading => ({ kind: 'missing', message });

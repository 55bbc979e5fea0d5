import { lstat } from 'node:fs/promises';
import { isDecided, judgeRuns, type RunOutcome, warmUpRuns } from '../../shared/evidence/judge';
import type { MetricReading } from '../../shared/evidence/metric';
import type { CheckRun, Verdict } from '../../shared/evidence/record';
import type { CommandCheck, Metric } from '../../shared/goal/check';
import { durationMs } from '../../shared/goal/duration';
import { err, ok, type Result } from '../../shared/kernel/result';
import { clearMetricFile, readMetricFile } from './metricFile';
import { type CheckPlace, type Finding, INTERRUPTED, type VerifierParts, withoutRuns } from './parts';
import { type ProcessEnd, runProcess, shownOutput } from './processRun';
import { startFailure } from './startFailure';
import { streamedMetric } from './streamedMetric';
import { realPathIn } from './workspaceFile';

type Broken = Extract<Verdict, { verdict: 'broken' }>;

/** One run as it is judged and as it is shown. */
interface Taken {
  readonly outcome: RunOutcome;
  readonly shown: string;
}

/** Runs a command check as often as its judge needs, in order, after its warm-up, and judges it. `id` names its processes. */
export async function runCommandCheck(
  parts: VerifierParts,
  place: CheckPlace,
  check: CommandCheck,
  id: string,
  signal: AbortSignal,
): Promise<Finding> {
  const cwd = await folderOf(place, check.cwd);
  if (!cwd.ok) return withoutRuns(cwd.error);
  const warm: Taken[] = [];
  const judged: Taken[] = [];
  const done = () => [...warm.map(asWarmUp), ...runsOf(judged)];
  while (warm.length < warmUpRuns(check) || !isDecided(check, outcomesOf(judged))) {
    const into = warm.length < warmUpRuns(check) ? warm : judged;
    const order = { id: `${id}-${warm.length + judged.length + 1}`, cwd: cwd.value };
    const run = await takeRun(parts, place, check, order, signal);
    if (signal.aborted) return { verdict: INTERRUPTED, runs: done(), excerpt: (judged.at(-1) ?? warm.at(-1))?.shown ?? '' };
    if (!run.ok) return { ...run.error, runs: [...done(), ...run.error.runs] };
    into.push(run.value);
  }
  const judgement = judgeRuns(check, outcomesOf(judged));
  const metric = judgement.metric ? { metric: judgement.metric } : {};
  return { verdict: judgement.verdict, runs: done(), ...metric, excerpt: judged[judgement.decisive]?.shown ?? '' };
}

/** Where the command starts: `cwd` must be a folder of the workspace, links followed inside it. */
async function folderOf(place: CheckPlace, cwd: string | undefined): Promise<Result<string, Broken>> {
  if (cwd === undefined) return ok(place.root);
  const real = await realPathIn(place, cwd);
  if (!real.ok) return err(notFound(`the folder ${cwd} ${real.error}`));
  return (await lstat(real.value)).isDirectory() ? real : err(notFound(`${cwd} is not a folder`));
}

async function takeRun(
  parts: VerifierParts,
  place: CheckPlace,
  check: CommandCheck,
  order: { readonly id: string; readonly cwd: string },
  signal: AbortSignal,
): Promise<Result<Taken, Finding>> {
  const metric = meterFor(place, check.metric);
  await metric.prepare();
  const full = { ...order, command: check.run, timeoutMs: durationMs(check.timeout), onStdout: metric.onStdout };
  const ended = await runProcess(parts, place, full, signal);
  if (!ended.ok) return err(withoutRuns(ended.error));
  const shown = shownOutput(ended.value);
  const broken = startFailure(ended.value.run, check.expect.exit, ended.value.stderr);
  if (broken) return err({ verdict: broken, runs: [ended.value.run], excerpt: shown });
  return ok({ outcome: outcomeOf(ended.value, signal.aborted ? undefined : await metric.read()), shown });
}

function outcomeOf(end: ProcessEnd, reading: MetricReading | undefined): RunOutcome {
  if (!reading) return { run: end.run };
  const value = reading.kind === 'value' ? { value: reading.value } : {};
  return { run: { ...end.run, ...value }, reading };
}

/** How one run's metric is read: from stdout while it comes, or from a file that is deleted before and read after. */
interface Meter {
  prepare(): Promise<void>;
  onStdout(chunk: Uint8Array): void;
  read(): Promise<MetricReading | undefined>;
}

function meterFor(place: CheckPlace, metric: Metric | undefined): Meter {
  if (!metric) return { prepare: async () => undefined, onStdout: () => undefined, read: async () => undefined };
  if (metric.from === 'stdout') {
    const stream = streamedMetric(metric);
    return { prepare: async () => undefined, onStdout: stream.add, read: async () => stream.finish() };
  }
  let uncleared: MetricReading | undefined;
  return {
    async prepare() {
      uncleared = await clearMetricFile(place, metric);
    },
    onStdout: () => undefined,
    read: async () => uncleared ?? (await readMetricFile(place, metric)),
  };
}

const outcomesOf = (taken: readonly Taken[]) => taken.map(({ outcome }) => outcome);

const runsOf = (taken: readonly Taken[]) => taken.map(({ outcome }) => outcome.run);

/** Kept with its output and its number, and marked, so that nobody takes it for one of those that were judged. */
const asWarmUp = ({ outcome }: Taken): CheckRun => ({ ...outcome.run, warmUp: true });

const notFound = (message: string): Broken => ({ verdict: 'broken', reason: 'not_found', message });

/*
 * What `goalpost` does before its own code runs when nothing has changed: set-up finds everything in place, and no source is newer
 * than the bundle. Baseline: the same Node started with nothing to do, in turn with it, so that both meet the same machine.
 */
import { execFileSync } from 'node:child_process';
import { median, printFigure } from '../rigs/figure';

const ROUNDS = 15;

/** The issue's own bound for finding out that nothing is to be built. */
const AIM_MS = 200;

const CHECK = `
  const start = performance.now();
  const { setUp } = await import('./build/setup.mjs');
  const { buildIfChanged } = await import('./build/bundle.mjs');
  await setUp();
  const result = await buildIfChanged();
  if (!result.ok || result.built) throw new Error('something was built: ' + JSON.stringify(result));
  process.stdout.write(String(performance.now() - start));
`;

const checks: number[] = [];
const starts: { readonly bare: number; readonly whole: number }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const bare = timed(() => node(''));
  const whole = timed(() => checks.push(Number(node(CHECK))));
  starts.push({ bare, whole });
}

const check = median(checks);
const ratio = median(starts.map(({ bare, whole }) => whole / bare));
printFigure({
  bench: 'launch',
  figure: 'no_change_check',
  value: round2(check),
  unit: 'ms',
  aim: `<= ${AIM_MS}`,
  holds: check <= AIM_MS,
});
printFigure({
  bench: 'launch',
  figure: 'start_over_bare_node',
  value: round2(ratio),
  unit: 'ratio',
  aim: '<= 4',
  holds: ratio <= 4,
});

function node(code: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
}

function timed(act: () => unknown): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

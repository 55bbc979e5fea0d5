import { figuresIn, targetOf } from './figure';
import { freeId, testCommand } from './known';
import { quantityIn } from './quantity';
import { isResearch } from './research';
import type { LintSubject } from './subject';
import { fittingTimeout } from './timeout';

/** A check that would prove this outcome: its kind, its target and its unit from the words, the command where the contract has one. */
export function proofOf(goal: LintSubject): Readonly<Record<string, unknown>> {
  const found = quantityIn(goal.outcome);
  const figure = figuresIn(goal.outcome)[0];
  if (isResearch(goal)) return reportProof(goal);
  if (found && figure) {
    const metric = {
      from: 'stdout',
      pattern: `${slug(found.name)}=([0-9.]+)`,
      target: targetOf(figure, found.quantity.better),
      ...unitOf(figure.unit || found.quantity.unit),
    };
    const run = `[the command that prints ${slug(found.name)}=NUMBER]`;
    const repeat = found.quantity.noisy ? { repeat: { times: 5, judge: 'median' } } : {};
    return command(goal, slug(found.name), { run, metric, ...repeat });
  }
  const tests = testCommand(goal);
  if (/\b(flak\w*|intermittent\w*|race)\b/i.test(goal.outcome)) {
    return command(goal, 'flaky', { run: '[the command that runs the flaky test]', repeat: { times: 20, judge: 'all' } });
  }
  if (/\btests?\b|\bsuite\b/i.test(goal.outcome))
    return command(goal, 'tests', { run: tests ?? '[the command that runs the tests]' });
  return command(goal, 'outcome', { run: '[the command that exits with 0 only when the outcome is true]' });
}

function command(goal: LintSubject, id: string, parts: Readonly<Record<string, unknown>> & { readonly run: string }) {
  const { run, ...rest } = parts;
  return { id: freeId(goal, id), kind: 'command', run, timeout: fittingTimeout(run), ...rest };
}

function reportProof(goal: LintSubject) {
  const sections = ['Confirmed', 'Approximate', 'Blocked', 'Uncertain'];
  return { id: freeId(goal, 'report'), kind: 'artifact', path: 'docs/report.md', sections };
}

function unitOf(unit: string) {
  return unit === '' ? {} : { unit };
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}

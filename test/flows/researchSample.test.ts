import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evidence } from '../../shared/evidence/record';
import { type Ended, type FlowPlace, flowPlace, type Line, linesOf } from './support';

// One demo of the research sample, looked at from all sides: it takes about ten seconds.
const DEMO_MS = 120_000;

interface Shown {
  readonly status: string;
  readonly claims: readonly { readonly id: string; readonly status: string; readonly evidence: readonly string[] }[];
  readonly report: string;
  readonly evidence: readonly Evidence[];
}

let place: FlowPlace;
let ended: Ended;
let lines: readonly Line[];
let shown: Shown;
let summary: string;

beforeAll(async () => {
  place = flowPlace();
  ended = await place.run(['demo', 'research', '--json']);
  lines = linesOf(ended.stdout);
  const thread = lines[0]?.thread ?? '';
  shown = JSON.parse((await place.run(['show', thread, '--json'])).stdout) as Shown;
  summary = (await place.run(['show', thread])).stdout;
}, DEMO_MS);
afterAll(() => place.dispose());

const of = (type: string) => lines.filter((line) => line.type === type);

describe('goalpost demo research', () => {
  it('is refused for a claim that nothing confirms, though every check passes, and completes when it cites its evidence', () => {
    expect({ ...ended, stdout: '' }).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    const turning = lines.filter((line) => /^(goal\.(claimed|completed)|gate\.)/.test(line.type));
    expect(turning.map((line) => line.type)).toEqual([
      ...['goal.claimed', 'gate.refused'],
      ...['goal.claimed', 'gate.opened', 'goal.completed'],
    ]);
    expect(of('gate.refused')[0]?.reasons).toEqual([
      { code: 'claim_unproven', claim: 'means', message: 'the claim means is marked confirmed, but it cites no evidence' },
    ]);
  });

  it('measures what it reports', () => {
    const figure = (check: string) => shown.evidence.find((record) => record.check === check)?.metric?.value ?? Number.NaN;
    expect(figure('means')).toBeGreaterThan(0);
    expect(figure('means')).toBeLessThanOrEqual(1);
    expect(figure('spread')).toBeGreaterThan(1);
    expect(figure('spread')).toBeLessThanOrEqual(10);
  });

  it('ends with its claims kept apart, and one that could not be reproduced', () => {
    expect(shown.status).toBe('complete');
    expect(shown.claims.map(({ id, status }) => [id, status])).toEqual([
      ['means', 'confirmed'],
      ['spread', 'approximate'],
      ['week-6', 'blocked'],
      ['red-light', 'uncertain'],
    ]);
    const means = shown.evidence.find((record) => record.check === 'means');
    expect(shown.claims[0]?.evidence).toEqual([means?.id]);
    const parts = shown.report.split(/^## /m).map((part) => part.split('\n')[0]);
    expect(parts.slice(1)).toEqual(['Evidence standard', 'Confirmed', 'Approximate', 'Blocked', 'Uncertain']);
    expect(shown.report).toMatch(/## Blocked\n\n- \*\*week-6\*\*: [\s\S]*cannot be reproduced/);
    expect(summary).toMatch(/Claims blocked\n {2}week-6: /);
  });

  it('is reviewed by what the checks recorded, and leaves the report in its workspace', () => {
    const judged = shown.evidence.find((record) => record.check === 'judged');
    expect(judged?.review?.criteria.map(({ answer }) => answer)).toEqual(['met', 'met', 'met']);
    expect(judged?.review?.notShown).toEqual([]);
    expect(judged?.review?.criteria.every(({ evidence }) => evidence.length > 0)).toBe(true);
    const { root } = (lines[0] as Line & { readonly workspace: { readonly root: string } }).workspace;
    expect(readFileSync(join(root, 'report/report.md'), 'utf8')).toMatch(/## Blocked[\s\S]*- red, week 6: published 158.9/);
  });
});

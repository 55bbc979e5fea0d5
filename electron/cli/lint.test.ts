import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../shared/views/outcome';
import { runProgram } from './program';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'goalpost lint-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One command line: its exit code and what it wrote. */
async function goalpost(...argv: readonly string[]) {
  const out: string[] = [];
  const faults: string[] = [];
  const code = await runProgram(argv, { out: (line) => out.push(line), fault: (line) => faults.push(line), color: false });
  return { code, out, faults };
}

const SAMPLE = fileURLToPath(new URL('../../sample/checkout/goal.md', import.meta.url));

describe('goalpost lint', () => {
  it('finds the sample’s contract strong, part by part', async () => {
    const { code, out } = await goalpost('lint', SAMPLE);
    expect(code).toBe(EXIT.complete);
    expect(out).toEqual([
      'strong 100 of 100, no findings',
      'outcome       100  strong',
      'verification  100  strong',
      'constraints   100  strong',
      'boundaries    100  strong',
      'iteration     100  strong',
      'blocked       100  strong',
      'budget        100  strong',
    ]);
  });

  it('prints one line of JSON for a text, and exits with 0 although it is weak', async () => {
    const { code, out, faults } = await goalpost('lint', '--text', '/goal Improve performance', '--json');
    expect({ code, lines: out.length, faults }).toEqual({ code: EXIT.complete, lines: 1, faults: [] });
    const said = JSON.parse(out[0] ?? '');
    expect(Object.keys(said)).toEqual(['verdict', 'score', 'findings', 'unplaced']);
    expect(said.verdict).toBe('weak');
    expect(said.score.parts).toEqual({
      outcome: 55,
      verification: 0,
      constraints: 0,
      boundaries: 0,
      iteration: 0,
      blocked: 0,
      budget: 100,
    });
    expect(said.findings[0]).toEqual({
      rule: 'outcome-vague',
      severity: 'major',
      part: 'outcome',
      path: 'outcome',
      message: '“Improve” says what to do, not what is true at the end.',
      rewrite: 'Improve performance: p95 of [the operation] is below [number] ms on [the benchmark].',
    });
  });

  it('prints each finding of a contract with its place and its rewrite', async () => {
    const file = join(folder, 'goal.md');
    const front = ['goalpost: 1', 'outcome: Refactor the billing module.', 'boundaries: { write: [.] }'];
    writeFileSync(file, ['---', ...front, '---', ''].join('\n'));
    const { code, out } = await goalpost('lint', file);
    expect(code).toBe(EXIT.complete);
    expect(out[0]).toMatch(/^weak \d+ of 100, 7 findings$/);
    expect(out.join('\n')).toContain(
      '  △ “.” is the whole workspace, the checks with it. (minor: boundaries-root)\n    boundaries.write → write: [src/]',
    );
  });

  it('refuses only what does not parse, by its line', async () => {
    const file = join(folder, 'broken.md');
    writeFileSync(file, '---\ngoalpost: 1\noutcom: x\n---\n');
    const { code, out, faults } = await goalpost('lint', file, '--json');
    expect({ code, out }).toEqual({ code: EXIT.badUsage, out: [] });
    expect(faults.join('\n')).toContain(`${file}:3:1: outcom: unknown key "outcom": did you mean "outcome"?`);
  });

  it.each([[[]], [[SAMPLE, '--text', 'x']]])('wants a file or a text, not neither and not both: %j', async (argv) => {
    const { code, out, faults } = await goalpost('lint', ...argv);
    expect({ code, out }).toEqual({ code: EXIT.badUsage, out: [] });
    expect(faults).toEqual([
      'Name either a contract file or a text: goalpost lint CONTRACT.md, or goalpost lint --text "/goal …".',
    ]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lint } from '../../shared/goal/lint/lint';
import { parseGoalText } from '../../shared/goal/textForm/parseGoalText';
import { renderGoalText } from '../../shared/goal/textForm/renderGoalText';
import { meaningOf } from '../../shared/goal/textForm/sameMeaning';
import { readTemplates } from './templates';

const FOLDER = join(import.meta.dirname, '../../templates');

describe('the templates', () => {
  it('are contracts by name, each with a line that says what it is for', async () => {
    const templates = await readTemplates(FOLDER);
    expect(templates.map(({ name }) => name)).toEqual(['benchmark-tuning', 'flaky-test', 'migration', 'performance', 'research']);
    for (const { about } of templates) expect(about).toMatch(/^[A-Z].{20,140}\.$/);
  });

  it('say each of the six parts and a budget, and leave something to replace', async () => {
    for (const { contract, name } of await readTemplates(FOLDER)) {
      const { verification, constraints, boundaries, iteration, blocked, budget } = contract;
      const lengths = [verification, constraints, boundaries.write, iteration, blocked.report, Object.keys(budget)].map(
        (part) => part.length,
      );
      expect([name, lengths.every((length) => length > 0)]).toEqual([name, true]);
      expect(contract.outcome).toMatch(/<[^>]+>/);
    }
  });

  it('lint clean', async () => {
    for (const { contract, name } of await readTemplates(FOLDER)) {
      expect([name, lint(contract)]).toMatchObject([name, { verdict: 'strong', findings: [] }]);
    }
  });

  it('read in the text form as they stand', async () => {
    for (const { contract } of await readTemplates(FOLDER)) {
      const { contract: read, findings } = parseGoalText(renderGoalText(contract));
      expect([meaningOf(read), findings]).toEqual([meaningOf(contract), []]);
    }
  });

  it('are refused aloud when one of the package does not parse', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'goalpost-templates-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'bad.md'), '---\ngoalpost: 1\n---\n');
    await expect(readTemplates(folder)).rejects.toThrow(/bad\.md does not parse: "outcome" is missing/);
  });
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Contract } from '../contract';
import { applyEdits } from './edit';
import { lint } from './lint';
import { RULES } from './registry';
import { flow } from './rewriteText';

/** A goal of the corpus, in our own words, with all that is held against it and what it only comes close to. */
interface Known {
  readonly name: string;
  readonly verdict: 'weak' | 'workable' | 'strong';
  readonly rules: readonly string[];
  readonly near?: readonly string[];
  readonly goal: unknown;
}

const FOLDER = fileURLToPath(new URL('../../../test/fixtures/goals/', import.meta.url));

const CORPUS = ['weak', 'workable', 'strong'].flatMap((file) => {
  // Merge keys keep a goal that differs in one part from another short.
  return parse(readFileSync(`${FOLDER}${file}.yaml`, 'utf8'), { merge: true }) as readonly Known[];
});

describe('the corpus of goals', () => {
  it.each(CORPUS.map((known) => [known.name, known] as const))('%s', (_, { goal, verdict, rules, near = [] }) => {
    const found = lint(goal);
    expect({ verdict: found.verdict, rules: found.findings.map(({ rule }) => rule).sort() }).toEqual({
      verdict,
      rules: [...rules].sort(),
    });
    expect(rules.filter((rule) => near.includes(rule))).toEqual([]);
  });

  it('holds at least forty goals, hits every rule and has a near miss for every rule', () => {
    const ids = RULES.map(({ id }) => id).sort();
    expect(CORPUS.length).toBeGreaterThanOrEqual(40);
    expect(ids.length).toBeGreaterThanOrEqual(20);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...new Set(CORPUS.flatMap(({ rules }) => rules))].sort()).toEqual(ids);
    expect([...new Set(CORPUS.flatMap(({ near }) => near ?? []))].sort()).toEqual(ids);
  });
});

const FINDINGS = CORPUS.flatMap(({ name, goal }) => lint(goal).findings.map((finding) => ({ name, goal, finding })));

describe('a rewrite that is taken over', () => {
  it.each(FINDINGS.map((one) => [`${one.name}: ${one.finding.rule} at ${one.finding.path}`, one] as const))(
    'answers its finding: %s',
    (_, { goal, finding }) => {
      const after = applyEdits(goal, finding.edits);
      const left = lint(after).findings.map(({ rule, path }) => `${rule} ${path}`);
      expect(left).not.toContain(`${finding.rule} ${finding.path}`);
      expect(finding.rewrite).not.toBe('');
      if (Contract.safeParse({ goalpost: 1, ...(goal as object) }).success) {
        expect(Contract.safeParse({ goalpost: 1, ...(after as object) }).error?.issues ?? []).toEqual([]);
      }
    },
  );

  it('reads as YAML to the value that it sets', () => {
    for (const { value } of FINDINGS.flatMap(({ finding }) => finding.edits)) expect(parse(flow(value))).toEqual(value);
  });

  it('leaves the goal that it was made for as it is', () => {
    for (const { goal, finding } of FINDINGS) {
      const before = structuredClone(goal);
      applyEdits(goal, finding.edits);
      expect(goal).toEqual(before);
    }
  });
});

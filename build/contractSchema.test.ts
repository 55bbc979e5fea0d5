import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { check, contractSchemaText } from './contractSchema';
import { ROOT } from './root.mjs';

const FILE = '../docs/contract.schema.json';

describe('docs/contract.schema.json', () => {
  it('is what the contract schema says today', async () => {
    await expect(contractSchemaText()).toMatchFileSnapshot(FILE);
  });

  it('is told as stale or missing by the check, and how to write it anew', async () => {
    expect(await check(ROOT)).toEqual({ ok: true, report: '' });
    expect(await check(join(ROOT, 'build'))).toEqual({
      ok: false,
      report: expect.stringContaining('is missing: write it anew with'),
    });
  });

  it('names no place it would be fetched from', () => {
    expect(published()).not.toHaveProperty('$id');
  });

  it('takes what a contract file may say, and refuses an unknown key and a bad value', () => {
    const takes = new Ajv2020({ strict: true, allErrors: true }).compile(published());
    const contract = (more: string) =>
      parse(`goalpost: 1\noutcome: x\nverification: [{ id: a, kind: command, run: npm test }]\n${more}`);
    expect(takes(contract('constraints: [{ text: t, check: { id: b, kind: artifact, path: p } }]'))).toBe(true);
    expect(takes(contract('boundries: {}'))).toBe(false);
    expect(takes(contract('accept: always'))).toBe(false);
    expect(takes(parse('goalpost: 1'))).toBe(false);
    expect(takes(parse('goalpost: 1\noutcome: x\nverification: [{ id: a, kind: command, run: x, timeout: 60 }]'))).toBe(false);
  });
});

function published(): Record<string, unknown> {
  return JSON.parse(readFileSync(join(ROOT, 'docs', 'contract.schema.json'), 'utf8'));
}

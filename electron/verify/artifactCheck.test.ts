import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArtifactCheck } from '../../shared/goal/check';
import { lookAtArtifact } from './artifactCheck';

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'goalpost-artifact-')));
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function look(files: Readonly<Record<string, string>>, check: Record<string, unknown>): Promise<string> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  const artifact = ArtifactCheck.parse({ id: 'a', kind: 'artifact', path: 'a.md', ...check });
  const { verdict, excerpt } = await lookAtArtifact({ root, denyRead: [] }, artifact);
  return verdict.verdict === 'pass' ? `pass: ${excerpt}` : `${verdict.verdict}: ${verdict.message}`;
}

const DRAFT_2020 = {
  type: 'object',
  required: ['p95'],
  properties: { p95: { type: 'number', maximum: 120 } },
  additionalProperties: false,
};
const report = (json: string, schema: unknown = DRAFT_2020) =>
  look(
    { 'r.json': json, 's.json': typeof schema === 'string' ? schema : JSON.stringify(schema) },
    { path: 'r.json', schema: 's.json' },
  );

describe('an artifact', () => {
  it('exists and is not empty', async () => {
    expect(await look({}, {})).toBe('fail: a.md does not exist');
    expect(await look({ 'a.md': '' }, {})).toBe('fail: a.md is empty');
    expect(await look({ 'a.md': 'x' }, {})).toBe('pass: a.md: 1 bytes');
    expect(await look({ 'a.md': '' }, { minBytes: 0 })).toBe('pass: a.md: 0 bytes');
    expect(await look({ 'a.md': 'xy' }, { minBytes: 3 })).toBe('fail: a.md has 2 bytes, at least 3 expected');
  });

  it('has the named sections: headings of any level, or a line that says just that', async () => {
    const text = '# Report\r\n\r\n### *Open*  questions ###\n\n  Method\n\nRésumé of results\n```\n# Evidence\n```\n## Blocked';
    const sections = ['Report', 'Open questions', 'method', 'Blocked'];
    expect(await look({ 'a.md': text }, { sections })).toBe(
      `pass: a.md: ${Buffer.byteLength(text)} bytes, sections "Report", "Open questions", "method", "Blocked"`,
    );
    expect(await look({ 'a.md': text }, { sections: ['Report', 'Evidence', 'Résumé'] })).toBe(
      'fail: a.md lacks the sections "Evidence", "Résumé"',
    );
  });

  it('has its sections also after a line without end', async () => {
    expect(await look({ 'a.md': `${'x'.repeat(3_000_000)}\n# End` }, { sections: ['End'] })).toMatch(/^pass/);
    expect(await look({ 'a.md': `# Start\n${'x'.repeat(3_000_000)}` }, { sections: ['Start'] })).toMatch(/^pass/);
  });

  it('has a size between the least and the largest', async () => {
    const sized = (bytes: number) => look({ 'r.txt': 'x'.repeat(bytes) }, { path: 'r.txt', minBytes: 3, maxBytes: 5 });
    expect([await sized(2), await sized(6)]).toEqual([
      'fail: r.txt has 2 bytes, at least 3 expected',
      'fail: r.txt has 6 bytes, at most 5 expected',
    ]);
    expect(await sized(5)).toBe('pass: r.txt: 5 bytes');
  });

  it('matches a JSON Schema', async () => {
    expect(await report('{"p95": 90}')).toBe('pass: r.json: 11 bytes, matches s.json');
    expect(await report('{"p95": 135, "x": 1}')).toBe(
      'fail: r.json does not match s.json: the document must NOT have additional properties ("x"); /p95 must be <= 120',
    );
    expect(await report('{p95')).toBe('fail: r.json is not JSON');
  });

  it('is judged by the draft that the schema names', async () => {
    const draft07 = { $schema: 'http://json-schema.org/draft-07/schema#', items: [{ type: 'string' }], definitions: { a: true } };
    const draft2020 = { $schema: 'https://json-schema.org/draft/2020-12/schema', prefixItems: [{ type: 'string' }] };
    expect(await report('[1]', draft07)).toBe('fail: r.json does not match s.json: /0 must be string');
    expect(await report('[1]', draft2020)).toBe('fail: r.json does not match s.json: /0 must be string');
  });

  it('is broken, not failed, where its schema cannot be used, also while the file is not there', async () => {
    expect(await look({ 'r.json': '1' }, { path: 'r.json', schema: 'no.json' })).toBe(
      'broken: the schema no.json does not exist',
    );
    expect(await look({}, { path: 'r.json', schema: 'no.json' })).toBe('broken: the schema no.json does not exist');
    expect(await report('1', '[')).toBe('broken: the schema s.json is not JSON');
    expect(await report('1', [])).toBe('broken: the schema s.json is not a JSON Schema: neither an object nor a boolean');
    expect(await report('1', { $ref: 'http://example.com/x' })).toMatch(
      /^broken: the schema s.json cannot be used: can't resolve/,
    );
    expect(await report('1', { type: 'nothing' })).toMatch(/^broken: the schema s.json cannot be used: schema is invalid/);
    expect(await report('1', { $ref: '#' })).toMatch(/^broken: the schema s.json/);
  });

  it('is not waited for when the schema backtracks without end', async () => {
    expect(await report(JSON.stringify(`${'a'.repeat(60)}!`), { pattern: '^(a+)+$' })).toBe(
      'fail: r.json cannot be judged: the schema s.json takes too long to evaluate',
    );
  }, 60_000);
});

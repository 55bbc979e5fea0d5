import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Contract } from '../../shared/goal/contract';
import { parseContractFile } from '../goalFiles/contractFile';
import { renderContractFile } from '../goalFiles/renderContract';
import { runProgram } from './program';

async function goalpost(...args: readonly string[]) {
  const out: string[] = [];
  const faults: string[] = [];
  const code = await runProgram(args, { out: (line) => out.push(line), fault: (line) => faults.push(line), color: false });
  return { code, out: out.join('\n'), faults };
}

describe('a goal’s text on the command line', () => {
  it('is parsed to a contract file, with findings aside', async () => {
    const { code, out, faults } = await goalpost(
      'parse',
      '--text',
      '/goal It is fast\nverified by `npm test`. Use src/ and care.',
    );
    const parsed = parseContractFile(`${out}\n`);
    expect([code, parsed.ok && parsed.value.outcome, parsed.ok && parsed.value.verification.length]).toEqual([
      0,
      'It is fast',
      1,
    ]);
    expect(faults).toEqual([expect.stringMatching(/^text:2:29: boundaries: What names no path/)]);
  });

  it('is parsed to JSON', async () => {
    const { code, out } = await goalpost('parse', '--json', '--text', '/goal It is fast verified by `npm test`');
    expect([code, JSON.parse(out)]).toMatchObject([0, { contract: { outcome: 'It is fast' }, findings: [] }]);
  });

  it('is bad usage without an outcome, and without a text', async () => {
    expect(await goalpost('parse', '--text', 'verified by `npm test`')).toMatchObject({ code: 64, out: '' });
    expect(await goalpost('parse')).toMatchObject({ code: 64, faults: [expect.stringContaining('--text')] });
  });

  it('is rendered from a contract file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'goalpost-render-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'goal.md');
    writeFileSync(
      file,
      renderContractFile(Contract.parse({ goalpost: 1, outcome: 'It is fast', boundaries: { write: ['src/'] } })),
    );
    expect(await goalpost('render', file)).toEqual({ code: 0, out: '/goal It is fast. Use `src/`.', faults: [] });
    expect(await goalpost('render', '--json', file)).toMatchObject({ out: '{"text":"/goal It is fast. Use `src/`."}' });
    writeFileSync(file, '---\ngoalpost: 1\n---\n');
    expect(await goalpost('render', file)).toMatchObject({
      code: 64,
      out: '',
      faults: [expect.stringContaining('goal.md:2:1: outcome')],
    });
  });
});

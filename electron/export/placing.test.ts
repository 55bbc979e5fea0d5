import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { partialName, sweepPartials } from './placing';

/** A process that has ended and been waited for. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

it('removes what a killed export left beside its target, and nothing that may be somebody’s', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost placing-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const target = join(folder, 'evidence.zip');
  const dead = deadProcess();
  const own = basename(partialName(target));
  const of = (pid: number | string, end = '') => `${own.replace(`-${process.pid}-`, `-${pid}-`)}${end}`;
  const left = [of(dead, '.d'), of(dead)];
  const other = basename(partialName(join(folder, 'other'))).replace(`-${process.pid}-`, `-${dead}-`);
  const machine = of(dead).replace(/goalpost-[0-9a-f]{8}/, 'goalpost-00000000');
  const kept = [own, other, machine, of(dead, '.old'), of('1x'), '.evidence.zip.goalpost-notes', 'evidence'];
  for (const name of [...left, ...kept]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, left[0] ?? '', 'chain.jsonl'), '{}');
  const link = own.replace(`-${process.pid}-`, `-${dead}-`).replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  symlinkSync(folder, join(folder, link));
  await sweepPartials(target);
  expect(readdirSync(folder).sort()).toEqual([...kept, link].sort());
});

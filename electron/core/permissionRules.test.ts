import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { permissionRules } from './permissionRules';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost-rules-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const RULE = {
  repository: '/w/.git',
  workspace: '/w',
  match: { words: ['npm', 'install'], more: true },
  allow: { hosts: ['registry.example.com'], write: [], read: [], sockets: false },
  thread: 'th',
  at: 5,
};

it('keeps a rule for its workspace, once however often it is given, until it is taken back', async () => {
  const rules = permissionRules(folder);
  const kept = await rules.keep(RULE);
  if (!kept.ok) throw new Error(kept.error);
  await rules.keep({ ...RULE, thread: 'other', at: 6 });
  const other = await rules.keep({ ...RULE, repository: '/v/.git' });
  expect((await permissionRules(folder).of('/w/.git')).map(({ id }) => id)).toEqual([kept.value.id]);
  expect((await rules.list()).rules).toHaveLength(2);
  expect([await rules.revoke(kept.value.id), await rules.revoke(kept.value.id)]).toEqual([true, false]);
  expect((await rules.list()).rules.map(({ id }) => id)).toEqual(other.ok ? [other.value.id] : []);
});

it('takes nothing for a rule that is none, says which file it is, and revokes nothing outside of its folder', async () => {
  const rules = permissionRules(folder);
  await rules.keep(RULE);
  writeFileSync(join(folder, 'permissions', 'rbad.json'), '{"id":"rbad"}');
  writeFileSync(join(folder, 'kept.json'), '{}');
  const { rules: read, damaged } = await rules.list();
  expect([read.length, damaged]).toEqual([1, [join(folder, 'permissions', 'rbad.json')]]);
  expect(await rules.revoke('../kept')).toBe(false);
});

it('says why where it cannot keep one', async () => {
  writeFileSync(join(folder, 'permissions'), 'in the way');
  const kept = await permissionRules(folder).keep(RULE);
  expect(kept).toEqual({ ok: false, error: expect.stringMatching(/could not be kept .*\. Nothing was answered/) });
});

import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../../shared/kernel/canonicalJson';
import { err, ok, type Result } from '../../shared/kernel/result';
import { PermissionRule } from '../../shared/tools/permission/rule';

/** What stands in the folder: the rules, and the files that are none, which allow nothing. */
export interface KeptRules {
  readonly rules: readonly PermissionRule[];
  readonly damaged: readonly string[];
}

/** The permissions that people gave for always: a file each in the data folder, so that two processes never write the same one. */
export interface PermissionRules {
  list(): Promise<KeptRules>;
  /** Those of one repository, by the real path of its git folder. */
  of(repository: string): Promise<readonly PermissionRule[]>;
  /** Kept when it answers; the same permission is one rule, however often it is given. */
  keep(rule: Omit<PermissionRule, 'id'>): Promise<Result<PermissionRule, string>>;
  /** False where there is none by that id. */
  revoke(id: string): Promise<boolean>;
}

export function permissionRules(dataDir: string): PermissionRules {
  const folder = join(dataDir, 'permissions');
  const list = async () => {
    const names = (await entries(folder)).filter((name) => name.endsWith('.json')).sort();
    const read = await Promise.all(names.map((name) => readRule(join(folder, name))));
    const rules = read.flatMap((rule) => (typeof rule === 'string' ? [] : [rule])).sort((a, b) => a.at - b.at);
    return { rules, damaged: read.filter((rule) => typeof rule === 'string') };
  };
  return {
    list,
    of: async (repository) => (await list()).rules.filter((rule) => rule.repository === repository),
    keep: async (given) => {
      const rule = { ...given, id: idOf(given) };
      try {
        await write(folder, rule);
        return ok(rule);
      } catch (thrown) {
        const reason = (thrown as NodeJS.ErrnoException).code ?? String(thrown);
        return err(
          `The rule could not be kept in ${folder} (${reason}). Nothing was answered: make room there, or allow it for this goal.`,
        );
      }
    },
    revoke: async (id) => {
      const file = join(folder, `${id}.json`);
      if (!/^r[0-9a-f]+$/.test(id) || !(await entries(folder)).includes(`${id}.json`)) return false;
      await rm(file, { force: true });
      return true;
    },
  };
}

function idOf({ repository, match, allow }: Omit<PermissionRule, 'id'>): string {
  return `r${createHash('sha256').update(canonicalJson({ repository, match, allow })).digest('hex').slice(0, 8)}`;
}

async function entries(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw thrown;
  }
}

/** The rule, or the path of a file that is none. One that was revoked meanwhile is none either. */
async function readRule(file: string): Promise<PermissionRule | string> {
  try {
    const parsed = PermissionRule.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : file;
  } catch {
    return file;
  }
}

async function write(folder: string, rule: PermissionRule): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [file, beside] = [join(folder, `${rule.id}.json`), join(folder, `${rule.id}.new`)];
  const handle = await open(beside, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(rule, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}

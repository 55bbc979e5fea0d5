import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { allowanceWords } from '../../shared/tools/permission/allowance';
import { matchText, matchWords } from '../../shared/tools/permission/match';
import type { PermissionRule } from '../../shared/tools/permission/rule';
import { type GrantEntry, grantEntries } from '../../shared/views/grants';
import { EXIT } from '../../shared/views/outcome';
import { permissionRules } from '../core/permissionRules';
import { loadThread } from '../engine/load';
import type { Output } from './io';
import { localTime } from './localTime';
import { openForReading } from './open';
import { orderCommand } from './order';
import { type Paint, painter } from './paint';
import { type CommonOptions, dataFolder } from './settings';

export interface PermissionsOptions extends CommonOptions {
  readonly revoke?: string;
}

/** `goalpost permissions`: what was allowed for always and for goals that are not over, or takes one of them back. */
export async function permissionsCommand(options: PermissionsOptions, output: Output): Promise<number> {
  const dataDir = dataFolder(options);
  if (options.revoke !== undefined) return revoke(options.revoke, dataDir, options, output);
  const { rules, damaged } = await permissionRules(dataDir).list();
  const grants = grantsIn(dataDir, output);
  if (grants === undefined) return EXIT.failed;
  if (options.json) {
    for (const rule of rules) output.out(JSON.stringify({ type: 'rule', ...rule, allows: allowanceWords(rule.allow) }));
    for (const grant of grants) output.out(JSON.stringify({ type: 'grant', ...grant }));
  } else for (const line of permissionLines(rules, grants, painter(output.color))) output.out(line);
  for (const file of damaged) output.fault(`${file} is no rule, and allows nothing. Remove it.`);
  return damaged.length > 0 ? EXIT.failed : EXIT.complete;
}

async function revoke(id: string, dataDir: string, options: CommonOptions, output: Output): Promise<number> {
  const [thread, grant] = id.split('/');
  if (thread && grant)
    return orderCommand({ thread, command: { type: 'permission.revoke', by: 'user', grant } }, options, output);
  if (!(await permissionRules(dataDir).revoke(id))) {
    output.fault(`There is no permission "${id}". \`goalpost permissions\` shows those there are.`);
    return EXIT.badUsage;
  }
  output.out(options.json ? JSON.stringify({ type: 'revoked', id }) : `${id} is taken back; it allows nothing from here on.`);
  return EXIT.complete;
}

function grantsIn(dataDir: string, output: Output): readonly GrantEntry[] | undefined {
  if (!existsSync(join(dataDir, 'goalpost.db'))) return [];
  const store = openForReading(dataDir);
  if (!store.ok) {
    output.fault(store.error);
    return undefined;
  }
  try {
    return store.value.threads().flatMap(({ thread }) => {
      const { state } = loadThread(store.value, thread);
      return state ? grantEntries(state) : [];
    });
  } finally {
    store.value.dispose();
  }
}

function permissionLines(rules: readonly PermissionRule[], grants: readonly GrantEntry[], paint: Paint): readonly string[] {
  if (rules.length === 0 && grants.length === 0) return ['Nothing is allowed beyond the contracts’ boundaries.'];
  return [
    ...rules.flatMap(({ id, workspace, match, allow, at }) => [
      `${paint('strong', id)} always in ${workspace}: ${match === null ? 'every command' : matchText(match)} ${paint('quiet', `since ${localTime(at)}`)}`,
      `  ${matchWords(match)}`,
      ...allowanceWords(allow).map((line) => `  allowed: ${line}`),
    ]),
    ...grants.flatMap(({ id, title, allows, command, at }) => [
      `${paint('strong', id)} for the goal “${title}”${command === null ? '' : `, asked for ${command}`} ${paint('quiet', `since ${localTime(at)}`)}`,
      ...allows.map((line) => `  allowed: ${line}`),
    ]),
    '',
    'Take one back with: goalpost permissions --revoke ID',
  ];
}

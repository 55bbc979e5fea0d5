import type { JudgedPermission } from '../../shared/thread/commands';
import type { ThreadState } from '../../shared/thread/state';
import type { ToolArguments } from '../../shared/tools/arguments';
import { allowanceWords } from '../../shared/tools/permission/allowance';
import { proposedMatch } from '../../shared/tools/permission/match';
import { parseToolArguments } from '../../shared/tools/specs';

/** What the app makes of a call for permission in a world without a disk: every host but `never` may be asked for. */
export function judgedPermission(state: ThreadState, call: string): JudgedPermission {
  const pending = state.turn?.calls.find((entry) => entry.call === call);
  const parsed = pending && parseToolArguments(pending.name, pending.arguments);
  if (!parsed?.ok || parsed.value.name !== 'request_permission') throw new Error(`${call} asks for no permission`);
  return judgedAs(parsed.value.arguments);
}

export function judgedAs({ why, hosts = [], ...asked }: ToolArguments<'request_permission'>): JudgedPermission {
  const command = asked.command ?? null;
  if (hosts.includes('never')) return { result: 'never', message: 'never can never be allowed.' };
  if (hosts.length === 0) return { result: 'already', message: 'All of that is allowed already.' };
  const allow = { hosts, write: [], read: [], sockets: false };
  const match = command === null ? null : (proposedMatch(command) ?? null);
  const ask = { command, why, allow, allows: [...allowanceWords(allow)], tried: [], match, everyCommand: command === null };
  return { result: 'ask', ask };
}

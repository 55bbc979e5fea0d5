import type { JudgedPermission } from '../../shared/thread/commands';
import type { PendingCall, ThreadState } from '../../shared/thread/state';
import type { ToolArguments } from '../../shared/tools/arguments';
import { allowanceWords, allowsNothing, NOTHING_ALLOWED } from '../../shared/tools/permission/allowance';
import { proposedMatch } from '../../shared/tools/permission/match';
import { allowedBy, rulesFor } from '../../shared/tools/permission/rule';
import { judgeAllowance, widen } from '../sandbox/allow';
import type { PolicyPlace } from '../sandbox/policy';
import type { CommandPolicy } from '../sandbox/sandbox';
import type { Permissions, ThreadPlace } from '../workers/parts';
import type { PermissionRules } from './permissionRules';

/** What a person reads of the model's reasons. */
const WHY_CHARS = 2_000;

/** Judges what is asked for, and works out what one command may touch by rules and by a permission of its own. */
export function permissions(parts: {
  readonly rules: PermissionRules;
  readonly policyPlace: (state: ThreadState) => PolicyPlace;
  readonly place: (state: ThreadState) => Promise<ThreadPlace>;
}): Permissions {
  const { rules, policyPlace } = parts;

  /** The goal's own policy and grants, with the rules that are for this command. */
  const policyFor = async (state: ThreadState, agent: CommandPolicy, command: string | undefined) => {
    const applying = rulesFor(await rules.of(state.workspace.commonDir), command).filter(({ match }) => match !== null);
    const policy = applying.length === 0 ? agent : await widen(policyPlace(state), agent, allowedBy(applying));
    return { policy, applying };
  };

  return {
    judge: async (state, asked) => {
      const { agentPolicy } = await parts.place(state);
      const { policy } = await policyFor(state, agentPolicy, asked.command);
      const protect = state.goal?.contract.protect ?? [];
      const { allow, never } = await judgeAllowance(policyPlace(state), policy, protect, asked);
      if (never.length > 0) return { result: 'never', message: neverWords(never) };
      if (allowsNothing(allow)) return { result: 'already', message: alreadyWords(asked) };
      return { result: 'ask', ask: askOf(state, asked, allow) };
    },
    commandPolicy: async (state, agent, call, command) => {
      const { policy, applying } = await policyFor(state, agent, command);
      const own = call.permission?.allow ?? NOTHING_ALLOWED;
      const widened = allowsNothing(own) ? policy : await widen(policyPlace(state), policy, own);
      const allowed = [...allowanceWords(allowedBy(applying)), ...allowanceWords(own)];
      if (allowed.length === 0) return { policy };
      return {
        policy: widened,
        allowed: {
          by: byWords(
            call,
            applying.map(({ id }) => id),
          ),
          allows: [...new Set(allowed)],
        },
      };
    },
  };
}

function byWords(call: PendingCall, rules: readonly string[]): string {
  const { permission } = call;
  if (permission) return { once: 'allowed once', goal: 'allowed for this goal', always: 'allowed always' }[permission.scope];
  return `allowed by rule ${rules.join(', ')}`;
}

function neverWords(never: readonly string[]): string {
  return ['Nothing was asked, because a part of it can never be allowed:', ...never.map((line) => `- ${line}`)].join('\n');
}

function alreadyWords({ command }: ToolArguments<'request_permission'>): string {
  return command === undefined
    ? 'All of that is allowed already, or was not named: hosts, write, read or sockets say what is missing.'
    : 'Nothing was asked: what you name is allowed already for this command. Run it with shell.';
}

function askOf(state: ThreadState, asked: ToolArguments<'request_permission'>, allow: typeof NOTHING_ALLOWED) {
  const { command = null } = asked;
  return {
    command,
    why: asked.why.slice(0, WHY_CHARS),
    allow,
    allows: [...allowanceWords(allow)],
    tried: [...(state.turn?.tried ?? [])],
    match: command === null ? null : (proposedMatch(command) ?? null),
    everyCommand: command === null,
  } satisfies Extract<JudgedPermission, { result: 'ask' }>['ask'];
}

import type { Instant } from '../../kernel/ids';
import { askText, type PermissionAsk, scopesOf } from '../../tools/permission/ask';
import { parseToolArguments } from '../../tools/specs';
import type { Command } from '../commands';
import { type PermissionQuestion, readPermissionAnswer } from '../permissionAnswer';
import type { PendingCall, ThreadState } from '../state';
import { turnTools } from '../turnTools';
import { type Decided, Decision, refuse } from './decision';
import { answerCall } from './turnEnd';

type Order<T extends Command['type']> = Extract<Command, { type: T }>;

/** Whether a call asks for a permission that nobody was asked for yet. One that does not parse is answered as any such call is. */
export function asksPermission(state: ThreadState, call: PendingCall): boolean {
  if (call.name !== 'request_permission' || call.status !== 'pending' || call.asks !== null || call.permission !== null)
    return false;
  return turnTools(state).includes(call.name) && parseToolArguments(call.name, call.arguments).ok;
}

/** The app has looked at what is asked for: it becomes a question that the call waits for, or the call is answered at once. */
export function askPermission(state: ThreadState, order: Order<'permission.ask'>, at: Instant): Decided {
  const call = state.turn?.calls.find((entry) => entry.call === order.call);
  if (!call || !asksPermission(state, call) || state.goal?.status !== 'active') {
    return refuse('not_owed', 'The permission is no longer asked for.');
  }
  const decision = new Decision(state, at);
  const { judged } = order;
  if (judged.result === 'ask') openQuestion(decision, order.call, judged.ask);
  else answerCall(decision, order.call, judged.result === 'never' ? 'refused' : 'ok', judged.message);
  return decision.done();
}

function openQuestion(decision: Decision, call: string, ask: PermissionAsk): void {
  const id = `permission-${decision.state.permissionCount + 1}`;
  const options = [...scopesOf(ask), 'no: NOTE'];
  decision.add('question.opened', { question: { id, kind: 'permission', text: askText(ask), options, call, ask } });
}

/** What the person said becomes the call's answer, or lets its command run. `answer` was read before, so that it is one. */
export function actOnPermission(decision: Decision, question: PermissionQuestion, answer: string): void {
  const read = readPermissionAnswer(question, answer);
  if (read === undefined || typeof read === 'string') return;
  const { call, ask } = question;
  if (read.says === 'no') {
    const note = read.note === '' ? 'The user said no.' : `The user said no: ${read.note}`;
    return answerCall(
      decision,
      call,
      'refused',
      `${note}\nNothing was allowed${ask.command === null ? '' : ', and the command was not run'}.`,
    );
  }
  decision.add('permission.granted', {
    question: question.id,
    call,
    by: 'user',
    scope: read.scope,
    command: ask.command,
    allow: ask.allow,
    allows: ask.allows,
    ...(read.scope === 'goal' ? { grant: question.id.replace('permission-', 'g') } : {}),
    ...(read.scope === 'always' ? { match: read.match } : {}),
  });
  if (ask.command !== null) return;
  const reach = read.scope === 'goal' ? 'for this goal' : 'always in this workspace';
  answerCall(decision, call, 'ok', [`Allowed ${reach}:`, ...ask.allows.map((line) => `- ${line}`)].join('\n'));
}

/** Takes back what was allowed for the goal; what runs already keeps it to its end. */
export function revokePermission(state: ThreadState, order: Order<'permission.revoke'>, at: Instant): Decided {
  if (!state.goal?.grants.some(({ id }) => id === order.grant)) {
    return refuse('no_grant', `The goal has no permission "${order.grant}". \`goalpost permissions\` shows those there are.`);
  }
  return new Decision(state, at).add('permission.revoked', { by: order.by, grant: order.grant }).done();
}

/** Law 7: what asked is gone. */
export function closePermissions(decision: Decision, reason: string): void {
  for (const { question } of Object.values(decision.state.questions)) {
    if (question.kind === 'permission') decision.add('question.closed', { question: question.id, reason });
  }
}

/** The boundaries are others now: what was asked may be allowed, or forbidden, by them. The agent asks again if it still must. */
export function withdrawPermissions(decision: Decision): void {
  const asking = decision.state.turn?.calls.filter((call) => call.asks !== null) ?? [];
  closePermissions(decision, 'the contract was edited');
  for (const { call } of asking) {
    answerCall(decision, call, 'refused', 'The contract was edited before the user answered. Ask again if it is still needed.');
  }
}

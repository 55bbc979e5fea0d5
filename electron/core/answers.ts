import { err, ok, type Result } from '../../shared/kernel/result';
import type { Command, Refusal } from '../../shared/thread/commands';
import { readPermissionAnswer } from '../../shared/thread/permissionAnswer';
import type { ThreadState } from '../../shared/thread/state';
import type { PermissionRule } from '../../shared/tools/permission/rule';
import { type HiddenFrom, withFiles } from './fileAnswers';
import type { PermissionRules } from './permissionRules';

interface AnswerParts {
  readonly hidden: HiddenFrom;
  readonly rules: PermissionRules;
}

/**
 * What must be true on the disk before an order is decided, which does no I/O: files that it answers with are looked at, and a rule that
 * it makes is kept. A rule comes before its answer is in the log, so that no answered *always* is ever lost.
 */
export async function prepared(parts: AnswerParts, state: ThreadState, order: Command): Promise<Result<Command, Refusal>> {
  const looked = await withFiles(state, order, parts.hidden);
  if (!looked.ok) return looked;
  const rule = ruleOf(state, looked.value);
  if (!rule) return looked;
  const kept = await parts.rules.keep(rule);
  return kept.ok ? ok(looked.value) : err({ code: 'bad_answer', message: kept.error });
}

function ruleOf(state: ThreadState, order: Command): Omit<PermissionRule, 'id'> | undefined {
  const question = order.type === 'question.answer' ? state.questions[order.question]?.question : undefined;
  if (order.type !== 'question.answer' || question?.kind !== 'permission') return undefined;
  const answer = readPermissionAnswer(question, order.answer.trim());
  if (answer === undefined || typeof answer === 'string' || answer.says === 'no' || answer.scope !== 'always') return undefined;
  const { root, commonDir } = state.workspace;
  const { allow } = question.ask;
  return { repository: commonDir, workspace: root, match: answer.match, allow, thread: state.thread, at: Date.now() };
}

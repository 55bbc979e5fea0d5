import type { ToolReport } from '../commands';
import { repeatNote, timesInARow } from '../repeats';
import type { Decision } from './decision';

/** Gives the model the answer to one of its calls. A call that is gone (its turn was cut) needs none. */
export function answerCall(
  decision: Decision,
  call: string,
  status: 'ok' | 'failed' | 'refused',
  output: string,
  facts: Partial<Pick<ToolReport, 'durationMs' | 'exit' | 'stored' | 'allowed' | 'tried'>> = {},
): void {
  const turn = decision.state.turn;
  const pending = turn?.calls.find((entry) => entry.call === call);
  if (!turn || !pending) return;
  const { name } = pending;
  const { exit, stored } = facts;
  const times = timesInARow(decision.state.repeats, { name, arguments: pending.arguments, status, output, exit, stored });
  const note = repeatNote(name, times);
  decision.add('tool.finished', {
    call,
    turn: turn.id,
    name,
    status,
    output: note === undefined ? output : `${output}\n${note}`,
    durationMs: facts.durationMs ?? 0,
    ...(exit === undefined ? {} : { exit }),
    ...(stored === undefined ? {} : { stored }),
    ...(note === undefined ? {} : { repeat: times }),
    ...(facts.allowed === undefined ? {} : { allowed: { by: facts.allowed.by, allows: [...facts.allowed.allows] } }),
    ...(facts.tried === undefined || facts.tried.length === 0 ? {} : { tried: [...facts.tried] }),
  });
}

/** Ends the open turn. Calls that were not reached are answered, since every call in a conversation must have a result. */
export function finishTurn(decision: Decision, reason: string): void {
  const turn = decision.state.turn;
  if (!turn) return;
  for (const pending of turn.calls) {
    decision.add('tool.finished', {
      call: pending.call,
      turn: turn.id,
      name: pending.name,
      status: 'not_run',
      output: `Not run: the turn ended first (${reason}).`,
      durationMs: 0,
    });
  }
  decision.add('turn.finished', { turn: turn.id, reason, toolCalls: turn.toolCalls });
}

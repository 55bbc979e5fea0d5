import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { Command, Refusal } from '../../shared/thread/commands';
import { askedQuestion } from '../../shared/thread/decide/needs';
import type { ThreadState } from '../../shared/thread/state';
import { isInside } from '../sandbox/paths';

/** What the agent's commands cannot read, as the sandbox has it. */
export type HiddenFrom = (state: ThreadState) => Promise<readonly string[]>;

/**
 * Looks at the files that an order answers with, before it is decided: each must be there and readable, for us and for the agent's
 * commands, and becomes an absolute path. `decide` does no I/O, so the doors ask here.
 */
export async function withFiles(state: ThreadState, order: Command, hidden: HiddenFrom): Promise<Result<Command, Refusal>> {
  switch (order.type) {
    case 'question.answer': {
      const answer = await fileAnswer(state, order.question, order.answer, hidden);
      return answer.ok ? ok({ ...order, answer: answer.value }) : answer;
    }
    case 'needs.answer': {
      const answers: { need: string; answer: string }[] = [];
      for (const { need, answer } of order.answers) {
        const looked = await fileAnswer(state, need, answer, hidden);
        if (!looked.ok) return looked;
        answers.push({ need, answer: looked.value });
      }
      return ok({ ...order, answers });
    }
    default:
      return ok(order);
  }
}

/** Whether the question is answered with a file. */
export function asksFile(state: ThreadState, id: string): boolean {
  const question = askedQuestion(state, id);
  return question?.kind === 'need' && question.need.kind === 'file';
}

async function fileAnswer(state: ThreadState, id: string, answer: string, hidden: HiddenFrom): Promise<Result<string, Refusal>> {
  if (!asksFile(state, id) || answer.trim() === '') return ok(answer);
  const path = resolve(state.workspace.root, answer.trim());
  const problem = await problemOf(path, await hidden(state));
  return problem === undefined ? ok(path) : err({ code: 'bad_answer', message: `"${id}" asks for a file. ${problem}` });
}

/** Prose is no path: a part of it may be longer than a name can be. */
const NOT_THERE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP']);

async function problemOf(path: string, hidden: readonly string[]): Promise<string | undefined> {
  try {
    await access(path, constants.R_OK);
    if ((await stat(path)).isDirectory()) return `${path} is a folder. Name a file in it.`;
    const real = await realpath(path);
    const under = hidden.find((place) => isInside(real, place));
    return under && `${path} is hidden from the agent’s commands (${under}). Copy it to where they may read, and name the copy.`;
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (NOT_THERE.has(code ?? '')) return `There is no file ${path}. Name one that is there.`;
    if (code === 'EACCES' || code === 'EPERM') return `${path} cannot be read. Allow it to be read, or name another.`;
    throw thrown;
  }
}

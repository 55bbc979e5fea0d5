import { randomBytes } from 'node:crypto';
import type { Contract } from '../../shared/goal/contract';
import type { ModelRef } from '../../shared/provider/model';
import type { Command } from '../../shared/thread/commands';
import type { Core } from '../core';
import type { Workspace } from '../git/git';

/** Eight characters of Crockford's alphabet without vowels' look-alikes: short enough to type, 40 bits against clashes. */
const ID_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const ID_LENGTH = 8;

export function newThreadId(): string {
  return [...randomBytes(ID_LENGTH)].map((byte) => ID_ALPHABET[byte % ID_ALPHABET.length]).join('');
}

export interface NewGoal {
  readonly workspace: Workspace;
  readonly model: ModelRef;
  readonly contract: Contract;
  readonly source: string;
  readonly acceptBaseline: boolean;
}

/** Opens a thread, drafts the goal on it and activates it. Answers a refusal's sentence, or nothing. */
export function beginGoal(core: Core, thread: string, goal: NewGoal): string | undefined {
  const orders: readonly Command[] = [
    { type: 'thread.open', workspace: goal.workspace, model: goal.model },
    { type: 'goal.draft', by: 'user', contract: goal.contract, source: goal.source },
    { type: 'goal.activate', by: 'user', acceptBaseline: goal.acceptBaseline },
  ];
  for (const order of orders) {
    const submitted = core.engine.submit(thread, order);
    if (!submitted.ok) return submitted.error.message;
  }
  return undefined;
}

import type { Contract } from '../../shared/goal/contract';
import type { ModelRef } from '../../shared/provider/model';
import type { Command } from '../../shared/thread/commands';
import type { PlaceChoice } from '../../shared/thread/place';
import type { Core } from '../core';
import type { Workspace } from '../git/git';
import { StoreFailure } from '../store/storeError';

export interface NewGoal {
  readonly workspace: Workspace;
  readonly model: ModelRef;
  readonly contract: Contract;
  readonly source: string;
  readonly acceptBaseline: boolean;
  /** Where it works; the app chooses where it is left out. */
  readonly place?: PlaceChoice;
  /** The typed words by which a person gives the sandbox up for this goal. */
  readonly withoutSandbox?: string;
}

/** A refusal's sentence. An order that the disk did not take is no refusal of the goal's: it is thrown, and ends the program as failed. */
export function refusalOf(error: { readonly code: string; readonly message: string }): string {
  if (error.code === 'store') throw new StoreFailure({ code: 'failed', message: error.message });
  return error.message;
}

/** Opens a thread with the goal drafted on it, and activates it. Answers a refusal's sentence, or nothing. */
export function beginGoal(core: Core, thread: string, goal: NewGoal): string | undefined {
  const orders: readonly Command[] = [
    {
      type: 'thread.open',
      workspace: goal.workspace,
      model: goal.model,
      draft: { by: 'user', contract: goal.contract, source: goal.source },
    },
    ...(goal.withoutSandbox === undefined ? [] : [{ type: 'sandbox.waive', by: 'user', words: goal.withoutSandbox } as const]),
    { type: 'goal.activate', by: 'user', acceptBaseline: goal.acceptBaseline, place: goal.place ?? 'app' },
  ];
  for (const order of orders) {
    const submitted = core.engine.submit(thread, order);
    if (!submitted.ok) return refusalOf(submitted.error);
  }
  return undefined;
}

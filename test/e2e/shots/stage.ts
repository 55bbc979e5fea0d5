import type { Params } from '../../../shared/ipc/methods';
import { type OpenWindow, openWindow, type WindowOptions } from '../harness';
import { ask } from '../support';
import type { SmallGoal } from '../supportGoal';
import { type Step, type SteppedModel, steppedModel } from '../supportModel';

/** A view that stands is there long before; one that does not must not hold up all others. */
const VIEW_MS = 45_000;

/** A window with its model and the goals that it holds. */
export interface Stage {
  readonly window: OpenWindow;
  readonly model: SteppedModel;
  /** Removed with the stage. */
  own<Goal extends { remove(): void }>(goal: Goal): Goal;
  close(): Promise<void>;
}

/** Opens a window and fills it; what cannot be filled is closed again. */
export async function openStage(fill: (stage: Stage) => Promise<void>, options: WindowOptions = {}): Promise<Stage> {
  const model = await steppedModel();
  const owned: { remove(): void }[] = [];
  const window = await openWindow(options).catch(async (thrown: unknown) => {
    await model.close();
    throw thrown;
  });
  window.page.setDefaultTimeout(VIEW_MS);
  const own = <Goal extends { remove(): void }>(goal: Goal): Goal => {
    owned.push(goal);
    return goal;
  };
  const close = async () => {
    await window.close();
    await model.close();
    for (const goal of owned) goal.remove();
  };
  const stage = { window, model, own, close };
  try {
    await fill(stage);
  } catch (thrown) {
    await close();
    throw thrown;
  }
  return stage;
}

/** A thread with the goal drafted on it. */
export async function draft({ window, model }: Stage, { repository, contract }: SmallGoal, name = 'gpt-shots'): Promise<string> {
  const ref = { api: 'responses', model: name, baseUrl: model.baseUrl } as const;
  return (await ask(window.page, 'thread/create', { workspace: repository.root, contract, model: ref })).thread;
}

export async function order({ window }: Stage, thread: string, command: Params<'thread/command'>['command']): Promise<void> {
  await ask(window.page, 'thread/command', { thread, id: crypto.randomUUID(), command });
}

/** The goal activated, with what the model answers from then on. */
export async function begin(stage: Stage, goal: SmallGoal, ...answers: readonly Step[]): Promise<string> {
  stage.model.answers(...answers);
  const thread = await draft(stage, goal);
  await order(stage, thread, { type: 'goal.activate', acceptBaseline: false });
  return thread;
}

/** Looks until it is so. What nothing announces has no event to wait for. */
export async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + VIEW_MS;
  while (!(await fact())) {
    if (Date.now() > end) throw new Error(`It is not so after ${VIEW_MS / 1000} s: ${fact}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

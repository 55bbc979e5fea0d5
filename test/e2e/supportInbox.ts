// Every kind of question, as a real goal comes to ask it, and what tests of the inbox look at.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Params } from '../../shared/ipc/methods';
import { ask } from './support';
import { DO_IT, RULES, type SmallGoal, smallGoal } from './supportGoal';
import { claim, type Step, type SteppedModel, say, shell } from './supportModel';

type Contract = Params<'thread/create'>['contract'];

export const KINDS = ['usage', 'baseline', 'acceptance', 'human', 'protected', 'budget', 'blocked', 'permission'] as const;
export type Kind = (typeof KINDS)[number];

/** A goal that asks in one way. */
export interface AskingGoal extends SmallGoal {
  readonly kind: Kind;
}

export function askingGoal(kind: Kind, about = ''): AskingGoal {
  const goal = smallGoal(`${OUTCOMES[kind]}${about}`);
  if (kind === 'permission') addTopFile(goal);
  return { ...goal, kind, contract: contractOf(kind, goal.contract) };
}

const OUTCOMES: Readonly<Record<Kind, string>> = {
  usage: 'The summary scores 0.82',
  baseline: 'The image is below 180 MB',
  acceptance: 'p95 is below 120 ms',
  human: 'The plots are readable in print',
  protected: 'The rules hold with the strict parser',
  budget: 'Recall at 10 is 0.93',
  blocked: 'Billing runs on the 2025-09 API',
  permission: 'The copy is beside the top file',
};

function contractOf(kind: Kind, contract: Contract): Contract {
  switch (kind) {
    case 'baseline':
      return { ...contract, verification: [{ id: 'says-done', kind: 'command', run: 'grep -qx start src/app.txt' }] };
    case 'acceptance':
      return { ...contract, accept: 'user' };
    case 'human':
      return {
        ...contract,
        verification: [...(contract.verification ?? []), { id: 'reads-well', kind: 'human', ask: 'src/app.txt reads well' }],
      };
    case 'budget':
      return { ...contract, budget: { turns: 1 } };
    default:
      return contract;
  }
}

/** A file beside the boundaries, which a command must ask to write. */
function addTopFile({ repository }: SmallGoal): void {
  writeFileSync(join(repository.root, 'top.txt'), 'top\n');
  repository.git('add', '-A');
  repository.git('commit', '-q', '-m', 'top');
}

export const NEEDS = [
  { id: 'account', kind: 'choice', question: 'Which account is it to run on?', options: ['sandbox', 'staging'] },
  { id: 'start', kind: 'text', question: 'On which day does the billing month begin?' },
] as const;

const DOSSIER = {
  attempts: ['The recorded answers end with version 2024-06.', 'The test account’s key is refused for the new version.'],
  evidence: ['e1', 'e2'],
  blocker: 'The new API version needs a key that this machine has not.',
  needs: NEEDS,
};

const callOf = (name: string, args: Record<string, unknown>) => ({ type: 'tool_call', name, arguments: args }) as const;

/** What the model answers until the goal asks. */
const STEPS: Readonly<Record<Kind, readonly Step[]>> = {
  usage: [
    {
      status: 429,
      body: { error: { type: 'usage_limit_reached', message: 'The usage limit has been reached', resets_in_seconds: 3_600 } },
    },
  ],
  baseline: [],
  acceptance: [[shell(DO_IT)], [claim('p95 is 104 ms over five runs.')]],
  human: [[shell(DO_IT)], [claim('The plots are in print size.')]],
  protected: [[shell(DO_IT), shell(`echo 'exit 0' > ${RULES}`)], [claim('The rules were in the way.')]],
  budget: [
    [shell('echo half > src/app.txt')],
    [say('Half of it is done.')],
    [say('Changed: half. Evidence: none. Next: the rest.')],
  ],
  blocked: [[shell('cat src/app.txt')], [callOf('update_goal', { status: 'blocked', summary: 'No key.', dossier: DOSSIER })]],
  permission: [
    [
      callOf('request_permission', {
        why: 'The deployment reads the copy.',
        command: 'cp src/app.txt top.txt',
        write: ['top.txt'],
      }),
    ],
  ],
};

/** Activates the goal and waits until it asks. */
export async function makeAsk(page: Page, model: SteppedModel, goal: AskingGoal): Promise<string> {
  model.answers(...STEPS[goal.kind]);
  const { thread } = await ask(page, 'thread/create', {
    workspace: goal.repository.root,
    contract: goal.contract,
    model: { api: 'responses', model: 'gpt-inbox', baseUrl: model.baseUrl },
  });
  await orderThread(page, thread, { type: 'goal.activate', acceptBaseline: false });
  await listed(page, goal.kind === 'usage' ? 'Waiting' : 'Needs you', goal).waitFor();
  return thread;
}

export async function orderThread(page: Page, thread: string, command: Params<'thread/command'>['command']): Promise<void> {
  await ask(page, 'thread/command', { thread, id: crypto.randomUUID(), command });
}

/** The goal's row in a group of the thread list. */
export function listed(page: Page, group: 'Needs you' | 'Working' | 'Waiting' | 'Done', { contract }: SmallGoal): Locator {
  return page.getByRole('list', { name: group }).getByRole('button', { name: contract.outcome });
}

export function rowOf(page: Page, { contract }: SmallGoal): Locator {
  return page.getByRole('article', { name: contract.outcome });
}

/** What has the focus, in a word: its row's name, its label or its text. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return 'nothing';
    return element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent.trim();
  })()`) as Promise<string>;
}

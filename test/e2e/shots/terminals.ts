// Terminals: what runs in the background, a shell of one's own, an output that is searched, a host that has died; and the panes that
// they share with the conversation.
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { smallGoal } from '../supportGoal';
import { listed } from '../supportInbox';
import { NEVER_ANSWERED, say, shell } from '../supportModel';
import { begin, openStage, type Stage, until } from './stage';
import { after, thread } from './ways';

const TITLE = 'The import reads every file of the archive';
const SERVER = 'printf "\\033[32mserving\\033[0m on 127.0.0.1:8080\\n"; while read -r line; do echo "heard <$line>"; done';
const ASKS = 'ls --color=always; read -r -p "Overwrite build/index? [y/N] " answer';

export const terminals = () =>
  openStage(
    async (stage) => {
      const goal = stage.own(smallGoal(TITLE, 'import'));
      const leave = { type: 'tool_call', name: 'shell', arguments: { command: SERVER, background: true } } as const;
      await begin(
        stage,
        goal,
        [say('I change two files.'), shell('echo half > src/app.txt; seq 1 400 > src/long-list-of-everything-that-is-read.txt')],
        [
          say(
            'I look at what is left:\n\n- the **reader**, which is in `src/app.txt`\n- the index\n\n```sh\nnpm run import\n```',
          ),
          leave,
        ],
        [shell("seq -f 'file %.0f of 400 reads' 1 400")],
        [say('It asks before it writes over the index.'), shell(ASKS)],
        NEVER_ANSWERED,
        NEVER_ANSWERED,
      );
      await listed(stage.window.page, 'Working', goal).waitFor();
    },
    { env: { SHELL: '/bin/bash' } },
  );

const tab = (page: Page, name: string | RegExp) => page.getByRole('tablist', { name: 'Terminals' }).getByRole('tab', { name });
const shows = (page: Page, text: RegExp) =>
  until(async () => text.test((await page.getByRole('tabpanel').innerText()).replace(/\u00a0/g, ' ')));

export const asks = thread(TITLE, 'Live', async (page) => {
  await tab(page, /^Commands/).click();
  await shows(page, /Overwrite build/);
});

/** A person's keys go to the agent's command. */
export const takenOver = after(asks, async (page) => {
  await page.getByRole('checkbox', { name: 'Type into it' }).check();
  await page.getByText('Your keys go to the agent’s command').waitFor();
});
export async function letGo({ window: { page } }: Stage): Promise<void> {
  await page.getByRole('checkbox', { name: 'Type into it' }).uncheck();
}

export const background = after(asks, async (page) => {
  await tab(page, /^p1/).click();
  await shows(page, /serving/);
});

/** The whole output of a command, searched. */
export const searched = after(asks, async (page) => {
  const list = page.getByRole('list', { name: 'Commands' });
  const closed = list.getByRole('button', { name: /seq -f/, expanded: false });
  if (await closed.isVisible()) await closed.click();
  const output = page.getByRole('region', { name: /^Output of seq/ });
  await output.getByText(/^\d+ lines/).waitFor();
  await output.getByRole('button', { name: 'Find', exact: true }).click();
  await output.getByRole('textbox', { name: 'Find in the output' }).fill('file 300');
  await output.getByRole('search').getByRole('status').getByText('of').waitFor();
});

export const ownShell = after(asks, async (page) => {
  if ((await tab(page, 'Shell 1').count()) === 0) await page.getByRole('button', { name: /^New shell/ }).click();
  await tab(page, 'Shell 1').click();
  await shows(page, /[$#]\s*$/);
  await page.getByRole('tabpanel').locator('textarea').focus();
  await page.keyboard.type('ls -la; echo x > no.txt');
  await page.keyboard.press('Enter');
  await shows(page, /Read-only/);
});

/** Last of its scene: what lived in the host has ended. */
export async function hostDied(stage: Stage): Promise<void> {
  await ownShell(stage);
  process.kill(hostOf(stage), 'SIGKILL');
  const { page } = stage.window;
  await page.getByRole('alert').filter({ hasText: 'The terminal host died' }).waitFor();
  await shows(page, /ended: its terminal host died/);
}

/** The process that holds the terminals, below the app's first. */
function hostOf({ window: { app } }: Stage): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.find((pid) => /node\.mojom\.NodeService/.test(read(pid, 'cmdline')) && isBelow(pid, app.process().pid));
  if (found === undefined) throw new Error('There is no terminal host.');
  return Number(found);
}

function isBelow(pid: string, top: number | undefined): boolean {
  const parent = /^PPid:\s*(\d+)/m.exec(read(pid, 'status'))?.[1] ?? '0';
  return Number(parent) === top || (Number(parent) > 1 && isBelow(parent, top));
}

/** Of a process that has ended meanwhile there is nothing to read. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ElectronApplication, Page } from 'playwright-core';
import { PORT_CHANNEL } from '../../../shared/ipc/push';
import { openWindow } from '../../e2e/harness';
import { ask, openTab } from '../../e2e/support';
import { smallGoal } from '../../e2e/supportGoal';
import { onTerminal, printedOutput } from './output';
import { injectPage, type PageCalls } from './pageCalls';

/** Long enough for a second and more of the fastest figure, short enough for some rounds. */
export const OUTPUT_BYTES = 32_000_000;

/** Nothing is asked of it: no goal is activated. */
export const MODEL = { api: 'responses', model: 'none', baseUrl: 'http://127.0.0.1:9/' } as const;

/** What takes longer than this on any machine hangs. */
export const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 5;

/** The real window with one thread, its live view, and files in its workspace that print. */
export interface BenchWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The workspace. */
  readonly root: string;
  readonly thread: string;
  /** What shells print, by its whole path, and its bytes as a terminal hands them on. */
  readonly file: string;
  readonly printedBytes: number;
  readonly inPage: PageCalls;
  /** A shell of the thread's, opened as a person does, in sight and with the focus. */
  newShell(): Promise<BenchShell>;
  close(): Promise<void>;
}

export interface BenchShell {
  /** Such as `shell-1`. */
  readonly terminal: string;
  /** Of the app's view of it, when it is in sight. */
  readonly selector: string;
  /** Brings its tab into sight, with the focus. */
  show(): Promise<void>;
  /** Types a line; it must have the focus. */
  type(line: string): Promise<void>;
  /** Runs a line and answers with what it printed, which is not seen. */
  ask(line: string): Promise<string>;
  /** Prints the file so many times; resolves with the seconds until the view has parsed everything and answered. */
  flood(times: number): Promise<number>;
}

/** As a shell in the workspace names it. */
export const OUTPUT = 'build/output.txt';

/**
 * Prints FILE so many times, asks the terminal where its cursor is, and takes the answer: a view answers when it has parsed everything
 * before. The times stand in RESULT then.
 */
const FLOOD = `#!/bin/bash
# flood.sh FILE TIMES RESULT
start=$EPOCHREALTIME
for ((n = 0; n < $2; n += 1)); do cat "$1"; done
printf '\\033[6n'; IFS= read -rs -d R _
printf '%s %s' "$start" "$EPOCHREALTIME" > "$3.part"; mv "$3.part" "$3"
`;

/**
 * Prints FILE until it is interrupted, and says so. Ctrl-C cuts the flood anywhere: a lone escape and the `^` of the echo begin a string
 * that no terminal shows, so what is said begins with its end.
 */
const FOREVER = `#!/bin/bash
# forever.sh FILE WORD
trap 'printf "\\033\\134\\n%s\\n" "$2"; exit' INT
while :; do cat "$1"; done
`;

/**
 * A window calls its listeners in the order in which they came, capturing or not, and the app's, which is there from the page's start,
 * closes every port that nobody of its own waits for: so ours is put in before.
 */
const EARLIER_LISTENER = `addEventListener('message', (event) => {
  const [port] = event.ports;
  if (!port || event.data?.type !== ${JSON.stringify(PORT_CHANNEL)} || !String(event.data.ticket).startsWith('bench-')) return;
  event.stopImmediatePropagation();
  globalThis.takeBenchPort?.(event.data.ticket, port);
})`;

export async function openBenchWindow(): Promise<BenchWindow> {
  const goal = smallGoal();
  const { root } = goal.repository;
  const window = await openWindow({ args: FLAGS });
  const { app, page } = window;
  const close = async () => {
    await window.close();
    goal.remove();
  };
  try {
    page.setDefaultTimeout(PATIENCE_MS);
    await page.addInitScript(EARLIER_LISTENER);
    await page.reload();
    const output = printedOutput(OUTPUT_BYTES);
    const file = fillWorkspace(root, output);
    const { thread } = await ask(page, 'thread/create', { workspace: root, contract: goal.contract, model: MODEL });
    await page.getByRole('button', { name: goal.contract.outcome }).first().click();
    await openTab(page, 'Live');
    const inPage = await injectPage(page);
    const printedBytes = onTerminal(output).length;
    const newShell = () => openShell(page, root);
    return { app, page, root, thread, file, printedBytes, inPage, newShell, close };
  } catch (cause) {
    const output = window.output();
    await close();
    throw new Error(`The window could not be prepared.\n${output}`, { cause });
  }
}

/** The view's text is read from the page, where only the DOM renderer leaves it; what has no GPU, as under Xvfb, draws so anyway. */
const FLAGS = ['--disable-3d-apis'];

function fillWorkspace(root: string, output: Uint8Array): string {
  const folder = join(root, 'build');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'flood.sh'), FLOOD);
  writeFileSync(join(folder, 'forever.sh'), FOREVER);
  const file = join(root, OUTPUT);
  writeFileSync(file, output);
  return file;
}

async function openShell(page: Page, root: string): Promise<BenchShell> {
  const tabs = page.locator('[role=tab][data-terminal^="shell-"]');
  const before = await tabs.count();
  await page.getByRole('button', { name: 'New shell' }).click();
  const tab = tabs.nth(before);
  await tab.waitFor();
  const terminal = (await tab.getAttribute('data-terminal')) ?? '';
  const selector = `section[aria-label="Shell ${terminal.slice('shell-'.length)}"]`;
  let asked = 0;
  const show = async () => {
    await tab.click();
    await page.locator(`${selector} .xterm-rows`).waitFor();
    await page.locator(`${selector} textarea.xterm-helper-textarea`).focus();
  };
  const type = async (line: string) => {
    await page.keyboard.insertText(line);
    await page.keyboard.press('Enter');
  };
  const run = async (line: (result: string) => string): Promise<string> => {
    asked += 1;
    const result = join(root, 'build', `${terminal}-${asked}`);
    await type(line(`build/${terminal}-${asked}`));
    return await appeared(result);
  };
  const shell: BenchShell = {
    terminal,
    selector,
    show,
    type,
    ask: (line) => run((result) => `${line} > ${result}.part; mv ${result}.part ${result}`),
    flood: async (times) => secondsOf(await run((result) => `bash build/flood.sh ${OUTPUT} ${times} ${result}`)),
  };
  await show();
  await shell.ask('echo begun');
  return shell;
}

/** From what `flood.sh` noted: two times in seconds. */
function secondsOf(noted: string): number {
  const [start = Number.NaN, end = Number.NaN] = noted.split(' ').map(Number);
  return end - start;
}

/** A file that a shell writes at the end of what it was asked. */
async function appeared(path: string): Promise<string> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!existsSync(path)) {
    if (performance.now() > deadline) throw new Error(`${path} was not written: the shell hangs.`);
    await delay(LOOK_EVERY_MS);
  }
  const text = readFileSync(path, 'utf8');
  rmSync(path);
  return text;
}

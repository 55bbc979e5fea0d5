import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pursue as pursueOnCommandLine } from '../../electron/cli/pursue';
import type { Core } from '../../electron/core';
import type { StoredEvent } from '../../electron/store/eventStore';
import type { HostChannel, HostNews } from '../../electron/terminals/terminals';
import type { EventData } from '../../shared/thread/events';
import { openLawCore } from '../fakes/lawCore';
import { startPtyHost } from '../rigs/ptyHost';

// Kill -9 of the process that holds the terminals, in the middle of a command's output: the turn is told and goes on, and so do its
// next commands.

it('a turn whose command died with the terminal host is told, and its next command runs', async () => {
  const hosts: HostChannel[] = [];
  const { core, workspace, pursue } = await openLawCore({ startPtyHost: () => keep(hosts, startPtyHost()) });
  if (!core.ok) throw new Error(core.error.message);
  const news: HostNews[] = [];
  core.value.terminals.onNews((each) => news.push(each));
  const pursued = pursue({ run: 'exit 9', shell: ['touch begun; yes', 'echo again; exit 4'] });
  while (!existsSync(join(workspace, 'begun'))) await new Promise((resolve) => setImmediate(resolve));
  const [lines, events] = [linesOf(core.value, { json: false }), linesOf(core.value, { json: true })];
  process.kill(hosts[0]?.pid as number, 'SIGKILL');
  await pursued;

  const [told, next] = core.value.store.events('law', 0).flatMap(finished);
  expect(told).toMatchObject({ name: 'shell', status: 'failed', exit: null });
  expect(told?.output).toMatch(
    /^ended with all its children after .+, because the process that holds the terminals died; run it again/,
  );
  expect(told?.output).toContain('[The terminal host died (SIGKILL): the command was ended with it');
  expect(next).toMatchObject({ name: 'shell', status: 'ok', exit: 4, output: expect.stringContaining('again') });
  expect(news).toEqual([
    { state: 'lost', words: 'The terminal host died (SIGKILL). Ended with it: touch begun; yes.' },
    { state: 'back', words: expect.any(String) },
  ]);
  expect((await lines).filter((line) => line.includes('terminal host'))).toEqual([
    '! The terminal host died (SIGKILL). Ended with it: touch begun; yes.',
    '● The terminal host was started again: new terminals work.',
  ]);
  const toldByLine = news.map((each) => ({ type: 'terminal.host', at: expect.any(Number), thread: 'law', ...each }));
  expect((await events).map((line) => JSON.parse(line)).filter(({ type }) => type === 'terminal.host')).toEqual(toldByLine);
});

/** What the command line prints from here on. */
async function linesOf(core: Core, { json }: { readonly json: boolean }): Promise<readonly string[]> {
  const lines: string[] = [];
  const output = { out: (line: string) => void lines.push(line), fault: () => undefined, color: false };
  await pursueOnCommandLine(core, 'law', { json, output, begin: () => undefined });
  return lines;
}

const finished = ({ type, data }: StoredEvent): readonly EventData<'tool.finished'>[] =>
  type === 'tool.finished' ? [data as EventData<'tool.finished'>] : [];

function keep<T>(kept: T[], item: T): T {
  kept.push(item);
  return item;
}

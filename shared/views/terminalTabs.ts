import { t } from '../words/t';
import type { TerminalRow } from './terminalRow';

/** The tabs beside the list of commands: shells until they are put away, and background processes while they live or are looked at. */
export function terminalTabs(rows: readonly TerminalRow[], current: string | null): readonly TerminalRow[] {
  return rows.filter(
    ({ kind, running, terminal }) => kind === 'shell' || (kind === 'process' && (running || terminal === current)),
  );
}

/** The tab that is looked at, or the list of commands where the one that was chosen is gone. */
export function currentTab(tabs: readonly TerminalRow[], chosen: string | null): TerminalRow | undefined {
  return tabs.find(({ terminal }) => terminal === chosen);
}

/** What is looked at when a tab is put away: the one before it; null for the list of commands, which is the first. */
export function tabBefore(tabs: readonly TerminalRow[], gone: string): string | null {
  return tabs[tabs.findIndex(({ terminal }) => terminal === gone) - 1]?.terminal ?? null;
}

/** What a tab is called: `p1`, `Shell 1`. */
export function tabName({ process, title }: TerminalRow): string {
  return process ?? title;
}

/** What a terminal that has ended is marked with: `ended: exit 0`. */
export function endWords({ end }: TerminalRow): string {
  return end === undefined ? t`ended` : end.startsWith('ended') ? end : t`ended: ${end}`;
}

/** Asks before something that runs is ended by closing: a sentence. `running` are names of programs, or a command line. */
export function closingWords(row: TerminalRow, running: readonly string[]): string {
  const names = [...new Set(running)];
  const one = names.length === 1;
  const what = names.join(', ');
  if (row.kind === 'process') return t`The agent left ${what} running. It is ended with all its children, and the agent is told.`;
  return `${what} ${one ? t`runs in it, and is ended` : t`run in it, and are ended`}.`;
}

import { counted, t } from '../words/t';

/** What of the app's data is measured, in the order in which it is shown. */
export const DATA_PARTS = ['log', 'outputs', 'worktrees', 'screens', 'samples', 'window', 'rest'] as const;
export type DataPart = (typeof DATA_PARTS)[number];

/** A part of the data folder as it was measured: apparent bytes, links not followed. */
export interface MeasuredPart {
  readonly part: DataPart;
  readonly path: string;
  readonly bytes: number;
  readonly files: number;
  /** False where it holds more files than were counted. */
  readonly whole: boolean;
}

/** Checkpoints that no evidence, gate or revert cites, by thread. */
export interface Uncited {
  readonly thread: string;
  readonly title: string;
  readonly checkpoints: number;
}

const NAMES: Readonly<Record<DataPart, readonly [name: string, what: string]>> = {
  log: [t`Log`, t`every fact of every thread; goals are folded from it`],
  outputs: [t`Outputs`, t`what commands and checks printed, packed, under its hash; the log names it`],
  worktrees: [t`Worktrees`, t`where goals work apart; each is removed from its thread, More actions, Remove worktree`],
  screens: [t`Screens`, t`the last screens of terminals`],
  samples: [t`Samples`, t`repositories of the sample goals; they are yours to remove once their goals are done`],
  window: [t`Window`, t`Chromium’s own files: places, widths, text not sent yet`],
  rest: [t`Settings and rest`, t`settings, prices, permissions, the encrypted key`],
};

export interface DataRow {
  readonly part: DataPart;
  readonly name: string;
  readonly what: string;
  readonly size: string;
  readonly files: string;
}

export function dataRows(parts: readonly MeasuredPart[]): readonly DataRow[] {
  return parts.map(({ part, bytes, files, whole }) => {
    const [name, what] = NAMES[part];
    const over = (figure: string) => (whole ? figure : t`over ${figure}`);
    return { part, name, what, size: over(bytesText(bytes)), files: over(files.toLocaleString('en-US')) };
  });
}

export function totalBytes(parts: readonly MeasuredPart[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** `812 B`, `41.2 KB`, `1.4 GB`: thousands, as file managers count. */
export function bytesText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;
  const step = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** step;
  return `${step === 0 ? value : value.toFixed(1)} ${units[step]}`;
}

/** `12 checkpoints of 3 threads`. */
export function uncitedWords(uncited: readonly Uncited[]): string {
  const total = uncited.reduce((sum, { checkpoints }) => sum + checkpoints, 0);
  return t`${counted(total, 'checkpoint', 'checkpoints')} of ${counted(uncited.length, 'thread', 'threads')}`;
}

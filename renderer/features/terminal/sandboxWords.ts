import type { ThreadState } from '../../../shared/thread/state';
import { t } from '../../../shared/words/t';

const PROGRAMS: Readonly<Record<string, string>> = { linux: 'bubblewrap', darwin: t`Seatbelt` };

/** `sandbox, no network`: what holds a command, on its head line. */
export function sandboxWords(state: ThreadState): string {
  return t`sandbox, ${network(state)}`;
}

/** `bubblewrap · 3 writable paths · no network`: the same for all of them, once. */
export function boundaryWords(state: ThreadState, platform: string | undefined, missing: boolean): string {
  // What a boundary says holds nothing there.
  if (missing) return t`no sandbox`;
  const paths = state.goal?.contract.boundaries.write.length ?? 0;
  const program = PROGRAMS[platform ?? ''] ?? 'sandbox';
  return [program, t`${paths} writable path${paths === 1 ? '' : 's'}`, network(state)].join(' · ');
}

function network(state: ThreadState): string {
  const hosts = state.goal?.contract.boundaries.hosts.length ?? 0;
  return hosts === 0 ? t`no network` : t`${hosts} host${hosts === 1 ? '' : 's'}`;
}

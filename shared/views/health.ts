import { t } from '../words/t';
import type { Mark } from './shape';

/** What of a machine is tried, in the order in which it is shown. */
export const HEALTH_IDS = [
  ...(['start', 'write', 'secrets', 'network', 'hosts', 'sockets', 'leftovers', 'limits', 'terminal'] as const),
  ...(['git', 'worktrees'] as const),
  ...(['node', 'data', 'disk', 'keychain', 'window'] as const),
] as const;
export type HealthId = (typeof HEALTH_IDS)[number];

/** `limited`: the app works without it, and does less. `untried`: what it rests on has failed already. */
export type HealthState = 'works' | 'limited' | 'fails' | 'untried';

/** One mechanism as it was really tried. `remedy` is the one command, or where no command helps the one sentence, that repairs it. */
export interface HealthFact {
  readonly id: HealthId;
  readonly state: HealthState;
  readonly words: string;
  readonly remedy?: { readonly command: string } | { readonly words: string };
}

/** A fact before anything is known of it. */
export interface HealthRow {
  readonly id: HealthId;
  readonly group: string;
  readonly name: string;
  readonly mark: Mark;
  readonly words: string;
  readonly command: string | null;
  readonly advice: string | null;
}

const SANDBOX = t`Sandbox`;
const GIT = t`Git`;
const MACHINE = t`Machine`;

const NAMES: Readonly<Record<HealthId, readonly [group: string, name: string]>> = {
  start: [SANDBOX, t`Starts`],
  write: [SANDBOX, t`Writing outside`],
  secrets: [SANDBOX, t`Reading secrets`],
  network: [SANDBOX, t`Connecting`],
  hosts: [SANDBOX, t`Allowed hosts`],
  sockets: [SANDBOX, t`Unix sockets`],
  leftovers: [SANDBOX, t`Left processes`],
  limits: [SANDBOX, t`Process limit`],
  terminal: [SANDBOX, t`Terminal inside`],
  git: [GIT, t`Program`],
  worktrees: [GIT, t`Worktrees`],
  node: [MACHINE, t`Node`],
  data: [MACHINE, t`Data folder`],
  disk: [MACHINE, t`Free space`],
  keychain: [MACHINE, t`Keychain`],
  window: [MACHINE, t`Window`],
};

const MARKS: Readonly<Record<HealthState, Mark>> = {
  works: { shape: 'pass', word: t`works` },
  limited: { shape: 'finding', word: t`limited` },
  fails: { shape: 'failed', word: t`fails` },
  untried: { shape: 'draft', word: t`not tried` },
};

/** Every mechanism in its order, those not told of yet as being tried, or as not tried where nothing is under way. */
export function healthRows(facts: readonly HealthFact[], trying: boolean): readonly HealthRow[] {
  const known = new Map(facts.map((fact) => [fact.id, fact]));
  const unknown: Mark = trying ? { shape: 'running', word: t`being tried` } : MARKS.untried;
  return HEALTH_IDS.map((id) => {
    const fact = known.get(id);
    const [group, name] = NAMES[id];
    const { remedy } = fact ?? {};
    return {
      ...{ id, group, name },
      mark: fact ? MARKS[fact.state] : unknown,
      words: fact?.words ?? '',
      command: remedy && 'command' in remedy ? remedy.command : null,
      advice: remedy && 'words' in remedy ? remedy.words : null,
    };
  });
}

/** Whether nothing that a goal needs is missing. */
export function isWell(facts: readonly HealthFact[]): boolean {
  return facts.every(({ state }) => state === 'works' || state === 'limited');
}

/** `all well`, `2 of 15 fail: Connecting, Worktrees`. */
export function healthWords(facts: readonly HealthFact[]): string {
  const failing = facts.filter(({ state }) => state === 'fails').map(({ id }) => NAMES[id].join(': ').toLowerCase());
  if (failing.length > 0) return t`${failing.length} of ${facts.length} fail: ${failing.join(', ')}`;
  const limited = facts.filter(({ state }) => state === 'limited').length;
  return limited === 0 ? t`all well` : t`all well, ${limited} limited`;
}

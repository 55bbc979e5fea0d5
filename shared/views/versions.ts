import { Check } from '../goal/check';
import type { Contract } from '../goal/contract';
import { contractChecks } from '../goal/contract';
import { withoutDefaults } from '../goal/withoutDefaults';
import type { Instant } from '../kernel/ids';
import type { Actor, RecordedEvent } from '../thread/events';
import { t } from '../words/t';
import { checkFormOf } from './checkForm';
import { passesWhen } from './formCheckRows';
import { type DiffRun, wordDiff } from './wordDiff';

/** The events that change a thread's contract. */
export const VERSION_EVENTS = ['goal.drafted', 'goal.edited', 'budget.changed'] as const;

/** A contract as it once stood: who made it so, when, and how. */
export interface ContractVersion {
  /** The event's, by which the version is known. */
  readonly seq: number;
  readonly at: Instant;
  readonly by: Actor;
  readonly how: 'drafted' | 'edited' | 'budget';
  /** What its author said of the change; null where they said nothing. */
  readonly why: string | null;
  readonly revision: number;
  readonly contract: Contract;
}

/** The versions that a thread's events make, newest first. Events of other kinds may be left out. */
export function versionsOf(events: readonly RecordedEvent[]): readonly ContractVersion[] {
  const versions: ContractVersion[] = [];
  for (const event of events) {
    const { seq, at } = event;
    const last = versions.at(-1);
    if (event.type === 'goal.drafted' || event.type === 'goal.edited') {
      const { by, contract, revision } = event.data;
      const said =
        event.type === 'goal.drafted'
          ? ({ how: 'drafted', why: null } as const)
          : ({ how: 'edited', why: event.data.why ?? null } as const);
      versions.push({ seq, at, by, ...said, revision, contract });
    } else if (event.type === 'budget.changed' && last) {
      const contract = { ...last.contract, budget: event.data.budget };
      versions.push({ seq, at, by: event.data.by, how: 'budget', why: null, revision: last.revision, contract });
    }
  }
  return versions.reverse();
}

/** What of one part became another. */
export interface PartChange {
  readonly part: string;
  readonly runs: readonly DiffRun[];
}

/** What changed between two contracts, part by part in the form's order, word by word; a check or a constraint by itself. */
export function partChanges(before: Contract | null, after: Contract): readonly PartChange[] {
  const was = before ? partTexts(before) : new Map<string, string>();
  const is = partTexts(after);
  const parts = [...new Set([...is.keys(), ...was.keys()])];
  return parts.flatMap((part) => {
    const [from, to] = [was.get(part) ?? '', is.get(part) ?? ''];
    return from === to ? [] : [{ part, runs: wordDiff(from, to) }];
  });
}

/** `Outcome, check p95 and budget`: which parts a version changed. */
export function changeWords(changes: readonly PartChange[]): string {
  const names = changes.map(({ part }) => part);
  if (names.length === 0) return t`Nothing changed`;
  const [first = '', ...rest] = names.slice(0, MOST_NAMES);
  const more = names.length - MOST_NAMES;
  const all = [first, ...rest.map((name) => lowered(name)), ...(more > 0 ? [t`${more} more`] : [])];
  return all.length === 1 ? first : t`${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}

/** Parts that are named in a row's sentence; the rest are counted. */
const MOST_NAMES = 4;

function lowered(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

/** Every part of a contract as a text, in the form's order. Parts that say nothing are left out. */
function partTexts(contract: Contract): Map<string, string> {
  const { boundaries, blocked, budget } = contract;
  const lines = (items: readonly string[]) => items.join('\n');
  const texts: readonly (readonly [string, string])[] = [
    [t`Outcome`, contract.outcome],
    [t`Constraints`, lines(contract.constraints.map(({ text }) => text))],
    [t`Writable paths`, lines(boundaries.write)],
    [t`Hidden paths`, lines(boundaries.hide)],
    [t`Protected files`, lines(contract.protect)],
    [t`Hosts`, lines(boundaries.hosts)],
    [t`Sockets`, boundaries.sockets ? t`Unix sockets may be used` : ''],
    [t`Tools`, boundaries.tools ? lines(boundaries.tools) : ''],
    [t`Command limits`, named(boundaries.limits ?? {})],
    [t`Iteration policy`, contract.iteration],
    [t`Blocked stop`, blocked.report],
    [t`Same failure`, String(blocked.sameFailure)],
    [t`Budget`, named(budget)],
    ...contractChecks(contract).map(({ check, role }): [string, string] => [t`Check ${check.id}`, checkText(check, role)]),
    [t`Acceptance`, contract.accept === 'user' ? t`by you` : t`by the gate`],
    [t`Quota`, contract.resume === 'user' ? t`waits for you` : t`goes on by itself`],
    [t`Evidence standard`, contract.research?.standard ?? ''],
    [t`Objective`, contract.objective],
  ];
  return new Map(texts.filter(([, text]) => text !== ''));
}

function named(limits: Readonly<Record<string, number | undefined>>): string {
  return Object.entries(limits)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${LIMIT_NAMES[name] ?? name} ${value.toLocaleString('en-US')}`]))
    .join('\n');
}

const LIMIT_NAMES: Readonly<Record<string, string>> = {
  tokens: t`tokens`,
  usd: t`US dollars`,
  minutes: t`active minutes`,
  turns: t`turns`,
  processes: t`processes`,
  memoryMb: t`MB of memory`,
  fileMb: t`MB a file`,
};

/** What it is for and what passes, then every setting that is not the usual one. */
function checkText(check: Check, role: 'verification' | 'constraint'): string {
  const { id: _known, kind, ...settings } = withoutDefaults(Check, check) as Record<string, unknown>;
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const purpose = role === 'verification' ? t`for the outcome` : t`for a constraint`;
  return [t`${String(kind)}, ${purpose}, passes when ${passesWhen(checkFormOf(check))}`, ...lines].join('\n');
}

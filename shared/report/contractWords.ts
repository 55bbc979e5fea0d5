import type { Contract } from '../goal/contract';
import type { Revision } from './report';

/** One named value of a contract, as a reader sees it. */
export interface Field {
  readonly name: string;
  readonly text: string;
}

/** A check, or any other part of a contract, field by field, so that what a later version adds is shown too. Empty fields are left out. */
export function fieldsOf(part: object, without: readonly string[]): readonly Field[] {
  return Object.entries(part).flatMap(([name, value]) => {
    const text = valueText(value);
    return without.includes(name) || text === '' ? [] : [{ name, text }];
  });
}

/** `times: 5, judge: median`; a list with commas; nothing for what is empty. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, item]) => [name, valueText(item)] as const)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name}: ${text}`)
    .join(', ');
}

export interface ContractChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What a revision changed of the one before it, part by part. */
export function contractChanges(before: Contract, after: Contract): readonly ContractChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Contract>;
  return [...names].flatMap((name) => {
    const [was, is] = [JSON.stringify(before[name]), JSON.stringify(after[name])];
    return was === is ? [] : [{ name, before: valueText(before[name]), after: valueText(after[name]) }];
  });
}

/** Every revision with its changes; the first has none. */
export function revisionChanges(revisions: readonly Revision[]): readonly (readonly ContractChange[])[] {
  return revisions.map((revision, index) => {
    const before = revisions[index - 1];
    return before ? contractChanges(before.contract, revision.contract) : [];
  });
}

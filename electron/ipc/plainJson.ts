/** More than any honest call holds: two contracts of the largest size, and room for their quoting. */
export const MAX_CHARACTERS = 4_000_000;

/** Lists and objects of an honest call are few; this many values are parsed in some milliseconds. */
export const MAX_VALUES = 50_000;

/** A contract is six levels deep. */
export const MAX_DEPTH = 32;

/**
 * Why a value from a window is not looked at further, or undefined where it is plain JSON of bounded size. Structured cloning lets
 * through cycles, dates, maps and buffers of any length; none of them reaches a schema.
 */
export function notPlainJson(value: unknown): string | undefined {
  const left = { characters: MAX_CHARACTERS, values: MAX_VALUES };
  return faultIn(value, left, MAX_DEPTH);
}

interface Allowance {
  characters: number;
  values: number;
}

function faultIn(value: unknown, left: Allowance, depth: number): string | undefined {
  left.values -= 1;
  if (left.values < 0) return 'holds too many values';
  if (depth < 0) return 'is nested too deeply';
  if (typeof value === 'string') return spend(value, left);
  if (value === undefined || value === null || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'holds a number that JSON has not';
  if (Array.isArray(value)) return faultInList(value, left, depth);
  return isPlainObject(value) ? faultInObject(value, left, depth) : 'holds something else than plain values';
}

function spend(text: string, left: Allowance): string | undefined {
  left.characters -= text.length;
  return left.characters < 0 ? 'is too large' : undefined;
}

function faultInList(list: readonly unknown[], left: Allowance, depth: number): string | undefined {
  // A sparse list of any length costs its sender nothing.
  if (list.length > left.values) return 'holds too many values';
  for (const item of list) {
    const fault = faultIn(item, left, depth - 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultInObject(object: object, left: Allowance, depth: number): string | undefined {
  for (const [key, item] of Object.entries(object)) {
    if (key === '__proto__') return 'holds a key that is not allowed';
    const fault = spend(key, left) ?? faultIn(item, left, depth - 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

import type { ValuePath } from '../schemaAt';

/** A change to a contract's document: the value at a place, or one more entry of the list there. */
export type Edit =
  | { readonly kind: 'set'; readonly path: ValuePath; readonly value: unknown }
  | { readonly kind: 'add'; readonly path: ValuePath; readonly value: unknown };

/** The document after the edits; what is not yet there on the way is made. The document that was given stays as it was. */
export function applyEdits(document: unknown, edits: readonly Edit[]): unknown {
  return edits.reduce((changed, edit) => applyAt(changed, edit.path, edit), document);
}

function applyAt(value: unknown, path: ValuePath, edit: Edit): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return edit.kind === 'set' ? edit.value : [...entries(value), edit.value];
  if (typeof key === 'number') {
    const list = [...entries(value)];
    list[key] = applyAt(list[key], rest, edit);
    return list;
  }
  const known = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return { ...known, [key]: applyAt((known as Record<string, unknown>)[key], rest, edit) };
}

function entries(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function setTo(path: ValuePath, value: unknown): Edit {
  return { kind: 'set', path, value };
}

export function added(path: ValuePath, value: unknown): Edit {
  return { kind: 'add', path, value };
}

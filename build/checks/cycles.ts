import type { Module } from './modules';

/**
 * Groups of files that import each other in a circle, types included, each as one closed path (first and last are the same file).
 * Tarjan's components, each shown by a shortest circle through its first file.
 */
export function cyclesOf(modules: readonly Module[]): readonly (readonly string[])[] {
  const graph = graphOf(modules);
  return components(graph)
    .map((files) => circle(graph, files))
    .filter((path) => path.length > 0);
}

type Graph = ReadonlyMap<string, readonly string[]>;

function graphOf(modules: readonly Module[]): Graph {
  const known = new Set(modules.map((module) => module.path));
  const next = (module: Module): readonly string[] =>
    module.edges.flatMap(({ target }) => (target.kind === 'file' && known.has(target.path) ? [target.path] : []));
  return new Map(modules.map((module) => [module.path, next(module)]));
}

function components(graph: Graph): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const open = new Set<string>();
  const found: string[][] = [];
  const enter = (file: string): void => {
    const mine = index.size;
    index.set(file, mine);
    low.set(file, mine);
    stack.push(file);
    open.add(file);
    for (const next of graph.get(file) ?? []) {
      if (!index.has(next)) enter(next);
      if (open.has(next)) low.set(file, Math.min(low.get(file) ?? mine, low.get(next) ?? mine));
    }
    if (low.get(file) === mine) found.push(leave(file));
  };
  const leave = (first: string): string[] => {
    const group = stack.splice(stack.indexOf(first));
    for (const file of group) open.delete(file);
    return group;
  };
  for (const file of graph.keys()) if (!index.has(file)) enter(file);
  return found;
}

/** A shortest way from the component's first file back to itself; empty when there is none. */
function circle(graph: Graph, files: readonly string[]): readonly string[] {
  const first = [...files].sort()[0] ?? '';
  const inside = new Set(files);
  const paths: (readonly string[])[] = [[first]];
  const visited = new Set<string>();
  for (const path of paths) {
    for (const next of graph.get(path.at(-1) ?? '') ?? []) {
      if (next === first) return [...path, first];
      if (!inside.has(next) || visited.has(next)) continue;
      visited.add(next);
      paths.push([...path, next]);
    }
  }
  return [];
}

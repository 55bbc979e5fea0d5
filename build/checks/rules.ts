import type { Edge, Module, Target } from './modules';
import { isDoor, type Place, placeOf, SHARED_ROOMS } from './places';

export interface Violation {
  readonly rule: string;
  readonly path: string;
  readonly message: string;
}

/** One import seen from both ends. `to` is where a file target stands. */
interface Crossing {
  readonly path: string;
  readonly from: Place;
  readonly edge: Edge;
  readonly target: Target;
  readonly to: Place | undefined;
}

interface Rule {
  readonly name: string;
  /** A sentence for people when the import breaks the rule, else undefined. */
  readonly look: (crossing: Crossing) => string | undefined;
}

// What a room that does no I/O itself may still take from Node: pure helpers and timers.
const ENGINE_NODE = new Set([
  'assert',
  'async_hooks',
  'buffer',
  'crypto',
  'events',
  'path',
  'perf_hooks',
  'timers',
  'timers/promises',
  'url',
  'util',
]);

// The only places that run inside Electron's own process; all else must start under plain Node.
const ELECTRON_ROOMS = new Set(['app', 'ipc']);

/** The roots that run under plain Node too. */
const HEADLESS_ROOTS = new Set(['core', 'cli', 'ptyHost']);

const RULES: readonly Rule[] = [
  { name: 'shared-order', look: sharedOrder },
  { name: 'shared-is-pure', look: sharedIsPure },
  { name: 'rooms-apart', look: roomsApart },
  { name: 'roots-on-top', look: rootsOnTop },
  { name: 'engine-does-no-io', look: engineDoesNoIo },
  { name: 'renderer-sees-shared', look: rendererSeesShared },
  { name: 'features-apart', look: featuresApart },
  { name: 'electron-module', look: electronModule },
  { name: 'preload-is-thin', look: preloadIsThin },
  { name: 'headless-without-window', look: headlessWithoutWindow },
  { name: 'product-alone', look: productAlone },
  { name: 'sample-alone', look: sampleAlone },
  { name: 'names-are-literal', look: namesAreLiteral },
];

/** What a module's imports break. Tests may reach into every room; what they import must only exist (see `faultsOf`). */
export function violationsOf(module: Module): readonly Violation[] {
  const from = placeOf(module.path);
  if (from.kind === 'test') return [];
  const crossings = module.edges.map((edge) => crossingOf(module.path, from, edge));
  return crossings.flatMap((crossing) => RULES.flatMap((rule) => report(rule, crossing)));
}

function crossingOf(path: string, from: Place, edge: Edge): Crossing {
  return { path, from, edge, target: edge.target, to: edge.target.kind === 'file' ? placeOf(edge.target.path) : undefined };
}

function report(rule: Rule, crossing: Crossing): readonly Violation[] {
  const message = rule.look(crossing);
  return message === undefined ? [] : [{ rule: rule.name, path: crossing.path, message }];
}

function sharedOrder({ from, to, target }: Crossing): string | undefined {
  if (from.kind !== 'shared' || to?.kind !== 'shared') return undefined;
  const order: readonly string[] = SHARED_ROOMS;
  return order.indexOf(to.room) <= order.indexOf(from.room)
    ? undefined
    : `shared/${from.room} must not import ${nameOf(target)}, a later room`;
}

function sharedIsPure({ from, to, target }: Crossing): string | undefined {
  if (from.kind !== 'shared' || to?.kind === 'shared' || nameOf(target) === 'zod') return undefined;
  return `shared/ imports only shared/ and zod, not ${nameOf(target)}`;
}

function roomsApart({ from, to, target, edge }: Crossing): string | undefined {
  if (from.kind !== 'electron' || to?.kind !== 'electron' || from.room === to.room) return undefined;
  if (edge.typeOnly && isDoor(nameOf(target))) return undefined;
  return `electron/${from.room} may import no more of another room than the types of its door, not ${nameOf(target)}`;
}

function rootsOnTop({ from, to, target }: Crossing): string | undefined {
  if (to?.kind !== 'root') return undefined;
  const allowed =
    from.kind === 'root' && (from.name === to.name || (to.name === 'core' && (from.name === 'cli' || from.name === 'main')));
  return allowed ? undefined : `nothing but a door above it imports ${nameOf(target)}`;
}

function engineDoesNoIo({ from, target }: Crossing): string | undefined {
  if (from.kind !== 'electron' || from.room !== 'engine') return undefined;
  if (target.kind === 'node') return ENGINE_NODE.has(target.name) ? undefined : `the engine does no I/O: not node:${target.name}`;
  return target.kind === 'package' && target.name !== 'zod'
    ? `the engine does no I/O: not the package ${target.name}`
    : undefined;
}

function rendererSeesShared({ from, to, target }: Crossing): string | undefined {
  if (from.kind !== 'renderer') return undefined;
  const outside = target.kind === 'node' || (to !== undefined && to.kind !== 'renderer' && to.kind !== 'shared');
  return outside ? `the renderer sees shared/ and itself, not ${nameOf(target)}` : undefined;
}

function featuresApart({ from, to, target }: Crossing): string | undefined {
  if (from.kind !== 'renderer' || to?.kind !== 'renderer') return undefined;
  if (from.feature === undefined || to.feature === undefined || from.feature === to.feature) return undefined;
  return `a feature imports no other feature, as ${from.feature} does with ${nameOf(target)}`;
}

function electronModule({ from, target }: Crossing): string | undefined {
  if (target.kind !== 'package' || target.name !== 'electron') return undefined;
  const root = from.kind === 'root' && (from.name === 'main' || from.name === 'preload');
  const room = from.kind === 'electron' && ELECTRON_ROOMS.has(from.room);
  const tool = from.kind === 'build' || from.kind === 'config';
  return root || room || tool ? undefined : 'the electron module is only for main, preload, electron/app and electron/ipc';
}

/** A sandboxed preload has neither Node nor packages: what it imports is bundled into one small file. */
function preloadIsThin({ from, to, target }: Crossing): string | undefined {
  if (from.kind !== 'root' || from.name !== 'preload' || to?.kind === 'shared' || nameOf(target) === 'electron') return undefined;
  return `the preload imports only shared/ and electron, not ${nameOf(target)}`;
}

function headlessWithoutWindow({ from, to, target, edge }: Crossing): string | undefined {
  if (from.kind !== 'root' || !HEADLESS_ROOTS.has(from.name) || edge.typeOnly) return undefined;
  const window = to?.kind === 'electron' && ELECTRON_ROOMS.has(to.room);
  return window ? `core, command line and pty host start without Electron: not ${nameOf(target)}` : undefined;
}

function productAlone({ from, to, target }: Crossing): string | undefined {
  if (!['shared', 'electron', 'root', 'renderer'].includes(from.kind) || to === undefined) return undefined;
  const outside = ['test', 'build', 'bin', 'sample', 'out', 'config'].includes(to.kind);
  return outside ? `the product does not import ${nameOf(target)}` : undefined;
}

function sampleAlone({ from, to, target }: Crossing): string | undefined {
  if (from.kind !== 'sample' || target.kind === 'node' || to?.kind === 'sample') return undefined;
  return `the sample is copied elsewhere and imports only Node and itself, not ${nameOf(target)}`;
}

function namesAreLiteral({ from, target }: Crossing): string | undefined {
  const product = from.kind === 'shared' || from.kind === 'electron' || from.kind === 'root' || from.kind === 'renderer';
  return product && target.kind === 'computed' ? 'an import by a computed name cannot be checked' : undefined;
}

function nameOf(target: Target): string {
  if (target.kind === 'file') return target.path;
  if (target.kind === 'computed') return 'a computed name';
  return target.kind === 'node' ? `node:${target.name}` : target.name;
}

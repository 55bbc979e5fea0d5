/** Where in the house of DESIGN.md §4 a file stands. */
export type Place =
  | { readonly kind: 'shared'; readonly room: string }
  | { readonly kind: 'electron'; readonly room: string }
  | { readonly kind: 'root'; readonly name: Root }
  | { readonly kind: 'renderer'; readonly feature: string | undefined }
  | { readonly kind: 'test' | 'build' | 'bin' | 'sample' | 'out' | 'config' | 'unknown' };

/** The composition roots: what may know several rooms. */
export type Root = 'core' | 'cli' | 'main' | 'preload' | 'ptyHost';

/** Each shared room imports only itself and the rooms before it. */
export const SHARED_ROOMS = [
  'words',
  'kernel',
  'workspace',
  'budget',
  'goal',
  'evidence',
  'provider',
  'tools',
  'thread',
  'continuation',
  'terminal',
  'views',
  'report',
  'ipc',
] as const;

const ROOT_FILE = /^electron\/(core|cli|main|preload|ptyHost)\.[cm]?ts$/;

export function placeOf(path: string): Place {
  if (/\.test\.[cm]?[jt]sx?$/.test(path) && !path.startsWith('sample/')) return { kind: 'test' };
  const [top = '', second = '', third = ''] = path.split('/');
  if (!path.includes('/')) return { kind: /\.config\.[cm]?[jt]s$/.test(path) ? 'config' : 'unknown' };
  if (top === 'shared') return sharedPlace(second);
  if (top === 'renderer') return { kind: 'renderer', feature: second === 'features' ? third : undefined };
  if (top === 'electron') return electronPlace(path, second);
  return isPlain(top) ? { kind: top } : { kind: 'unknown' };
}

function sharedPlace(room: string): Place {
  const rooms: readonly string[] = SHARED_ROOMS;
  return rooms.includes(room) ? { kind: 'shared', room } : { kind: 'unknown' };
}

function electronPlace(path: string, second: string): Place {
  const root = ROOT_FILE.exec(path)?.[1];
  if (root !== undefined) return { kind: 'root', name: root as Root };
  // Both outgrow one file: what is split off stands in a folder of the same name, under the same rule.
  if (second === 'cli' || second === 'core') return { kind: 'root', name: second };
  return path.split('/').length > 2 ? { kind: 'electron', room: second } : { kind: 'unknown' };
}

function isPlain(top: string): top is 'test' | 'build' | 'bin' | 'sample' | 'out' {
  return ['test', 'build', 'bin', 'sample', 'out'].includes(top);
}

// Further doors of rooms that hold several subjects, beside the file named like its room.
const FURTHER_DOORS = new Set([
  'electron/goalFiles/contractFile.ts',
  'electron/providers/registry.ts',
  'electron/providers/scripted.ts',
  'electron/pty/pipes.ts',
  'electron/sandbox/policy.ts',
  'electron/sandbox/environment.ts',
  'electron/store/eventStore.ts',
  'electron/store/blobStore.ts',
  'electron/store/owner.ts',
]);

/** The files of a room in electron/ whose types other rooms may import: the one named like the room, every port, and a few more. */
export function isDoor(path: string): boolean {
  const [, room = '', file = ''] = path.split('/');
  return room === 'ports' || file === `${room}.ts` || FURTHER_DOORS.has(path);
}

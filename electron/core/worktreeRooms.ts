import { mkdir, readFile, realpath, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isInside } from '../sandbox/paths';

/**
 * Rooms that worktrees are made in, all of them made beforehand: what a command cannot see is fixed when it starts, and it may run
 * for hours, so a folder that comes later could not be hidden from it. Each costs other goals' commands one mount (some 30 µs).
 */
const ROOMS = 32;

/** What a room says of itself, so that one that a crash left half made is known again. */
export interface RoomOwner {
  readonly thread: string;
  /** A worktree in which nothing has worked yet may be made anew. */
  readonly step: 'making' | 'made';
  readonly root: string;
  /** The tree that it began with. */
  readonly from: string;
}

export interface Room {
  readonly folder: string;
  readonly owner: RoomOwner;
}

/**
 * Where the app keeps the worktrees of goals: `<data>-worktrees`, beside the data folder and not in it, because nothing in there may
 * be read by a goal's commands, also not what is written there after they began. Only this class makes and frees rooms.
 */
export class WorktreeRooms {
  readonly #folder: string;
  #ready: Promise<string> | undefined;

  constructor(dataDir: string) {
    this.#folder = `${dataDir}-worktrees`;
  }

  /** The real path of the folder of all rooms, which are there from now on. */
  ready(): Promise<string> {
    this.#ready ??= this.#make();
    return this.#ready;
  }

  async #make(): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const real = await realpath(this.#folder);
    await Promise.all(roomsOf(real).map((room) => mkdir(room, { recursive: true, mode: 0o700 })));
    return real;
  }

  /** What the commands of a goal that works in `root` may not see: all rooms but its own. */
  async hiddenFrom(root: string): Promise<readonly string[]> {
    const folder = await this.ready();
    return isInside(root, folder) ? roomsOf(folder).filter((room) => !isInside(root, room)) : [folder];
  }

  /** The rooms that a thread has. */
  async of(thread: string): Promise<readonly Room[]> {
    const rooms = await Promise.all(
      roomsOf(await this.ready()).map(async (folder) => ({ folder, owner: await ownerOf(folder) })),
    );
    return rooms.flatMap(({ folder, owner }) => (owner?.thread === thread ? [{ folder, owner }] : []));
  }

  /** Takes a free room for a worktree of the folder `source`; undefined where all are taken. */
  async claim(thread: string, source: string, from: string): Promise<Room | undefined> {
    for (const folder of roomsOf(await this.ready())) {
      const owner: RoomOwner = { thread, step: 'making', root: join(folder, 'work', basename(source)), from };
      if (await isForsaken(folder)) await emptied(folder);
      if (await claimed(folder, owner)) return { folder, owner };
    }
    return undefined;
  }

  /** The worktree is whole: from now on it is never made anew. */
  async settle({ folder, owner }: Room): Promise<void> {
    await writeFile(ownerFile(folder), ownerText({ ...owner, step: 'made' }));
  }

  /** Frees the room that holds `root`, whose worktree is gone. */
  async free(root: string): Promise<void> {
    const folder = roomsOf(await this.ready()).find((room) => isInside(root, room));
    if (folder !== undefined && !(await isThere(root))) await emptied(folder);
  }

  /** The room that holds `root`, where it is a room of this thread's; undefined otherwise. */
  async roomOf(thread: string, root: string): Promise<Room | undefined> {
    return (await this.of(thread)).find(({ owner }) => owner.root === root);
  }
}

/** How many worktrees can be kept at the same time. */
export const MOST_WORKTREES = ROOMS;

function roomsOf(folder: string): readonly string[] {
  return Array.from({ length: ROOMS }, (_, index) => join(folder, String(index + 1).padStart(2, '0')));
}

const ownerFile = (folder: string) => join(folder, 'owner.json');
const ownerText = (owner: RoomOwner) => `${JSON.stringify(owner)}\n`;

async function ownerOf(folder: string): Promise<RoomOwner | undefined> {
  try {
    return JSON.parse(await readFile(ownerFile(folder), 'utf8')) as RoomOwner;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
}

/** A room whose worktree was removed before the room could be freed. */
async function isForsaken(folder: string): Promise<boolean> {
  const owner = await ownerOf(folder);
  return owner !== undefined && owner.step === 'made' && !(await isThere(owner.root));
}

/** Its own marks, and the empty folder round the worktree; never a worktree. */
async function emptied(folder: string): Promise<void> {
  await rmdir(join(folder, 'work')).catch(onlyOccupied);
  await rm(ownerFile(folder), { force: true });
}

/** What else somebody put there is not ours to take away. */
function onlyOccupied(thrown: NodeJS.ErrnoException): void {
  if (thrown.code !== 'ENOENT' && thrown.code !== 'ENOTEMPTY') throw thrown;
}

async function claimed(folder: string, owner: RoomOwner): Promise<boolean> {
  try {
    await writeFile(ownerFile(folder), ownerText(owner), { flag: 'wx' });
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw thrown;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw thrown;
  }
}

// Takes the pictures of the table, one after the other, and says how far it is. One that fails is named, and the others are taken.
import { join } from 'node:path';
import type { Stage } from './shots/stage';
import { TABLE } from './shots/table';
import { type Picture, picturesOf, readmePictureOf, type Scene, type View } from './shots/view';
import { dress, putAway, shoot } from './studio';

export interface ShotsOptions {
  /** A folder that is there. */
  readonly folder: string;
  /** Beginnings of names of scenes and views; of all of them where there is none. */
  readonly only: readonly string[];
  /** README.md's pictures instead of all others. */
  readonly readme: boolean;
  readonly say: (line: string) => void;
}

export interface Shots {
  /** Names of files, in the order in which they were taken. */
  readonly taken: readonly string[];
  /** Pictures that could not be taken, each with why. */
  readonly failed: readonly string[];
}

/** Throws nothing for a picture that cannot be taken: it is among those that failed. */
export async function takeShots(options: ShotsOptions): Promise<Shots> {
  const wanted = TABLE.flatMap((scene) => wantedOf(scene, options));
  const album = openAlbum(options, wanted.flatMap(({ views }) => views.flatMap(({ pictures }) => pictures)).length);
  for (const scene of wanted) await takeScene(scene, album);
  return album;
}

interface WantedView {
  readonly view: View;
  readonly pictures: readonly Picture[];
}

interface WantedScene {
  readonly scene: Scene;
  readonly views: readonly WantedView[];
}

function wantedOf(scene: Scene, { only, readme }: ShotsOptions): readonly WantedScene[] {
  const isWanted = ({ name }: View) => only.length === 0 || only.some((word) => name.startsWith(word) || scene.name === word);
  const pictures = readme ? readmePictureOf : picturesOf;
  const views = scene.views.filter(isWanted).map((view) => ({ view, pictures: pictures(view) }));
  const pictured = views.filter((view) => view.pictures.length > 0);
  return pictured.length === 0 ? [] : [{ scene, views: pictured }];
}

async function takeScene({ scene, views }: WantedScene, album: Album): Promise<void> {
  album.say(`${scene.name} is made ready`);
  let stage: Stage;
  try {
    stage = await scene.stage();
  } catch (thrown) {
    for (const { pictures } of views) album.fail(pictures, thrown);
    return;
  }
  try {
    for (const view of views) await takeView(stage, view, album);
  } finally {
    await stage.close().catch((thrown: unknown) => album.note(`${scene.name} could not be closed`, thrown));
  }
}

async function takeView(stage: Stage, { view, pictures }: WantedView, album: Album): Promise<void> {
  const { page } = stage.window;
  const left = [...pictures];
  try {
    await putAway(page);
    // As large as it is pictured: what opens over the page finds its place there.
    if (pictures[0]) await dress(stage.window, pictures[0].look);
    await view.open(stage);
    for (const picture of pictures) {
      if (!view.told) await putAway(page);
      await dress(stage.window, picture.look);
      await view.settle?.(page);
      await shoot(stage.window, picture.look, album.fileOf(picture));
      album.took(picture);
      left.shift();
    }
    await view.leave?.(stage);
  } catch (thrown) {
    album.fail(left, thrown);
    if (left.length === 0) album.note(`${view.name} after its pictures`, thrown);
    // What it has left open must not be in the next one's way.
    await view.leave?.(stage).catch((also: unknown) => album.note(`${view.name} could not be left`, also));
    await page.reload();
  }
}

interface Album extends Shots {
  fileOf(picture: Picture): string;
  took(picture: Picture): void;
  fail(pictures: readonly Picture[], thrown: unknown): void;
  /** Something else that went wrong. */
  note(what: string, thrown: unknown): void;
  say(line: string): void;
}

function openAlbum({ folder, say }: ShotsOptions, count: number): Album {
  const taken: string[] = [];
  const failed: string[] = [];
  let done = 0;
  const note = (what: string, thrown: unknown) => {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    failed.push(`${what}: ${why}`);
    say(`FAILED ${what}: ${why}`);
  };
  return {
    taken,
    failed,
    say,
    note,
    fileOf: ({ name }) => join(folder, `${name}.png`),
    took: ({ name }) => {
      taken.push(`${name}.png`);
      say(`${++done} of ${count} ${name}`);
    },
    fail: (pictures, thrown) => {
      for (const { name } of pictures) note(`${++done} of ${count} ${name}`, thrown);
    },
  };
}

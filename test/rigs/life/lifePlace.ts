import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryAt } from '../../../electron/git/testRepository';

/**
 * The folder of one recorded life: the workspace under git, the app's data, and the world's own memory of what was really done. All
 * of it is files, so that a copy taken around a commit is what kill -9 would leave there. `.git` alone is not copied: objects and
 * our hidden refs are only ever added to it, and one that is there too early harms nobody.
 */
export interface LifePlace {
  readonly root: string;
  readonly workspace: string;
  readonly data: string;
  /** Remembers that something was done in the world; the app never reads it. */
  note(deed: string): void;
  deeds(): readonly string[];
  /** Copies everything to `image`, which is outside the place. */
  copyTo(image: string): void;
  /** Makes the place what it was when `image` was taken. */
  putBack(image: string): void;
}

export function lifePlace(root: string): LifePlace {
  const [workspace, data, world] = [join(root, 'work'), join(root, 'data'), join(root, 'world.log')];
  const git = join(workspace, '.git');
  return {
    root,
    workspace,
    data,
    note: (deed) => appendFileSync(world, `${deed}\n`),
    deeds: () => (existsSync(world) ? readFileSync(world, 'utf8').trimEnd().split('\n') : []),
    copyTo: (image) => cpSync(root, image, { recursive: true, filter: (path) => path !== git }),
    putBack: (image) => {
      for (const path of [data, world, ...readdirSync(workspace).map((name) => join(workspace, name))])
        if (path !== git) rmSync(path, { recursive: true, force: true });
      cpSync(image, root, { recursive: true });
    },
  };
}

/** A repository of one commit in which the answer is still wrong; without hooks and samples, which would only be copied about. */
export function makePlace(root: string): LifePlace {
  const place = lifePlace(root);
  mkdirSync(place.workspace, { recursive: true });
  mkdirSync(place.data);
  const repository = repositoryAt(place.workspace, root);
  writeFileSync(join(place.workspace, 'answer.txt'), '1\n');
  repository.write('test/rule.txt', 'rule\n');
  repository.git('init', '-q', '-b', 'main', '--template=');
  repository.git('add', '-A');
  repository.git('commit', '-q', '-m', 'first');
  return place;
}

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** For tests of the checks: a git repository in a temporary folder that holds exactly these files. */
export interface PlantedTree {
  readonly root: string;
  plant(files: Readonly<Record<string, string>>): void;
  remove(): void;
}

const MANIFEST = JSON.stringify({
  dependencies: { zod: '4', openai: '6', '@scope/part': '1' },
  devDependencies: { electron: '1' },
});

export function plantTree(files: Readonly<Record<string, string>>): PlantedTree {
  const root = mkdtempSync(join(tmpdir(), 'goalpost checks-'));
  spawnSync('git', ['init', '-q', root]);
  const plant = (more: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(more)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  plant({ 'package.json': MANIFEST, '.gitignore': 'node_modules/\nout/\n', ...files });
  return { root, plant, remove: () => rmSync(root, { recursive: true, force: true }) };
}

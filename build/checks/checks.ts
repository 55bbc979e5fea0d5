import { layers } from './layers';
import { LONG_LINES, MOST_LINES, sizes } from './sizes';

/** A step of `npm run check`: the verdict, and what people should read of it. */
export interface Verdict {
  readonly ok: boolean;
  readonly report: string;
}

/** Layers and sizes of the tree at `root`. A check that saw no file, or fewer than git names, has failed. */
export async function check(root: string): Promise<Verdict> {
  const layer = layers(root);
  const size = sizes(root);
  const faults = [
    ...layer.violations.map(({ rule, path, message }) => `  ${path}: ${message} [${rule}]`),
    ...new Set([...layer.unseen, ...size.unseen].map((path) => `  ${path}: named by git, but not seen by this check`)),
    ...size.tooLong.map(({ path, lines }) => `  ${path}: ${lines} lines, more than ${MOST_LINES}: split it by subject`),
    ...(layer.seen === 0 || size.seen === 0 ? ['  no source file was seen'] : []),
  ];
  const notes = size.long.map(
    ({ path, lines }) => `  ${path}: ${lines} lines, more than ${LONG_LINES}: look for the second subject`,
  );
  return { ok: faults.length === 0, report: [`  ${layer.seen} files seen`, ...faults, ...notes].join('\n') };
}

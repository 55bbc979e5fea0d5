/** A place in a file that a program has printed. */
export interface FileLink {
  /** Of the text that names it: from and to, the end left out. */
  readonly from: number;
  readonly to: number;
  readonly path: string;
  readonly line: number;
}

// `src/a.ts:12:5`, `src/a.ts(12,5)`, `"src/a.py", line 12`: compilers, test runners, stack traces.
const FORMS =
  /(?<=^|[\s"'`([<>=,])(?:file:\/\/)?([^\s:"'`()[\]<>{}|*?,;=]+)(?::(\d+)(?::\d+)?|\((\d+)(?:,\d+)?\)|", line (\d+))/g;

/** With a dot and letters at its end, or a folder before it: anything else before a colon and a number is a time or a port. */
const FILE = /\.[A-Za-z][\w-]{0,11}$|^(?!\/\/).*[^/]\/[^/]|^\/[^/]/;

const HOST = /^[\w-]+(\.[\w-]+)*\.(com|org|net|io|dev|local|internal|invalid|test|example)$/;

/** No line of a file has a longer number; a longer one is none. */
const MAX_LINE = 9_999_999;

/** The places in files that a line of text names, from left to right. */
export function fileLinks(text: string): readonly FileLink[] {
  return [...text.matchAll(FORMS)].flatMap((match) => {
    const [whole, path = '', ...lines] = match;
    const line = Number(lines.find((found) => found !== undefined));
    if (!FILE.test(path) || HOST.test(path) || line < 1 || line > MAX_LINE) return [];
    return [{ from: match.index, to: match.index + whole.length, path, line }];
  });
}

/** A printed path as it is named in the workspace; undefined for one outside. Commands are taken to run at its root. */
export function workspacePath(path: string, root: string): string | undefined {
  const folder = root.replace(/\/+$/, '');
  const inside = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
  if (inside.startsWith('/')) return undefined;
  const parts: string[] = [];
  for (const part of inside.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? undefined : parts.join('/');
}

/** Absolute real paths: the workspace, what may not be read, and what may be written (which can lie inside of a hidden folder). */
export interface HiddenPlaces {
  readonly workspace: string;
  readonly hidden: readonly string[];
  readonly open: readonly string[];
}

/** One line names at most so many hidden paths: an answer is about the command, not about the policy. */
const MOST_NAMED = 3;

/**
 * One line that names the hidden paths which a command or its output mentions. To the command they look empty or missing, so that
 * the system's own words do not tell an agent that it met a boundary.
 */
export function hiddenHint(text: string, places: HiddenPlaces): string | undefined {
  const nested = places.open.filter((path) => places.hidden.some((folder) => path.startsWith(`${folder}/`)));
  const bare = nested.reduce((rest, path) => rest.replaceAll(path, ''), text);
  const met = places.hidden.filter((path) => namesOf(path, places.workspace).some((name) => mentions(bare, name)));
  if (met.length === 0) return undefined;
  const named = met.slice(0, MOST_NAMED).map((path) => namesOf(path, places.workspace).at(-1));
  return `Boundary: ${named.join(', ')} cannot be read here and looks empty or missing. The goal keeps it hidden (boundaries.hide, secrets, or the app's own data). What the contract hides, the user may allow: request_permission with read.`;
}

/** How a path is written: whole, and relative to the workspace when it lies there. */
function namesOf(path: string, workspace: string): readonly string[] {
  return path.startsWith(`${workspace}/`) ? [path, path.slice(workspace.length + 1)] : [path];
}

/** Whether a text holds a path as a word of its own or as the start of a longer path. */
function mentions(text: string, name: string): boolean {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w./-])(?:\\./)?${literal}(?![\\w.-])`, 'u').test(text);
}

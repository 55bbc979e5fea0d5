import { err, ok, type Result } from '../../kernel/result';
import { applyHunks } from './apply';
import type { Patch, PatchError, PatchSection } from './grammar';

/** What becomes of one file. `undefined` is a file that is not there; `movedFrom` is where a new file's text and mode came from. */
export interface PlannedFile {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly movedFrom?: string;
}

/**
 * Every file a patch touches with its text before and after, in the patch's order, or why the patch as a whole cannot be
 * taken. `files` holds the text of every path the patch names (`undefined`: not there). Sections build on each other.
 */
export function planPatch(
  patch: Patch,
  files: ReadonlyMap<string, string | undefined>,
): Result<readonly PlannedFile[], PatchError> {
  const now = new Map(files);
  const movedFrom = new Map<string, string>();
  for (const section of patch.sections) {
    const step = planSection(section, now);
    if (!step.ok) return err({ line: section.line, ...step.error });
    for (const [path, text] of step.value) now.set(path, text);
    if (section.action === 'update' && section.moveTo !== undefined) movedFrom.set(section.moveTo, section.path);
  }
  return ok(
    patchPaths(patch).flatMap((path): PlannedFile[] => {
      const [before, after, from] = [files.get(path), now.get(path), movedFrom.get(path)];
      if (before === undefined && after === undefined) return [];
      return [{ path, before, after, ...(from === undefined ? {} : { movedFrom: from }) }];
    }),
  );
}

/** Every path a patch names, each once, in its order. */
export function patchPaths(patch: Patch): readonly string[] {
  return [...new Set(patch.sections.flatMap((section) => [section.path, ...movedTo(section)]))];
}

const movedTo = (section: PatchSection): readonly string[] =>
  section.action === 'update' && section.moveTo !== undefined ? [section.moveTo] : [];

type Step = readonly (readonly [path: string, text: string | undefined])[];
type StepError = { readonly message: string; readonly line?: number };

function planSection(section: PatchSection, now: ReadonlyMap<string, string | undefined>): Result<Step, StepError> {
  const { action, path } = section;
  const text = now.get(path);
  if (action === 'add') {
    if (text !== undefined) return err({ message: `${path} is there already: use "*** Update File", or delete it first` });
    return ok([[path, section.content]]);
  }
  if (text === undefined) return err({ message: `${path} is not there` });
  if (action === 'delete') return ok([[path, undefined]]);
  return planUpdate(section, text, now);
}

type Update = Extract<PatchSection, { action: 'update' }>;

function planUpdate(section: Update, text: string, now: ReadonlyMap<string, string | undefined>): Result<Step, StepError> {
  const { path, moveTo } = section;
  const applied = applyHunks(text, section.hunks);
  if (!applied.ok) return err({ line: applied.error.line, message: `${path}: ${applied.error.message}` });
  if (moveTo === undefined || moveTo === path) return ok([[path, applied.value]]);
  if (now.get(moveTo) !== undefined) return err({ message: `${moveTo} is there already: nothing is moved over a file` });
  return ok([
    [path, undefined],
    [moveTo, applied.value],
  ]);
}

/** One line per section: `A path +4`, `M path +3 −1`, `D path`, `R path → path +3 −1`. */
export function patchSummary(patch: Patch): string {
  return patch.sections.map(sectionSummary).join('\n');
}

function sectionSummary(section: PatchSection): string {
  if (section.action === 'delete') return `D ${section.path}`;
  if (section.action === 'add') return `A ${section.path} +${section.content.split('\n').length - 1}`;
  const lines = section.hunks.flatMap((hunk) => hunk.lines);
  const count = (kind: 'add' | 'remove') => lines.filter((line) => line.kind === kind).length;
  const name = section.moveTo === undefined ? `M ${section.path}` : `R ${section.path} → ${section.moveTo}`;
  return `${name} +${count('add')} −${count('remove')}`;
}

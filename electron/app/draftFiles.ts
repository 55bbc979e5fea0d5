import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FormDraft } from '../../shared/ipc/editorMethods';
import { err, ok, type Result } from '../../shared/kernel/result';
import { t } from '../../shared/words/t';

const DraftFile = FormDraft.extend({ savedAt: z.number() });
type DraftFile = z.infer<typeof DraftFile>;

/** A contract is a few thousand characters; what is far beyond is no draft of one. */
const MOST_CHARACTERS = 2_000_000;

interface DraftError {
  readonly code: 'write_failed' | 'too_large';
  readonly message: string;
}

/**
 * What goal forms hold and nobody has sent, one file each, on the disk before it is acknowledged: it outlives a kill at any moment,
 * which what a page keeps itself does not. Orders of one form are carried out in the order in which they came, over all windows. A file
 * that does not read is put aside and never written over.
 */
export function draftFiles(folder: string) {
  const file = (key: string) => join(folder, `${key}.json`);
  const inOrder = queues();
  return {
    read: (key: string): Promise<DraftFile | null> => inOrder(key, () => readDraft(file(key))),
    save: (key: string, draft: FormDraft): Promise<Result<number, DraftError>> =>
      inOrder(key, () => writeDraft(folder, file(key), draft)),
    remove: (key: string): Promise<Result<void, DraftError>> => inOrder(key, () => onDisk(() => rm(file(key), { force: true }))),
  };
}

/** What is asked under one name waits for what was asked under it before. */
function queues() {
  const last = new Map<string, Promise<unknown>>();
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const asked = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(name, asked);
    const done = () => {
      if (last.get(name) === asked) last.delete(name);
    };
    void asked.then(done, done);
    return asked;
  };
}

async function readDraft(file: string): Promise<DraftFile | null> {
  const text = await textOf(file);
  if (text === undefined) return null;
  const draft = DraftFile.safeParse(jsonOf(text));
  if (draft.success) return draft.data;
  await rename(file, `${file}.broken`);
  return null;
}

async function writeDraft(folder: string, file: string, draft: FormDraft): Promise<Result<number, DraftError>> {
  const savedAt = Date.now();
  const text = JSON.stringify({ savedAt, ...draft });
  if (text.length > MOST_CHARACTERS) {
    return err({ code: 'too_large', message: t`The draft is too large to be kept. Shorten its texts.` });
  }
  // One name is enough, since only one is written at a time; the next goes over what a kill has left.
  const beside = `${file}.new`;
  const written = await onDisk(async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(beside, text, { mode: 0o600, flush: true });
    await rename(beside, file);
  });
  if (written.ok) return ok(savedAt);
  // Where not even that can be done, the first refusal says what is wrong.
  await onDisk(() => rm(beside, { force: true }));
  return written;
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw thrown;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return undefined;
  }
}

async function onDisk(work: () => Promise<void>): Promise<Result<void, DraftError>> {
  try {
    await work();
    return ok(undefined);
  } catch (thrown) {
    if (!(thrown instanceof Error) || !('code' in thrown)) throw thrown;
    return err({
      code: 'write_failed',
      message: t`The draft could not be kept (${thrown.message}). Free some space, or save it.`,
    });
  }
}

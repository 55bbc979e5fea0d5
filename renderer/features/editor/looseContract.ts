import { formOf, type GoalForm } from '../../../shared/views/goalForm';

/** Between the file's first line `---` and the next. */
const FRONT_MATTER = /^\uFEFF?---[^\S\n]*\r?\n([\s\S]*?)\r?\n---[^\S\n]*(?:\r?\n|$)([\s\S]*)$/;

/** What can be read of a contract file that does not parse, so that the form begins with it; the rest stays in the file. */
export async function looseForm(text: string): Promise<GoalForm> {
  const { parseDocument } = await import('yaml');
  const [, front = text, body = ''] = FRONT_MATTER.exec(text) ?? [];
  const document = parseDocument(front, { schema: 'core', merge: false, stringKeys: true });
  return formOf({ ...plain(() => document.toJS({ maxAliasCount: 0 })), objective: body });
}

/** An alias, or a value that is no mapping, reads as nothing. */
function plain(read: () => unknown): object {
  try {
    const value = read();
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

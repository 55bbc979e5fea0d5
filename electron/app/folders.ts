import { shell } from 'electron';
import { err, ok, type Result } from '../../shared/kernel/result';
import { t } from '../../shared/words/t';

/** Shows a folder in the system's file manager. */
export async function showFolder(
  folder: string,
): Promise<Result<Readonly<Record<string, never>>, { readonly code: string; readonly message: string }>> {
  const fault = await shell.openPath(folder);
  if (fault === '') return ok({});
  return err({ code: 'no_file_manager', message: t`No file manager opened ${folder} (${fault}). Open it by hand.` });
}

import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import { t } from '../../shared/words/t';

const CONTRACTS = [{ name: t`Contracts`, extensions: ['md', 'markdown'] }];

const PATCHES = [{ name: t`Patches`, extensions: ['patch', 'diff'] }];

const OUTPUTS = [
  { name: t`Text`, extensions: ['txt', 'log'] },
  { name: t`All files`, extensions: ['*'] },
];

/** The system's own dialogs, over the window where there is one. Each answers null where the person chose nothing. */
export function nativeDialogs(window: () => BrowserWindow | undefined) {
  const open = async (options: OpenDialogOptions): Promise<string | null> => {
    const parent = window();
    const { canceled, filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
    return canceled ? null : (filePaths[0] ?? null);
  };
  const save = async (options: SaveDialogOptions): Promise<string | null> => {
    const parent = window();
    const { canceled, filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
    return canceled || filePath === '' ? null : filePath;
  };
  return {
    folder: () => open({ title: t`Choose a workspace`, properties: ['openDirectory'] }),
    openContract: () => open({ title: t`Open a contract`, filters: CONTRACTS, properties: ['openFile'] }),
    saveBundle: (name: string) =>
      save({
        title: t`Export evidence`,
        buttonLabel: t`Export`,
        // Without the ending it becomes a folder.
        filters: [
          { name: t`Zip`, extensions: ['zip'] },
          { name: t`Folder`, extensions: ['*'] },
        ],
        defaultPath: plainName(name),
      }),
    savePatch: (name: string) =>
      save({ title: t`Save the patch`, buttonLabel: t`Save`, filters: PATCHES, defaultPath: plainName(name) }),
    saveOutput: (name: string) =>
      save({ title: t`Save the output`, buttonLabel: t`Save`, filters: OUTPUTS, defaultPath: plainName(name) }),
    saveContract: (name: string) => save({ title: t`Save the contract`, filters: CONTRACTS, defaultPath: withSuffix(name) }),
  };
}

function plainName(name: string): string {
  return name.replace(/[/\\:\p{Cc}]/gu, '-').trim();
}

/** A name proposed by a page is a file's name and no path. */
function withSuffix(name: string): string {
  const plain = plainName(name);
  return /\.(md|markdown)$/i.test(plain) ? plain : `${plain || 'goal'}.md`;
}

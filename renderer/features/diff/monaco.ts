import { editor } from 'monaco-editor/editor/editor.api';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import { t } from '../../../shared/words/t';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/diffEditor/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/languages/definitions/css/register';
import 'monaco-editor/languages/definitions/go/register';
import 'monaco-editor/languages/definitions/html/register';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/markdown/register';
import 'monaco-editor/languages/definitions/python/register';
import 'monaco-editor/languages/definitions/rust/register';
import 'monaco-editor/languages/definitions/shell/register';
import 'monaco-editor/languages/definitions/typescript/register';
import 'monaco-editor/languages/definitions/yaml/register';
import { syntaxTheme } from './syntaxTheme';

// The one place that loads Monaco: the editor itself and single languages, for its full import brings an 11.6 MB worker.

globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() };

/** Monaco's names of the themes made from our tokens. */
const THEME = 'goalpost';

/** Colours as the tokens say now; call again when the window turns light or dark. */
export function applyTokenTheme(): void {
  editor.defineTheme(THEME, syntaxTheme(getComputedStyle(document.documentElement)));
  editor.setTheme(THEME);
}

/** How a diff is drawn, as far as a person chooses it. */
export interface DiffLayout {
  readonly sideBySide: boolean;
  /** Lines that have not changed are folded away, but for a few round each change. */
  readonly folded: boolean;
}

/** Monaco forgets the names of both sides whenever options come without them. */
const NAMES = { originalAriaLabel: t`Before the change`, modifiedAriaLabel: t`After the change` };

export function layoutOptions({ sideBySide, folded }: DiffLayout): editor.IDiffEditorOptions {
  return { renderSideBySide: sideBySide, hideUnchangedRegions: { enabled: folded }, ...NAMES };
}

/** A read-only diff editor in `host`. The caller disposes it. */
export function createDiffEditor(host: HTMLElement, layout: DiffLayout) {
  applyTokenTheme();
  return editor.createDiffEditor(host, {
    readOnly: true,
    domReadOnly: true,
    originalEditable: false,
    automaticLayout: true,
    ...layoutOptions(layout),
    // A change of blanks alone is a change.
    ignoreTrimWhitespace: false,
    useInlineViewWhenSpaceIsLimited: false,
    renderOverviewRuler: false,
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    scrollbar: { useShadows: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
    lineDecorationsWidth: 18,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
    fontSize: 12,
    lineHeight: 20,
    fontLigatures: false,
    lineNumbersMinChars: 4,
    folding: false,
    glyphMargin: false,
    contextmenu: false,
    stickyScroll: { enabled: false },
    renderLineHighlight: 'none',
    guides: { indentation: false },
    bracketPairColorization: { enabled: false },
    accessibilityVerbose: false,
  });
}

export type DiffEditor = ReturnType<typeof createDiffEditor>;

/** Tests ask here how many texts Monaco holds: each one that is not disposed of stays in memory until the window is reloaded. */
Object.assign(globalThis, { countEditorModels: () => editor.getModels().length });

type Models = editor.IDiffEditorModel;

/**
 * Models that are shown no more, by editor. They are kept until the next diff is there: the worker may still be comparing them, and
 * to take them away then is an error to Monaco.
 */
const replaced = new WeakMap<DiffEditor, Set<Models>>();

/** Shows two texts in place of those shown before. */
export function showTexts(shown: DiffEditor, path: string, before: string, after: string): void {
  const language = languageOf(path);
  const old = shown.getModel();
  shown.setModel({ original: editor.createModel(before, language), modified: editor.createModel(after, language) });
  if (!old) return;
  const waiting = replaced.get(shown) ?? new Set();
  replaced.set(shown, waiting.add(old));
  const updated = shown.onDidUpdateDiff(() => {
    updated.dispose();
    disposeAll(waiting);
  });
}

/** The editor, what it shows, and what it showed before. */
export function disposeEditor(shown: DiffEditor): void {
  const models = shown.getModel();
  shown.dispose();
  disposeAll(new Set([...(replaced.get(shown) ?? []), ...(models ? [models] : [])]));
}

function disposeAll(models: Set<Models>): void {
  for (const { original, modified } of models) {
    original.dispose();
    modified.dispose();
  }
  models.clear();
}

/** By extension; what is not known is plain text. JSON reads well as JavaScript, and needs no worker of its own then. */
const LANGUAGES: Readonly<Record<string, string>> = {
  ts: 'typescript',
  tsx: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  json: 'javascript',
  jsonc: 'javascript',
  css: 'css',
  html: 'html',
  htm: 'html',
  md: 'markdown',
  markdown: 'markdown',
  py: 'python',
  go: 'go',
  rs: 'rust',
  yaml: 'yaml',
  yml: 'yaml',
  sh: 'shell',
  bash: 'shell',
  zsh: 'shell',
};

function languageOf(path: string): string {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return LANGUAGES[extension] ?? 'plaintext';
}

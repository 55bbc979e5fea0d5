import type { editor } from 'monaco-editor/editor/editor.api';

/** Monaco's theme from our tokens: it takes colours as hex only, which is what the tokens hold. */
export function syntaxTheme(style: CSSStyleDeclaration): editor.IStandaloneThemeData {
  const token = (name: string) => style.getPropertyValue(name).trim();
  const bare = (name: string) => token(name).replace('#', '');
  return {
    base: token('color-scheme').includes('dark') || style.colorScheme.includes('dark') ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: bare('--text') },
      ...['keyword', 'tag', 'metatag'].map((name) => ({ token: name, foreground: bare('--syn-key') })),
      ...['string', 'attribute.value', 'regexp'].map((name) => ({ token: name, foreground: bare('--syn-str') })),
      ...['type', 'number', 'constant', 'attribute.name'].map((name) => ({ token: name, foreground: bare('--syn-type') })),
      { token: 'comment', foreground: bare('--syn-com') },
      { token: 'delimiter', foreground: bare('--text-2') },
    ],
    colors: {
      'editor.background': token('--bg-sunken'),
      'editor.foreground': token('--text'),
      'editorLineNumber.foreground': token('--text-3'),
      'editorLineNumber.activeForeground': token('--text'),
      'editorLineNumber.dimmedForeground': token('--text-3'),
      'editorCursor.foreground': token('--text'),
      'editor.selectionBackground': token('--bg-selected'),
      'diffEditor.insertedLineBackground': token('--soft-complete'),
      'diffEditor.removedLineBackground': token('--soft-failed'),
      'diffEditor.insertedTextBackground': token('--mark-complete'),
      'diffEditor.removedTextBackground': token('--mark-failed'),
      'diffEditorGutter.insertedLineBackground': token('--soft-complete'),
      'diffEditorGutter.removedLineBackground': token('--soft-failed'),
      // Monaco gives brackets colours of their own, whatever its options say.
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, token('--text-2')])),
      'diffEditor.diagonalFill': token('--bg-head'),
      'diffEditor.border': token('--line'),
      'diffEditor.unchangedRegionBackground': token('--bg-head'),
      'diffEditor.unchangedRegionForeground': token('--text-3'),
      'diffEditor.unchangedCodeBackground': token('--bg-sunken'),
      'scrollbarSlider.background': `${token('--fill')}55`,
      'scrollbarSlider.hoverBackground': `${token('--fill')}88`,
      focusBorder: token('--focus'),
    },
  };
}

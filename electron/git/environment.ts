export type GitConfig = readonly (readonly [key: string, value: string])[];

/**
 * The environment of every git command: our explicit list, never the whole of ours (a GIT_DIR or GIT_EXTERNAL_DIFF that the user
 * exports must not reach it). Nothing asks, fetches or lazily downloads; paths are plain paths; replaced objects are not followed.
 */
export function gitEnvironment(config: GitConfig, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: process.env.HOME ?? '/',
    ...(process.env.XDG_CONFIG_HOME === undefined ? {} : { XDG_CONFIG_HOME: process.env.XDG_CONFIG_HOME }),
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    GIT_TERMINAL_PROMPT: '0',
    GIT_PAGER: 'cat',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_LITERAL_PATHSPECS: '1',
    ...identity(),
    ...configVariables([...NO_PROGRAMS, ...config]),
    ...more,
  };
}

/** Keys by which a configuration file could make a git command start a program or keep a reflog of our refs. */
const NO_PROGRAMS: GitConfig = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.logAllRefUpdates', 'false'],
  ['submodule.recurse', 'false'],
  ['status.submoduleSummary', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
];

/** By variables and not by `-c`, which cannot name a key whose middle part holds an equals sign. */
function configVariables(config: GitConfig): Record<string, string> {
  const pairs = config.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(config.length), ...Object.fromEntries(pairs) };
}

/** Checkpoints are the app's own commits: they need no `user.name`, and never carry the user's. */
function identity(): Record<string, string> {
  const name = 'Goalpost';
  const mail = 'checkpoint@goalpost.invalid';
  return { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: mail, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: mail };
}

/** Limits of the tools that their descriptions tell the model and that `electron/tools` keeps. */

/** Two minutes hold most test suites and builds; a command that hangs should not eat the time budget. */
export const DEFAULT_SHELL_TIMEOUT_MS = 120_000;

/** One hour: longer work belongs in a background session, which has no limit of its own. */
export const MAX_SHELL_TIMEOUT_MS = 3_600_000;

/** Live background sessions per thread: a front end, a back end, a database, a watcher, and as many again. */
export const MAX_LIVE_SESSIONS = 8;

/** A second shows the answer of most programs to what was typed. */
export const DEFAULT_LOOK_MS = 1000;

/** Five minutes: `wait` is for longer, since it holds no turn open. */
export const MAX_LOOK_MS = 300_000;

/** Lines of one `read_file` answer: a whole source file of ordinary size. */
export const MAX_READ_LINES = 1000;

/** Lines of one `search` answer: more is a sign that the pattern wants narrowing. */
export const MAX_SEARCH_LINES = 200;

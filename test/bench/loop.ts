/*
 * What the goal loop costs: `npm run bench -- loop`. The real core runs headless in a process of its own (real SQLite, git, sandbox
 * and HTTP), the fake model server in another, so that neither's CPU counts as the other's, and this one only asks and prints.
 * `npm run bench -- loop continuations patches …` runs those parts alone.
 */
import { benchLoop } from './loop/benchLoop';
import { driveCore } from './loop/driveCore';
import { keepLog } from './loop/logKeeper';
import { serveModel } from './loop/modelServer';

const [, , role, ...rest] = process.argv;
if (role === 'role:model') await serveModel();
else if (role === 'role:core') await driveCore();
else if (role === 'role:log') keepLog();
else await benchLoop(role === undefined ? [] : [role, ...rest]);

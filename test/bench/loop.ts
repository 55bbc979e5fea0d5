/*
 * What the goal loop costs: `npm run bench -- loop`. The real core runs headless in a process of its own (real SQLite, git, sandbox
 * and HTTP), the fake model server in another, so that neither's CPU counts as the other's, and this one only asks and prints.
 */
import { benchLoop } from './loop/benchLoop';
import { driveCore } from './loop/driveCore';
import { openLongThread } from './loop/longThread';
import { serveModel } from './loop/modelServer';

const [, , role] = process.argv;
if (role === 'model') await serveModel();
else if (role === 'core') await driveCore();
else if (role === 'long') await openLongThread();
else await benchLoop(process.argv.slice(2));

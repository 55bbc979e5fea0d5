import { writeSync } from 'node:fs';
import { BEGIN } from './killPoint';
import { openLife } from './life';
import { lifePlace } from './lifePlace';

// A process of its own that lives the life over real git and is killed by itself around the commit of that number. Every event is
// printed once it is acknowledged, by a write that has returned: no kill takes back what was said.
const [root = '', commit = '', moment = ''] = process.argv.slice(2);

let commits = 0;
const life = await openLife({
  place: lifePlace(root),
  at: BEGIN,
  acknowledged: (event) => writeSync(1, `${JSON.stringify(event)}\n`),
  commit: (now) => {
    if (now === 'before') commits += 1;
    if (commits < Number(commit) || now !== moment) return;
    process.kill(process.pid, 'SIGKILL');
    // The signal is on its way: nothing more may be done.
    for (;;);
  },
});
await life.live();
throw new Error(`the life was over after ${commits} commits`);

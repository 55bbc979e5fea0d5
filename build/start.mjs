// `npm start`: the window where there is a display, else the sample on the command line. Words after `--` go to either.
import { hasDisplay } from './display.mjs';
import { launch } from './launch.mjs';
import { say } from './say.mjs';
import { launchWindow } from './window.mjs';

const args = process.argv.slice(2);

if (hasDisplay()) process.exitCode = await launchWindow(args);
else {
  say('There is no display here: playing the sample instead (npm run demo).');
  await launch(['demo', ...args]);
}

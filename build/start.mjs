import { launch } from './launch.mjs';
import { say } from './say.mjs';

say('There is no window here yet: playing the sample instead (npm run demo).');
await launch(['demo', ...process.argv.slice(2)]);

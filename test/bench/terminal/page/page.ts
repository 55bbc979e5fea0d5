// The bench's own part of the app's page. It makes views of the same parts as the app's, and looks at what the app's own show.
import type { BenchPage } from '../benchPage';
import { echoAfter, expectEcho } from './echoWatch';
import { fromMemory } from './fromMemory';
import { attachTimes, listenForPorts, typeInto } from './join';

export const benchPage: BenchPage = { fromMemory, expectEcho, echoAfter, attachTimes, typeInto };

listenForPorts();

#!/usr/bin/env node
import { launch } from '../build/launch.mjs';

await launch(process.argv.slice(2));

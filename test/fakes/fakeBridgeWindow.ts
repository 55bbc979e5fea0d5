import { createFakeBridge } from './fakeBridge';
import { emptyApp, fullApp } from './fakeBridgeScenes';

// Puts a fake bridge on a page that is opened in a plain browser: `?empty` without threads. Loaded before the window's own code.

const page = globalThis as unknown as { readonly location: { readonly search: string }; goalpost: unknown };
const app = new URLSearchParams(page.location.search).has('empty') ? emptyApp() : fullApp();
page.goalpost = createFakeBridge(app).bridge;

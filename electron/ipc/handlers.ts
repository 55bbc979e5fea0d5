import { ok } from '../../shared/kernel/result';
import type { ModelRef } from '../../shared/provider/model';
import { blobText } from './blobText';
import { bundleHandlers } from './bundles';
import { listContracts } from './contractFolder';
import { contractHandlers } from './contracts';
import { diffHandlers } from './diff';
import type { Handlers, WindowParts } from './ipc';
import { createSample, createThread, defaultModel, draftThread, planThread } from './newGoal';
import { outputHandlers } from './outputs';
import { listPermissions, revokePermission } from './permissions';
import { placeHandlers } from './places';
import type { Pushes } from './push';
import { currentSettings, removeKey, saveKey, saveSettings } from './settings';
import { terminalHandlers } from './terminals';
import { listThreads, openThread, threadCommand, threadEvents } from './threads';

/** The answers to every method of the window's table. */
export function createHandlers(parts: WindowParts, pushes: Pick<Pushes, 'exporting'>): Handlers {
  const { core, dialogs } = parts;
  const contracts = contractHandlers(parts.contractFiles, dialogs);
  const diff = diffHandlers(core);
  const bundles = bundleHandlers(parts, pushes);
  const places = placeHandlers(parts);
  const outputs = outputHandlers(parts);
  const terminals = terminalHandlers(core);
  return {
    'app/info': () => ok({ ...parts.info, sandbox: sandboxState(parts) }),
    'machine/health': async () => ok({ facts: await parts.health() }),
    'threads/list': () => listThreads(core),
    'threads/queue': () => ok(core.engine.queue()),
    'search/find': ({ text }) => parts.search.find(text),
    'thread/open': ({ thread }) => openThread(core, thread),
    'thread/events': (params) => threadEvents(core, params),
    'thread/command': (params) => threadCommand(parts, params, () => namedModel(parts)),
    'thread/create': (params) => createThread(parts, params),
    'thread/draft': (params) => draftThread(parts, params),
    'thread/plan': (params) => planThread(parts, params),
    'place/look': ({ thread }) => places.look(thread),
    'place/remove': ({ thread, discard }) => places.remove(thread, discard),
    'result/bring': ({ thread, how }) => places.bring(thread, how),
    'sample/create': (params) => createSample(parts, params),
    'contract/parse': ({ text }) => contracts.parse(text),
    'contract/render': ({ contract }) => contracts.render(contract),
    'contract/read': ({ path }) => contracts.read(path),
    'contract/save': ({ path, contract, over }) => contracts.save(path, contract, over),
    'contract/list': ({ workspace }) => listContracts(parts, workspace),
    'templates/list': async () => ok({ templates: await parts.contractFiles.templates() }),
    'dialog/folder': async () => ok({ path: await dialogs.folder() }),
    'dialog/openContract': () => contracts.open(),
    'dialog/saveContract': ({ name }) => contracts.chooseTarget(name),
    'diff/files': (params) => diff.files(params),
    'diff/file': (params) => diff.file(params),
    'bundle/export': ({ thread }) => bundles.export(thread),
    'bundle/cancel': ({ thread }) => bundles.cancel(thread),
    'bundle/show': ({ thread }) => bundles.show(thread),
    'blob/text': (params) => blobText(core.blobs, params),
    'output/open': (params) => outputs.open(params),
    'output/rows': (params) => outputs.rows(params),
    'output/search': (params) => outputs.search(params),
    'output/text': (params) => outputs.text(params),
    'output/save': (params) => outputs.save(params),
    'terminal/list': (params) => terminals.list(params),
    'terminal/attach': (params, caller) => terminals.attach(params, caller),
    'terminal/close': (params) => terminals.close(params),
    'terminal/screen': (params) => terminals.screen(params),
    'shell/open': (params) => terminals.openShell(params),
    'window/actions': ({ actions }, { window }) => {
      parts.menu.told(window, actions);
      return ok({});
    },
    'window/act': ({ action }, { window }) => {
      parts.menu.act(window, action);
      return ok({});
    },
    'permissions/list': () => listPermissions(core),
    'permissions/revoke': ({ id }) => revokePermission(core, id),
    'settings/get': () => ok(currentSettings(parts)),
    'settings/save': (params) => saveSettings(parts, params),
    'key/save': ({ key }) => saveKey(parts, key),
    'key/remove': () => removeKey(parts),
  };
}

/** What Settings name now; nothing where they name no model. */
function namedModel(parts: WindowParts): ModelRef | undefined {
  const model = defaultModel(parts);
  return model.ok ? model.value : undefined;
}

function sandboxState({ core }: WindowParts) {
  return core.sandbox.ok ? ({ mode: 'enforced' } as const) : ({ mode: 'missing', message: core.sandbox.error.message } as const);
}

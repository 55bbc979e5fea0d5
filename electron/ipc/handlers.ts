import { ok } from '../../shared/kernel/result';
import type { ModelRef } from '../../shared/provider/model';
import { answered } from './answered';
import { blobText } from './blobText';
import { bundleHandlers } from './bundles';
import { connectionTests } from './connectionTest';
import { listContracts } from './contractFolder';
import { contractHandlers } from './contracts';
import { dataHandlers } from './dataFolder';
import { diffHandlers } from './diff';
import { editorHandlers } from './editor';
import type { Handlers, WindowParts } from './ipc';
import { createSample, createThread, defaultModel, draftThread, planThread } from './newGoal';
import { outputHandlers } from './outputs';
import { listPermissions, revokePermission } from './permissions';
import { placeHandlers } from './places';
import type { Pushes } from './push';
import { contractVersions, finishedGoals } from './records';
import { currentSettings, removeKey, saveKey, saveSettings } from './settings';
import { terminalHandlers } from './terminals';
import { listThreads, openThread, threadCommand, threadEvents } from './threads';

/** The answers to every method of the window's table. */
export function createHandlers(parts: WindowParts, pushes: Pick<Pushes, 'exporting' | 'tell'>): Handlers {
  const { core, dialogs } = parts;
  const contracts = contractHandlers(parts.contractFiles, dialogs);
  const diff = diffHandlers(core);
  const bundles = bundleHandlers(parts, pushes);
  const places = placeHandlers(parts);
  const editor = editorHandlers(parts);
  const finished = finishedGoals(core);
  const outputs = outputHandlers(parts);
  const terminals = terminalHandlers(core);
  const data = dataHandlers(parts);
  /** Every window shows what was saved in one of them. */
  const told = async (saving: ReturnType<typeof saveSettings>) => {
    const saved = await saving;
    if (saved.ok) pushes.tell({ type: 'settings', settings: saved.value });
    return saved;
  };
  const { testConnection, cancelTest } = connectionTests();
  return {
    'app/info': () => ok({ ...parts.info, sandbox: sandboxState(parts) }),
    'machine/health': async () => ok({ facts: await parts.health() }),
    'threads/list': () => {
      const listed = listThreads(core);
      if (listed.ok) parts.attention.rows(listed.value);
      return listed;
    },
    'threads/queue': () => ok(core.engine.queue()),
    'search/find': ({ text }) => parts.search.find(text),
    'inbox/answered': (params) => answered(core, params),
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
    'draft/read': ({ key }) => editor.readDraft(key),
    'draft/save': ({ key, draft }) => editor.saveDraft(key, draft),
    'draft/remove': ({ key }) => editor.removeDraft(key),
    'check/try': (params, caller) => editor.tryCheck(params, caller),
    'check/stop': ({ ticket }) => editor.stopCheck(ticket),
    'folder/list': (params) => editor.listFolder(params),
    'folder/find': (params) => editor.findPaths(params),
    'folder/look': (params) => editor.lookAtPaths(params),
    'history/finished': ({ workspace }) => finished(workspace),
    'contract/versions': ({ thread }) => contractVersions(core, thread),
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
    'window/remember': () => {
      parts.writeRemembered();
      return ok({});
    },
    'settings/get': () => ok(currentSettings(parts)),
    'settings/save': (params) => told(saveSettings(parts, params)),
    'key/save': ({ key }) => told(saveKey(parts, key)),
    'key/remove': () => told(removeKey(parts)),
    'connection/test': (params, caller) => testConnection(parts, params, caller.gone),
    'connection/cancel': () => cancelTest(),
    'window/looks': (at, { window }) => {
      parts.attention.looks(window, at);
      return ok({});
    },
    'notices/service': () => ok(parts.attention.service()),
    'notices/test': () => ok(parts.attention.test()),
    'data/measure': () => data.measure(),
    'data/show': () => data.show(),
    'data/uncited': () => data.uncited(),
    'data/letGo': () => data.letGo(),
    'app/parts': async () => ok({ parts: await parts.parts() }),
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

// What is pictured: every view of the window, with nothing in it and with something. A row is a view; its pictures are the row in both
// themes and in its sizes. What they show has happened: nothing is painted in.
import * as course from './course';
import * as finding from './finding';
import * as form from './form';
import * as questions from './questions';
import * as research from './research';
import * as stranger from './stranger';
import * as terminals from './terminals';
import * as trouble from './trouble';
import type { Scene, View } from './view';
import { closeDialog, closeMenu, settings, toMiddle, toSection } from './ways';
import * as work from './work';

const [empty, full] = ['empty', 'full'] as const;
const small = true;

/** Sections of the settings that say something else where nothing is set. */
const UNSET = ['Model and key', 'Prices', 'Permissions', 'Data folder'] as const;
const SECTIONS = [
  ...['Model and key', 'Prices', 'Goal defaults', 'Turns', 'Permissions', 'Notifications', 'Terminal'],
  ...['Appearance', 'Keys', 'Data folder', 'Sandbox and machine', 'About'],
] as const;
const sections = (names: readonly string[], data: View['data']): readonly View[] =>
  names.map((name, at) => ({
    name: `settings-${name.toLowerCase().replaceAll(' ', '-')}`,
    data,
    open: settings(name),
    settle: toSection(name),
    ...(at === 0 ? { small } : {}),
  }));

export const TABLE: readonly Scene[] = [
  {
    name: 'stranger',
    stage: stranger.stranger,
    views: [
      { name: 'first-run', data: empty, open: stranger.firstRun, small },
      { name: 'new-goal', data: empty, open: stranger.newGoal, small },
      { name: 'new-goal-templates', data: empty, open: stranger.templates, leave: closeMenu },
      { name: 'inbox', data: empty, open: stranger.emptyInbox, small },
      { name: 'inbox-answered', data: empty, open: questions.answered, leave: questions.open },
      { name: 'palette', data: empty, open: finding.openPalette, leave: closeDialog },
      ...sections(UNSET, empty),
    ],
  },
  {
    name: 'drafted',
    stage: stranger.drafted,
    views: [
      { name: 'live', data: empty, open: stranger.emptyLive, small },
      { name: 'diff', data: empty, open: stranger.emptyDiff },
      { name: 'timeline', data: empty, open: stranger.emptyTimeline },
      { name: 'goal-versions', data: empty, open: stranger.draftVersions },
      { name: 'goal-draft', data: full, open: stranger.draftForm, small, docs: 'goal' },
      { name: 'goal-draft-text', data: full, open: stranger.draftText },
      { name: 'goal-describe', data: full, open: stranger.describeIt },
    ],
  },
  {
    name: 'work',
    stage: work.work,
    views: [
      { name: 'live-running', data: full, open: work.running, small, docs: 'live' },
      { name: 'live-complete', data: full, open: work.complete, small },
      { name: 'live-planned', data: full, open: work.planned },
      { name: 'evidence-output', data: full, open: work.output },
      { name: 'goal-complete', data: full, open: work.completeForm },
      { name: 'diff', data: full, open: work.diff, small, docs: 'diff' },
      { name: 'diff-inline', data: full, open: work.diffInline, leave: work.sideBySide },
      { name: 'diff-turn', data: full, open: work.diffTurn, leave: work.discardComment },
      { name: 'timeline', data: full, open: work.timeline, small, docs: 'timeline' },
      { name: 'timeline-end', data: full, open: work.timelineEnd, settle: toMiddle('region', 'Spend'), small },
      { name: 'timeline-active', data: full, open: work.timelineActive, leave: work.clockTime, small },
      {
        name: 'timeline-iteration',
        data: full,
        open: work.iteration,
        settle: toMiddle('region', 'Ledger'),
        leave: work.closeIteration,
      },
      { name: 'timeline-running', data: full, open: work.timelineRunning },
      { name: 'wrap-up', data: full, open: work.wrapUp, leave: closeDialog },
      { name: 'menu', data: full, open: work.menu, leave: closeMenu },
      { name: 'bring-back', data: full, open: work.bring, leave: closeDialog },
      { name: 'reopen', data: full, open: work.reopen, leave: closeDialog },
      { name: 'clear', data: full, open: work.clear, leave: closeDialog },
      { name: 'inbox', data: full, open: work.inbox, small, docs: 'inbox' },
      { name: 'inbox-answered', data: full, open: questions.answered, leave: questions.open, small },
      ...sections(SECTIONS, full),
      { name: 'notices', data: full, open: work.happenedElsewhere, told: true, small },
    ],
  },
  {
    name: 'questions',
    stage: questions.questions,
    views: [
      { name: 'inbox-kinds', data: full, open: questions.all, small, zooms: [0.8, 1.5, 2] },
      { name: 'inbox-kinds-last', data: full, open: questions.last, settle: questions.toLast },
      { name: 'inbox-note', data: full, open: questions.note },
      { name: 'live-asked', data: full, open: questions.askedLive, small },
      { name: 'live-blocked', data: full, open: questions.blockedLive },
      { name: 'timeline-blocked', data: full, open: questions.blockedTimeline },
      { name: 'activation-review', data: full, open: questions.baseline, small },
      { name: 'inbox-given', data: full, open: questions.given, told: true },
    ],
  },
  {
    name: 'form',
    stage: form.form,
    views: [
      { name: 'goal-weak', data: full, open: form.weak, small },
      { name: 'goal-trying', data: full, open: form.trying, leave: form.stopTrying },
      { name: 'goal-lower', data: full, open: form.lower, settle: toMiddle('tree', 'Files of the workspace') },
      { name: 'goal-access', data: full, open: form.access, leave: closeMenu },
      { name: 'goal-check', data: full, open: form.editCheck },
      { name: 'goal-tried', data: full, open: form.tried },
      { name: 'goal-proposed', data: full, open: form.proposed, small },
      { name: 'goal-text', data: full, open: form.asText },
      { name: 'goal-versions', data: full, open: form.versions, small },
    ],
  },
  {
    name: 'research',
    stage: research.research,
    views: [
      { name: 'live-reviewed', data: full, open: research.reviewed },
      { name: 'evidence-claims', data: full, open: research.claims, settle: toMiddle('region', 'Claims') },
      { name: 'evidence-refused', data: full, open: research.refusal, settle: toMiddle('region', 'Ledger') },
      { name: 'evidence-exported', data: full, open: research.exported, leave: closeDialog },
    ],
  },
  {
    name: 'finding',
    stage: finding.finding,
    views: [
      { name: 'list-archived', data: full, open: finding.archivedOne, leave: finding.takeBack, told: true },
      { name: 'archive', data: full, open: finding.archive },
      { name: 'search', data: full, open: finding.found },
      { name: 'search', data: empty, open: finding.notFound },
      { name: 'palette', data: full, open: finding.openPalette, leave: closeDialog },
      { name: 'palette-typed', data: full, open: finding.paletteTyped, leave: closeDialog },
      { name: 'palette-nothing', data: empty, open: finding.paletteNothing, leave: closeDialog },
      { name: 'all-keys', data: full, open: finding.allKeys, leave: closeDialog },
      { name: 'list-menu', data: full, open: finding.rowMenu, leave: closeMenu },
    ],
  },
  {
    name: 'course',
    stage: course.course,
    views: [
      { name: 'live-long', data: full, open: course.live('long') },
      { name: 'timeline-short', data: full, open: course.whole('short') },
      { name: 'timeline-short-closer', data: full, open: course.closer('short') },
      { name: 'timeline-short-budget', data: full, open: course.budget('short'), settle: toMiddle('region', 'Spend') },
      { name: 'timeline-long', data: full, open: course.whole('long'), small },
      { name: 'timeline-long-closer', data: full, open: course.closer('long') },
      { name: 'timeline-long-budget', data: full, open: course.budget('long'), settle: toMiddle('region', 'Spend') },
    ],
  },
  {
    name: 'terminals',
    stage: terminals.terminals,
    views: [
      { name: 'terminal-asks', data: full, open: terminals.asks, small },
      { name: 'terminal-taken-over', data: full, open: terminals.takenOver, leave: terminals.letGo },
      { name: 'terminal-background', data: full, open: terminals.background },
      { name: 'terminal-searched', data: full, open: terminals.searched },
      { name: 'terminal-shell', data: full, open: terminals.ownShell },
      { name: 'terminal-host-died', data: full, open: terminals.hostDied },
    ],
  },
  {
    name: 'refusals',
    stage: trouble.refusals,
    views: [
      { name: 'live-key-refused', data: full, open: trouble.keyRefused },
      { name: 'inbox-key-refused', data: full, open: trouble.keyInbox },
      { name: 'settings-key-refused', data: full, open: trouble.keySettings },
      ...[
        { name: 'loading-list', open: trouble.reading('threads/list', trouble.openAgain, 'Reading threads') },
        { name: 'loading-thread', open: trouble.reading('thread/open', trouble.openThread, 'Reading events') },
        { name: 'loading-settings', open: trouble.reading('settings/get', trouble.openSettings, 'Reading settings') },
        { name: 'fault-list', open: trouble.failing('threads/list', trouble.openAgain, 'could not be read') },
        { name: 'fault-thread', open: trouble.failing('thread/open', trouble.openThread, 'could not be read') },
        { name: 'fault-settings', open: trouble.failing('settings/get', trouble.openSettings, 'could not be read') },
      ].map((view) => ({ ...view, data: empty, leave: trouble.readOn })),
    ],
  },
  {
    name: 'damaged',
    stage: trouble.damaged,
    views: [{ name: 'data-fault', data: empty, open: trouble.dataFault, small }],
  },
  {
    name: 'bare',
    stage: trouble.bare,
    views: [
      { name: 'first-run-bare', data: empty, open: trouble.bareFirstRun },
      { name: 'settings-bare', data: empty, open: trouble.bareMachine },
      { name: 'waiver', data: full, open: trouble.waiver, leave: closeDialog },
      { name: 'live-waived', data: full, open: trouble.waived },
    ],
  },
];

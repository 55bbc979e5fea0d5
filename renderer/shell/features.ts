import { lazy } from 'react';

// The places of the other features, fetched when they are first opened: Monaco and xterm are most of the window's weight.

export const InboxPlace = lazy(async () => ({ default: (await import('../features/inbox/InboxPlace')).InboxPlace }));
export const SettingsPlace = lazy(async () => ({ default: (await import('../features/settings/SettingsPlace')).SettingsPlace }));
export const LivePlace = lazy(async () => ({ default: (await import('../features/live/LivePlace')).LivePlace }));
export const GoalPlace = lazy(async () => ({ default: (await import('../features/editor/GoalPlace')).GoalPlace }));
export const NewGoalPlace = lazy(async () => ({ default: (await import('../features/editor/GoalPlace')).NewGoalPlace }));
export const DiffPlace = lazy(async () => ({ default: (await import('../features/diff/DiffPlace')).DiffPlace }));
export const TimelinePlace = lazy(async () => ({ default: (await import('../features/timeline/TimelinePlace')).TimelinePlace }));
export const TerminalPane = lazy(async () => ({ default: (await import('../features/terminal/TerminalPane')).TerminalPane }));

/** Ids are opaque strings; the alias says which subject one names. */
export type ThreadId = string;
export type TurnId = string;
export type RequestId = string;
export type CallId = string;
export type EvidenceId = string;
export type CheckpointId = string;
export type VerificationId = string;
export type QuestionId = string;
export type InputId = string;
export type ProcessId = string;
export type CommandId = string;

/** Milliseconds since the Unix epoch. */
export type Instant = number;

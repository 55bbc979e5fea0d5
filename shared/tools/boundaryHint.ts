/** What a goal allows of what a refusal may be about. */
export interface HintBoundaries {
  readonly hosts: boolean;
  readonly sockets: boolean;
  /** The largest file, in megabytes, where there is a limit. */
  readonly fileMb?: number | undefined;
}

/** A refusal stands at the end of a line in the words of the system or of a runtime; prose that mentions it does not. */
const READ_ONLY = /(?:Read-only file system|EROFS: read-only file system.*|Errno 30\][^\n]*)['"]?\s*$/m;
const BUSY_ENTRY =
  /(?:Device or resource busy|EBUSY: resource busy or locked.*|Invalid cross-device link|EXDEV: cross-device link.*|inter-device move failed: .*)['"]?\s*$/m;
const NO_NETWORK =
  /(?:Network is unreachable|ENETUNREACH|Could not resolve host|Temporary failure in name resolution|Name or service not known|getaddrinfo (?:EAI_AGAIN|ENOTFOUND)|No address associated with hostname)/m;
/** A goal has a loopback network of its own, so a server of this machine refuses it like one that is not there. */
const NO_SERVER = /(?:Connection refused|ECONNREFUSED|Couldn't connect to server)/m;
const HOST_REFUSED =
  /(?:blocked-by-allowlist|blocked by network allowlist|Connection blocked by|CONNECT tunnel failed, response 403|Received HTTP code 403 from proxy)/m;
const NO_SOCKETS =
  /(?:(?:AF_UNIX|unix(?: domain)? socket|socket\b|listen (?:EPERM|EACCES)|connect (?:EPERM|EACCES))[^\n]*(?:Operation not permitted|EPERM|Permission denied)|(?:Operation not permitted|EPERM)[^\n]*(?:\bsocket\b|listen|\.sock\b))/im;
const TOO_LARGE = /(?:File too large|EFBIG\b[^\n]*|File size limit exceeded[^\n]*)['"]?\s*$/m;
const DENIED =
  /(?:Permission denied|EACCES: permission denied.*|Operation not permitted|EPERM: operation not permitted.*)['"]?\s*$/m;

/** One line that names the boundary a command seems to have met, and what the contract would have to allow; nothing otherwise. */
export function boundaryHint(output: string, boundaries: HintBoundaries): string | undefined {
  if (!boundaries.sockets && NO_SOCKETS.test(output)) {
    return 'Boundary: Unix sockets are refused here. The contract would have to say boundaries.sockets: true.';
  }
  if (BUSY_ENTRY.test(output)) {
    return 'Boundary: a file that boundaries.write lists by itself cannot be replaced, moved or deleted, nor can .git. Edit it with apply_patch, which writes in place.';
  }
  if (boundaries.fileMb !== undefined && TOO_LARGE.test(output)) {
    return `Boundary: a file may grow to ${boundaries.fileMb} MB. The contract would have to allow more in boundaries.limits.fileMb.`;
  }
  if (READ_ONLY.test(output)) {
    return 'Boundary: that path is read-only here. The contract would have to list it in boundaries.write (.git never); where only the file itself is listed, edit it with apply_patch, which writes in place.';
  }
  if (HOST_REFUSED.test(output) || (!boundaries.hosts && NO_NETWORK.test(output))) {
    return 'Boundary: there is no network except the allowed hosts. The contract would have to list the host in boundaries.hosts.';
  }
  if (!boundaries.hosts && NO_SERVER.test(output)) {
    return 'Boundary: there is no network except this goal’s own loopback: a server must be one that its commands started and that still lives. The contract would have to list a host in boundaries.hosts.';
  }
  if (DENIED.test(output)) {
    return 'Boundary: access was denied. If the path is hidden or outside the boundaries, the contract would have to allow it (boundaries.write, boundaries.hide).';
  }
  return undefined;
}

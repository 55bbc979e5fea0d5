import { protocol, type Session } from 'electron';
import { type Translation, t } from '../../shared/words/t';
import { APP_SCHEME, faultPage, type Page, pageFor } from './pages';

/** Before the app is ready: our scheme is like https to pages, so that modules, workers and storage work under it. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true },
    },
  ]);
}

export interface ServedPages {
  readonly root: string;
  /** Asked before the first page is sent: a sentence when the app cannot work, so that a reload tries again. */
  readonly ready: () => Promise<string | undefined>;
  readonly translation: Translation | undefined;
}

/** Serves the renderer's files, or in their place why the app cannot open its data. */
export function serveAppPages(session: Session, { root, ready, translation }: ServedPages): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const { pathname } = new URL(request.url);
    const fault = pathname === '/' || pathname === '/index.html' ? await ready() : undefined;
    return responseOf(
      fault === undefined ? await pageFor(root, request, translation) : faultPage(t`Goalpost cannot open its data`, fault),
    );
  });
}

function responseOf({ status, headers, body }: Page): Response {
  return new Response(body, { status, headers });
}

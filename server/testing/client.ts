/** Speaks to a running Loket over HTTP as a browser would: cookie, same origin, the header of our own pages. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

export interface Answer<T = unknown> { status: number; body: T; headers: Headers }
export class RefusedError extends Error {
  readonly status: number;
  readonly body: unknown;
  constructor(what: string, status: number, body: unknown) {
    super(`${what}: ${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

export interface Client {
  readonly baseUrl: string;
  request<T = unknown>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  /** As `request`, but anything that is not 2xx is thrown. */
  get<T = Record<string, unknown>>(path: string): Promise<T>;
  post<T = Record<string, unknown>>(path: string, body?: unknown, headers?: Record<string, string>): Promise<T>;
  /** As our pages do: what is still being examined is asked for until it is taken or refused. */
  upload(path: string, bytes: Buffer, name: string, fields?: Record<string, string>): Promise<Answer<{ id: string; message?: string }>>;
  /** The first answer, whatever it is. */
  uploadOnce(path: string, bytes: Buffer, name: string, fields?: Record<string, string>): Promise<Answer<{ id: string; message?: string }>>;
  /** The cookie header of this browser, for requests whose bytes are wanted. */
  cookie(): string;
  login(email: string, password: string): Promise<void>;
  /** Does an act of a case as it stands now; answers the case after it. */
  act(caseId: string, action: string, input?: Record<string, unknown>): Promise<CaseSeen>;
}
/** What a walk needs to see of a case. */
export interface CaseSeen {
  id: string; number: string; version: number; place: string; outcome: string | null; round: number; holder: { id: string; name: string } | null; mine: boolean;
  actions: { id: string; obstacles: { key: string; message: string }[] }[];
}

export function createClient(baseUrl: string): Client {
  const cookies = new Map<string, string>();
  const own = () => ({ Origin: new URL(baseUrl).origin, 'X-Requested-With': 'loket', ...(cookies.size > 0 ? { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}) });

  async function send<T>(method: string, path: string, body: BodyInit | undefined, headers: Record<string, string>): Promise<Answer<T>> {
    const response = await fetch(new URL(path, baseUrl), { method, headers: { ...own(), ...headers }, ...(body === undefined ? {} : { body }), redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair] = cookie.split(';');
      const [name, value] = (pair ?? '').split('=');
      if (name) cookies.set(name, value ?? '');
    }
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, body: (json && text ? JSON.parse(text) : text) as T, headers: response.headers };
  }
  const request: Client['request'] = (method, path, body, headers = {}) =>
    send(method, path, body === undefined ? undefined : JSON.stringify(body), body === undefined ? headers : { 'Content-Type': 'application/json', ...headers });
  const wanted = async <T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T> => {
    const answer = await request<T>(method, path, body, headers);
    if (answer.status < 200 || answer.status > 299) throw new RefusedError(`${method} ${path}`, answer.status, answer.body);
    return answer.body;
  };

  return {
    baseUrl, request,
    cookie: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    get: (path) => wanted('GET', path),
    post: (path, body = {}, headers) => wanted('POST', path, body, headers),
    async upload(path, bytes, name, fields) {
      for (let answer = await this.uploadOnce(path, bytes, name, fields); ; answer = await request('GET', path.replace(/uploads$/, `upload-examinations/${answer.body.id}`))) {
        if (answer.status === 200) return { ...answer, status: 201 };
        // A list taken in the background is answered by 202, too, and has no examination.
        if (answer.status !== 202 || !path.endsWith('uploads')) return answer;
        await pause(50);
      }
    },
    uploadOnce(path, bytes, name, fields = {}) {
      const form = new FormData();
      for (const [key, value] of Object.entries(fields)) form.append(key, value);
      form.append('berkas', new Blob([new Uint8Array(bytes)]), name);
      return send('POST', path, form, {});
    },
    async login(email, password) { await wanted('POST', '/api/auth/login', { email, password }); },
    async act(caseId, action, input = {}) {
      for (let left = 3; ; left -= 1) {
        const seen = await wanted<CaseSeen>('GET', `/api/cases/${caseId}`);
        const answer = await request<CaseSeen & { obstacles?: { key: string }[] }>('POST', `/api/cases/${caseId}/actions/${action}`, { requestId: randomUUID(), seenVersion: seen.version, input });
        if (answer.status === 200) return answer.body;
        // Somebody else wrote between the look and the act (a timer, a colleague): look again.
        const stale = answer.body.obstacles?.some((obstacle) => obstacle.key === 'hambatan.sudah_berubah') ?? false;
        if (!stale || left === 0) throw new RefusedError(`${action} on ${caseId}`, answer.status, answer.body);
      }
    },
  };
}

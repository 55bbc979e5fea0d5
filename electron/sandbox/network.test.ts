import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Boundaries } from '../../shared/goal/contract';
import { openSandbox, type Sandbox } from './sandbox';
import { HOST_ENTRY, outcome, type TrialResult, trialOrder, trialPlace, wrapped } from './trialPlace';

const place = trialPlace();
let sandbox: Sandbox;
let server: Server;
let port: number;

beforeAll(async () => {
  const opened = await openSandbox({ hostEntry: HOST_ENTRY, neutralDir: place.neutralDir });
  if (!opened.ok) throw new Error(opened.error.message);
  sandbox = opened.value;
  server = createServer((_request, response) => response.end('reached'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await sandbox.dispose();
  server.close();
  place.dispose();
});

async function run(command: string, boundaries: Partial<Boundaries> = {}): Promise<TrialResult> {
  return outcome(await wrapped(sandbox, await trialOrder(place, command, boundaries)));
}

/** Connects without a proxy and prints what came of it. */
const connect = (target: string) =>
  `node -e 'require("net").connect(${target}).on("connect",()=>{console.log("CONNECTED");process.exit()}).on("error",(e)=>console.log(e.code))'`;

/** Asks for a page through the proxy of the environment, whatever NO_PROXY says, and prints the status and body. */
const ask = (url: string) =>
  `node -e 'const p=new URL(process.env.HTTP_PROXY);require("http").get({host:p.hostname,port:p.port,path:"${url}",headers:{"proxy-authorization":"Basic "+Buffer.from(decodeURIComponent(p.username)+":"+p.password).toString("base64")}},r=>{r.on("data",d=>process.stdout.write(r.statusCode+" "+d))})'`;

describe('without hosts', () => {
  it.each([
    ['the machine itself', () => `${port},"127.0.0.1"`, 'ECONNREFUSED'],
    ['a name', () => '80,"example.com"', /EAI_AGAIN|ENOTFOUND/],
    ['an address outside', () => '53,"1.1.1.1"', 'ENETUNREACH'],
  ])('cannot reach %s', async (_name, target, code) => {
    expect((await run(connect(target()))).stdout.trim()).toMatch(code);
  });

  it('has a loopback of its own for a server and its client', async () => {
    const script =
      'const s=require("http").createServer((q,r)=>r.end("mine")).listen(0,()=>fetch("http://127.0.0.1:"+s.address().port).then(r=>r.text()).then(t=>{console.log(t);s.close()}))';
    expect(await run(`node -e '${script}'`)).toMatchObject({ exit: 0, stdout: 'mine\n' });
  });

  it('sees no proxy variables', async () => {
    expect((await run('env | cut -d= -f1 | grep -ciE "proxy|java|sandbox|goalpost"')).stdout).toBe('0\n');
  });
});

describe('Unix sockets', () => {
  const open = () =>
    `node -e 'require("net").createServer().listen(process.env.TMPDIR+"/s",()=>{console.log("OPENED");process.exit()}).on("error",(e)=>console.log(e.code))'`;

  it('cannot be made', async () => {
    expect((await run(open())).stdout).toBe('EPERM\n');
  });

  it('can be made with sockets: true', async () => {
    expect((await run(open(), { sockets: true })).stdout).toBe('OPENED\n');
  });

  it('of the machine cannot be connected to', async () => {
    const listener = createTcpServer();
    const path = join(place.root, 'sock');
    await new Promise<void>((resolve) => listener.listen(path, resolve));
    expect((await run(connect(`"${path}"`))).stdout).toBe('EPERM\n');
    listener.close();
  });
});

describe('with hosts', () => {
  it('reaches a listed host through the proxy, and no other', async () => {
    const command = `${ask(`http://127.0.0.1:${port}/`)}; echo; ${ask('http://example.com/')}; echo; ${connect(`${port},"127.0.0.1"`)}`;
    const { stdout } = await run(command, { hosts: [`127.0.0.1:${port}`] });
    expect(stdout).toMatch(/^200 reached\n403 [\s\S]*\nECONNREFUSED\n$/);
  });

  it('lets no command begin before the way to the proxy is open', async () => {
    const results = await Promise.all(
      Array.from({ length: 12 }, () => run('(exec 5<>/dev/tcp/127.0.0.1/3128) && echo open', { hosts: ['example.org'] })),
    );
    expect(results.map(({ stdout }) => stdout)).toEqual(results.map(() => 'open\n'));
  });

  it('gives each allow-list exactly its own hosts, at the same time', async () => {
    const page = ask(`http://127.0.0.1:${port}/`);
    const results = await Promise.all([run(page, { hosts: [`127.0.0.1:${port}`] }), run(page, { hosts: ['example.org'] })]);
    expect(results.map(({ stdout }) => stdout.slice(0, 4))).toEqual(['200 ', '403 ']);
  });

  it('keeps the given environment beside the proxies, and blocks Unix sockets all the same', async () => {
    const command = `echo "$TMPDIR"; ${connect('"/nowhere"')}`;
    expect((await run(command, { hosts: ['example.org'] })).stdout).toBe(`${place.temp}\nEPERM\n`);
  });

  it('knows which hosts a command tried in vain, once, and of no other command', async () => {
    const order = await trialOrder(place, `${ask('http://example.com/')}; ${ask(`http://127.0.0.1:${port}/`)}`, {
      hosts: [`127.0.0.1:${port}`],
    });
    const [mine, other] = [
      { ...order, id: 'th/mine' },
      { ...order, id: 'th/other', command: 'true' },
    ];
    await Promise.all([mine, other].map(async (each) => outcome(await wrapped(sandbox, each))));
    expect([await sandbox.tried(mine), await sandbox.tried(mine), await sandbox.tried(other)]).toEqual([
      ['example.com:80'],
      [],
      [],
    ]);
    expect(await sandbox.tried({ id: 'th/none', policy: { ...order.policy, hosts: [] } })).toEqual([]);
  });

  it('refuses what is not a host name, in a sentence', async () => {
    const order = await trialOrder(place, 'true');
    const policy = { ...order.policy, hosts: ['https://example.com/x'] };
    const result = await sandbox.wrap({ ...order, policy }, new AbortController().signal);
    expect(result).toEqual({
      ok: false,
      error: { code: 'sandbox_failed', message: expect.stringMatching(/^boundaries.hosts \(https:.*Write example.com/) },
    });
  });
});

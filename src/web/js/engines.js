// Engines for the app: each runs one demo in a worker of its own, so that one which stops or hangs ends no other. The
// page fetches, the worker computes. `engineHome` says where the files are: on a host, or in the one file.
const packs = new Map();
function packBytes(pack) {
  if (!packs.has(pack)) {
    const bytes = engineHome.pack(pack);
    // What did not come is asked for again.
    bytes.catch(() => packs.delete(pack));
    packs.set(pack, bytes);
  }
  return packs.get(pack);
}
// A browser may forbid workers, or not start one from where the site lies; then the page answers itself.
function inWorker(bytes, said, failed, instead) {
  const worker = new Worker(engineHome.worker());
  let heard = false;
  worker.onmessage = ({ data }) => {
    heard = true;
    if (typeof data === "string") failed(data);
    else said(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    if (heard) failed(event.message ?? "the worker ended");
    else instead();
  };
  worker.postMessage(bytes);
  return { send: (question) => worker.postMessage(question), end: () => worker.terminate() };
}
let local;
async function inPage(bytes, said, failed) {
  await (local ??= engineHome.local());
  const engine = await globalThis.descentEngine(bytes);
  let ended = false;
  // In turns of their own, so that the page goes on in between.
  const send = (question) =>
    setTimeout(() => {
      if (ended) return;
      try {
        said(engine(question));
      } catch (error) {
        ended = true;
        failed(String(error));
      }
    });
  return { send, end: () => (ended = true) };
}
globalThis.descentEngines = (pack, said, failed) => {
  // Until something has been heard it may turn out that no worker runs, and then all is asked again.
  let unheard = [];
  let running;
  let ended = false;
  const hear = (answers) => {
    unheard = undefined;
    if (!ended) said(answers);
  };
  const fail = (why) => ended || failed(why);
  const begin = (engine) => {
    running = engine;
    if (ended) engine.end();
    else for (const question of unheard) engine.send(question);
  };
  const trouble = (error) => fail(`This demo could not be loaded. Are you offline? (${error})`);
  (async () => {
    const bytes = await packBytes(pack);
    const instead = async () => begin(await inPage(bytes, hear, fail));
    if (ended) return;
    try {
      begin(inWorker(bytes, hear, fail, () => instead().catch(trouble)));
    } catch {
      await instead();
    }
  })().catch(trouble);
  return {
    send(question) {
      unheard?.push(question);
      running?.send(question);
    },
    end() {
      ended = true;
      running?.end();
    },
  };
};
